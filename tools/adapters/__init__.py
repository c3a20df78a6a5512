"""The table of functions for other hosts: plain calls, OpenAI, LangChain, MCP.

Each host's library is imported by its own module alone.
"""

from .calls import call_tool
from .schemas import openai_tools

__all__ = ["call_tool", "openai_tools"]
