"""The conversation: understands a question, calls the tools, words the answer."""
