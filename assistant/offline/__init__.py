"""The embedded chat model: reads the question, calls the tools, words the answer."""
