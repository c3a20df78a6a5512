"""The conversation: agent, offline model, terminal. Imports tools and prompts, never computes."""
