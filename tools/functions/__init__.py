"""The typed functions that an agent may call."""
