"""A whole message in the pieces that a streaming model sends."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from langchain_core.callbacks import CallbackManagerForLLMRun
from langchain_core.messages import AIMessage, AIMessageChunk
from langchain_core.messages.tool import tool_call_chunk
from langchain_core.outputs import ChatGenerationChunk


def streamed(
    message: AIMessage, run_manager: CallbackManagerForLLMRun | None = None
) -> Iterator[ChatGenerationChunk]:
    """Word by word, then the calls, with what the message says of itself in the last piece."""
    for part in re.findall(r"\s*\S+\s*", message.text):
        chunk = ChatGenerationChunk(message=AIMessageChunk(content=part))
        if run_manager:
            run_manager.on_llm_new_token(part, chunk=chunk)
        yield chunk
    calls = [
        tool_call_chunk(
            name=call["name"], args=json.dumps(call["args"]), id=call["id"], index=index
        )
        for index, call in enumerate(message.tool_calls)
    ]
    yield ChatGenerationChunk(
        message=AIMessageChunk(
            content="",
            tool_call_chunks=calls,
            usage_metadata=message.usage_metadata,
            response_metadata=message.response_metadata,
            chunk_position="last",
        )
    )
