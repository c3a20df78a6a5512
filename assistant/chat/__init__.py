"""The conversation on a terminal: lines, commands, completion, what an answer looks like."""
