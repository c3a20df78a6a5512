"""The MCP server, asked by the protocol's own client: in memory, over stdio, over HTTP."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from mcp.client import Client
from mcp.client.stdio import StdioServerParameters, stdio_client
from mcp.shared.exceptions import MCPError
from mcp_types import ResourceTemplateReference

from flopwise import call_tool
from flopwise.assistant.mcp_command import build
from flopwise.prompts import load, names
from flopwise.tools.adapters.mcp_resources import list_resources, subjects
from flopwise.tools.catalog import accelerators, models
from flopwise.tools.equations import EQUATIONS
from flopwise.tools.functions.table import FUNCTIONS

from .conftest import PROGRAM
from .generated import calls

PLAN = {"parameters": "7B", "tokens": "2T", "accelerator": "H100", "training_time": "30 days"}
WAYS = ("memory", "stdio", "http")


@asynccontextmanager
async def connected(way: str, address: str) -> AsyncIterator[Client]:
    target: Any = address
    if way == "memory":
        target = build()
    elif way == "stdio":
        target = stdio_client(StdioServerParameters(command=PROGRAM, args=["mcp"]))
    async with Client(target) as client:
        yield client


def text_of(result: Any) -> str:
    (content,) = result.content
    return str(content.text)


class TestTools:
    @pytest.mark.parametrize("way", WAYS)
    async def test_all_are_listed_and_called(self, way: str, address: str) -> None:
        async with connected(way, address) as client:
            listed = {tool.name: tool for tool in (await client.list_tools()).tools}
            assert list(listed) == [function.name for function in FUNCTIONS]
            for function in FUNCTIONS:
                tool = listed[function.name]
                assert tool.output_schema is not None
                output = Draft202012Validator(tool.output_schema)
                for arguments in calls(function, 12):
                    stated = {n: v for n, v in arguments.items() if v is not None}
                    got = await client.call_tool(function.name, stated)
                    right = call_tool(function.name, stated)
                    assert got.is_error == (right.status == "invalid")
                    assert text_of(got) == right.text
                    assert got.structured_content == right.model_dump(mode="json")
                    output.validate(got.structured_content)

    async def test_each_says_that_it_only_reads(self) -> None:
        async with connected("memory", "") as client:
            for tool in (await client.list_tools()).tools:
                said = tool.annotations
                assert said and tool.description and tool.title == said.title
                assert (said.read_only_hint, said.idempotent_hint) == (True, True)
                assert (said.destructive_hint, said.open_world_hint) == (False, False)

    async def test_the_list_is_small(self) -> None:
        async with connected("memory", "") as client:
            tools = (await client.list_tools()).tools
        sizes = [len(json.dumps(tool.output_schema)) for tool in tools]
        assert max(sizes) < 5000

    @pytest.mark.parametrize(
        ("name", "arguments", "told"),
        [
            ("training_plan", {"parameters": "many"}, "'many'"),
            ("training_plan", {"nonsense": 1}, "nonsense"),
            ("trainingplan", PLAN, "training_plan"),
        ],
    )
    async def test_what_is_wrong_is_an_error_that_can_be_mended(
        self, name: str, arguments: dict[str, Any], told: str
    ) -> None:
        async with connected("memory", "") as client:
            got = await client.call_tool(name, arguments)
        assert got.is_error and told in text_of(got)

    async def test_what_is_missing_is_no_error(self) -> None:
        async with connected("memory", "") as client:
            got = await client.call_tool("training_plan", {"parameters": "7B"})
        assert not got.is_error and got.structured_content["needs"]

    @pytest.mark.parametrize("way", WAYS)
    async def test_calls_at_once_are_all_answered(self, way: str, address: str) -> None:
        asked = [{**PLAN, "parameters": f"{n}B"} for n in range(1, 31)]
        async with connected(way, address) as client:
            got = await asyncio.gather(*(client.call_tool("training_plan", a) for a in asked))
        assert [text_of(g) for g in got] == [call_tool("training_plan", a).text for a in asked]

    async def test_many_clients_at_once_lose_nothing(self, address: str) -> None:
        async def one(number: int) -> None:
            async with Client(address) as client:
                for call in range(4):
                    expression = f"{number}*{call}+7"
                    got = await client.call_tool("calculate", {"expression": expression})
                    assert text_of(got) == f"result: {number * call + 7}"

        await asyncio.gather(*(one(number) for number in range(16)))

    async def test_a_client_of_the_handshake_era_is_served(self, address: str) -> None:
        for target in (build(), address):
            async with Client(target, mode="legacy") as client:
                assert len((await client.list_tools()).tools) == len(FUNCTIONS)
                got = await client.call_tool("calculate", {"expression": "6*7"})
                assert text_of(got) == "result: 42"


class TestResources:
    @pytest.mark.parametrize("way", WAYS)
    async def test_every_entry_and_subject_can_be_read(self, way: str, address: str) -> None:
        async with connected(way, address) as client:
            listed = (await client.list_resources()).resources
            assert len(listed) == len(accelerators()) + len(models()) + len(subjects())
            for resource in listed if way == "memory" else listed[::20]:
                (found,) = (await client.read_resource(resource.uri)).contents
                assert found.mime_type == resource.mime_type
                text = getattr(found, "text", "")
                if resource.mime_type == "application/json":
                    assert json.loads(text)["name"] == resource.name
                    assert '"source"' in text
                else:
                    assert "Source: " in text

    async def test_an_entry_is_found_under_what_people_call_it(self) -> None:
        async with connected("memory", "") as client:
            (found,) = (await client.read_resource("flopwise://accelerators/h100%2080gb")).contents
        assert json.loads(getattr(found, "text", ""))["name"] == "H100 SXM"

    async def test_every_equation_stands_in_its_subject_with_its_source(self) -> None:
        async with connected("memory", "") as client:
            texts = {}
            for subject in subjects():
                (found,) = (await client.read_resource(f"flopwise://equations/{subject}")).contents
                texts[subject] = getattr(found, "text", "")
        for equation in EQUATIONS:
            assert f"Source: {equation.source}." in texts[equation.subject]
            assert equation.because.en in texts[equation.subject]

    @pytest.mark.parametrize(
        ("uri", "told"),
        [
            ("flopwise://accelerators/H1000", "did you mean"),
            ("flopwise://models/nonesuch", "unknown model"),
            ("flopwise://equations/computing", "compute"),
            ("flopwise://equations/", "compute"),
            ("flopwise://units/all", "there are flopwise://"),
            ("file:///etc/passwd", "there are flopwise://"),
            ("flopwise://accelerators/..%2F..%2Fetc", "unknown accelerator"),
            ("equations/compute", "there are flopwise://"),
        ],
    )
    async def test_what_there_is_not_is_told(self, uri: str, told: str) -> None:
        async with connected("memory", "") as client:
            with pytest.raises(MCPError, match=told):
                await client.read_resource(uri)

    async def test_templates_complete_names(self) -> None:
        async with connected("memory", "") as client:
            templates = (await client.list_resource_templates()).resource_templates
            assert [t.name for t in templates] == ["accelerator", "model", "equations"]
            completed = {}
            for template, begun in zip(templates, ("h1", "llama", ""), strict=True):
                asked = ResourceTemplateReference(uri=template.uri_template)
                got = await client.complete(asked, {"name": "name", "value": begun})
                completed[template.name] = got.completion
        assert "H100 SXM" in completed["accelerator"].values[:3]
        assert len(completed["model"].values) <= 100
        assert completed["equations"].values == list(subjects())

    def test_addresses_are_unique(self) -> None:
        addresses = [resource.uri for resource in list_resources()]
        assert len(addresses) == len(set(addresses))


class TestPrompts:
    @pytest.mark.parametrize("way", WAYS)
    async def test_they_are_listed_and_filled(self, way: str, address: str) -> None:
        async with connected(way, address) as client:
            listed = {prompt.name: prompt for prompt in (await client.list_prompts()).prompts}
            assert list(listed) == ["plan_training_run", "check_claim"]
            claim = "GPT-3 took 3e23 FLOP"
            got = await client.get_prompt("check_claim", {"claim": claim})
        text = getattr(got.messages[0].content, "text", "")
        assert f"Claim: {claim}\n" in text and "{" not in text

    async def test_what_is_filled_in_is_not_filled_again(self) -> None:
        goal = "a 7B {limits} {goal}"
        async with connected("memory", "") as client:
            got = await client.get_prompt("plan_training_run", {"goal": goal, "limits": "$1M"})
        text = getattr(got.messages[0].content, "text", "")
        assert f"Goal: {goal}\nAccelerator: not stated\nLimits: $1M\n" in text

    async def test_functions_that_they_name_are_there(self) -> None:
        known = {function.name for function in FUNCTIONS}
        for name in names("mcp"):
            assert set(re.findall(r"`(\w+)`", load(f"mcp/{name}"))) <= known

    @pytest.mark.parametrize(
        ("name", "arguments", "told"),
        [
            ("check_claims", {"claim": "x"}, "there is check_claim"),
            ("check_claim", {}, "state claim"),
            ("check_claim", {"claim": "  "}, "state claim"),
            ("check_claim", {"claim": "x", "model": "y"}, "no argument 'model'"),
        ],
    )
    async def test_what_is_wrong_is_told(
        self, name: str, arguments: dict[str, str], told: str
    ) -> None:
        async with connected("memory", "") as client:
            with pytest.raises(MCPError, match=told):
                await client.get_prompt(name, arguments)
