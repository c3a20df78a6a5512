"""The functions as an MCP server, with the catalog and the equations as resources.

It holds no state: one server serves any number of clients, over any transport (`mcp_http` has the
one over HTTP). Prompts are handed in, since their words are the assistant's.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from typing import Any

import anyio
import anyio.to_thread
import mcp_types as mcp
from mcp.server import Server
from mcp.server.caching import CacheHint
from mcp.server.context import ServerRequestContext
from mcp.shared.exceptions import MCPError

from ..engine.names import nearest
from ..functions.function import Function
from ..functions.result import Result
from ..functions.table import FUNCTIONS
from .calls import call_tool
from .mcp_resources import TEMPLATES, complete, find_resource, list_resources
from .schemas import loose

Context = ServerRequestContext[Any]
Page = mcp.PaginatedRequestParams | None

INSTRUCTIONS = (
    "Exact answers about the size, compute, memory, time, energy and money of large language "
    "models. Copy amounts as the user wrote them, with their units (7B, 80 GiB, 30 days, 1.2万亿); "
    "leave out what was not stated, the tools assume and say so. State only figures that a tool "
    "returned, with the assumptions beside them."
)
AT_ONCE = 2
"""Calls that are calculated at the same time; the others wait their turn."""

_HOUR = CacheHint(ttl_ms=3_600_000, scope="public")  # Nothing here changes while a server runs.
_HINTS: Mapping[Any, CacheHint] = dict.fromkeys(
    ("tools/list", "prompts/list", "resources/list", "resources/templates/list", "resources/read"),
    _HOUR,
)


@dataclass(frozen=True)
class Argument:
    """What a prompt has to be told.

    Attributes:
        name: stands in the prompt's text in braces.
        description: what to write.
        required: whether the prompt makes no sense without it.
    """

    name: str
    description: str
    required: bool = True


@dataclass(frozen=True)
class Prompt:
    """A question that a client offers to its user, ready made.

    Attributes:
        name: its stable name.
        title: what a client shows.
        description: what it is for.
        arguments: what fills its text.
        text: with each argument's name in braces.
    """

    name: str
    title: str
    description: str
    arguments: tuple[Argument, ...]
    text: str

    def filled(self, stated: Mapping[str, str]) -> str:
        """The text with what was stated put in; nothing of that is read as a further place.

        Raises:
            MCPError: an argument is unknown, or a required one is missing.
        """
        known = {argument.name: argument for argument in self.arguments}
        for name in stated:
            if name not in known:
                raise _wrong(f"{self.name}: no argument {name!r}; it takes {', '.join(known)}")
        for name, argument in known.items():
            if argument.required and not stated.get(name, "").strip():
                raise _wrong(f"{self.name}: state {name}: {argument.description}")
        places = "|".join(known)
        return re.sub(
            rf"\{{({places})\}}", lambda m: stated.get(m[1], "").strip() or "not stated", self.text
        )


def build_server(prompts: Sequence[Prompt] = ()) -> Server[Any]:
    """An MCP server of the functions, the catalog, the equations and `prompts`."""
    by_name = {prompt.name: prompt for prompt in prompts}
    limiter = _Limiter()

    async def tools(context: Context, page: Page) -> mcp.ListToolsResult:
        return mcp.ListToolsResult(tools=list(list_tools()))

    async def call(context: Context, asked: mcp.CallToolRequestParams) -> mcp.CallToolResult:
        return await anyio.to_thread.run_sync(
            _called, asked.name, asked.arguments or {}, limiter=limiter.here()
        )

    async def resources(context: Context, page: Page) -> mcp.ListResourcesResult:
        return mcp.ListResourcesResult(resources=list(list_resources()))

    async def templates(context: Context, page: Page) -> mcp.ListResourceTemplatesResult:
        return mcp.ListResourceTemplatesResult(resource_templates=list(TEMPLATES))

    async def read(
        context: Context, asked: mcp.ReadResourceRequestParams
    ) -> mcp.ReadResourceResult:
        return mcp.ReadResourceResult(contents=[find_resource(asked.uri)])

    async def prompt_list(context: Context, page: Page) -> mcp.ListPromptsResult:
        return mcp.ListPromptsResult(prompts=[_listed(prompt) for prompt in prompts])

    async def prompt(context: Context, asked: mcp.GetPromptRequestParams) -> mcp.GetPromptResult:
        if asked.name not in by_name:
            close = nearest(asked.name, list(by_name)) or list(by_name)
            raise _wrong(f"unknown prompt {asked.name[:60]!r}; there is {', '.join(close)}")
        wanted = by_name[asked.name]
        text = mcp.TextContent(text=wanted.filled(asked.arguments or {}))
        return mcp.GetPromptResult(
            description=wanted.description, messages=[mcp.PromptMessage(role="user", content=text)]
        )

    async def completion(context: Context, asked: mcp.CompleteRequestParams) -> mcp.CompleteResult:
        place = getattr(asked.ref, "uri", "")
        return mcp.CompleteResult(completion=complete(place, asked.argument.value))

    return Server(
        "flopwise",
        version=version("flopwise"),
        title="flopwise",
        instructions=INSTRUCTIONS,
        cache_hints=_HINTS,
        on_list_tools=tools,
        on_call_tool=call,
        on_list_resources=resources,
        on_list_resource_templates=templates,
        on_read_resource=read,
        on_list_prompts=prompt_list,
        on_get_prompt=prompt,
        on_completion=completion,
    )


async def serve_stdio(server: Server[Any]) -> None:
    """Serve one client on standard input and output, until it closes them."""
    from mcp.server.stdio import stdio_server

    async with stdio_server() as (read, write):
        await server.run(read, write, server.create_initialization_options())


@cache
def list_tools() -> tuple[mcp.Tool, ...]:
    """The functions as MCP knows them."""
    output = _brief(Result.model_json_schema(mode="serialization"))
    return tuple(_tool(function, output) for function in FUNCTIONS)


def _brief(schema: Any) -> Any:
    """A schema without titles and with first lines only: it is listed with every function."""
    if isinstance(schema, list):
        return [_brief(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    described = isinstance(schema.get("description"), str)
    brief = {key: _brief(value) for key, value in schema.items()}
    if isinstance(brief.get("title"), str):
        del brief["title"]
    if described:
        brief["description"] = schema["description"].partition("\n")[0]
    return brief


def _tool(function: Function, output: dict[str, Any]) -> mcp.Tool:
    title = function.name.replace("_", " ").capitalize()
    return mcp.Tool(
        name=function.name,
        title=title,
        description=function.purpose,
        input_schema=loose(function.schema()),
        output_schema=output,
        annotations=mcp.ToolAnnotations(
            title=title,
            read_only_hint=True,
            destructive_hint=False,
            idempotent_hint=True,
            open_world_hint=False,
        ),
    )


def _called(name: str, arguments: Mapping[str, Any]) -> mcp.CallToolResult:
    """The result of a call; an invalid one is an error that the model can mend."""
    result = call_tool(name, arguments)
    return mcp.CallToolResult(
        content=[mcp.TextContent(text=result.text)],
        structured_content=result.model_dump(mode="json"),
        is_error=result.status == "invalid",
    )


class _Limiter:
    """How many calls are calculated at once, in whichever event loop the server runs."""

    def __init__(self) -> None:
        self._limiter: anyio.CapacityLimiter | None = None

    def here(self) -> anyio.CapacityLimiter:
        self._limiter = self._limiter or anyio.CapacityLimiter(AT_ONCE)
        return self._limiter


def _listed(prompt: Prompt) -> mcp.Prompt:
    return mcp.Prompt(
        name=prompt.name,
        title=prompt.title,
        description=prompt.description,
        arguments=[
            mcp.PromptArgument(name=a.name, description=a.description, required=a.required)
            for a in prompt.arguments
        ],
    )


def _wrong(message: str) -> MCPError:
    return MCPError(mcp.INVALID_PARAMS, message)
