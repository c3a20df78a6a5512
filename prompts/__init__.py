"""What the language model is told, as Markdown files."""
