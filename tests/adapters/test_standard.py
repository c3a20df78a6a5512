"""LangChain's own standard tests, over every tool and every chat model of ours.

What is skipped there, and why:

- Of the unit tests of chat models `test_init_from_env` and `test_serdes`: a model of ours has
  neither keys nor a serial form.
- Of their integration tests those of features that no model of ours claims: calling any tool on
  any prompt, and choosing it (the offline model calls flopwise's functions, and its own loop is
  tested in tests/assistant; a stub calls what its test says); structured output and JSON mode;
  images, audio and PDF; Anthropic's message format; another model's name for one call; a recorded
  stream, since nothing is sent.
"""

from __future__ import annotations

from functools import cache
from typing import Any, ClassVar

import pytest
from langchain_core.language_models import BaseChatModel
from langchain_core.tools import BaseTool
from langchain_tests.integration_tests import ChatModelIntegrationTests, ToolsIntegrationTests
from langchain_tests.unit_tests import ChatModelUnitTests, ToolsUnitTests

from flopwise import ask_tool, call_tool, toolkit
from flopwise.assistant.offline.model import OfflineChat
from flopwise.assistant.stubs import EchoChat, ScriptedChat
from flopwise.tools.functions.table import find_function

from .generated import calls

TOOLS = {tool.name: tool for tool in (*toolkit(), ask_tool())}
QUESTION = {"question": "How many H100s train a 7B on 2T tokens in 30 days?"}


@cache
def example(name: str) -> dict[str, Any]:
    """A call that is answered."""
    if name == "ask_flopwise":
        return QUESTION
    made = calls(find_function(name), 300)
    return next(call for call in made if call_tool(name, call).status == "answered")


class _OurTool:
    """Each of our tools in turn."""

    name: str

    @pytest.fixture(autouse=True, params=list(TOOLS))
    def named(self, request: pytest.FixtureRequest) -> None:
        self.name = request.param

    @property
    def tool_constructor(self) -> BaseTool:
        return TOOLS[self.name]

    @property
    def tool_invoke_params_example(self) -> dict[str, Any]:
        return example(self.name)


class TestToolsUnit(_OurTool, ToolsUnitTests):
    pass


class TestToolsIntegration(_OurTool, ToolsIntegrationTests):
    pass


class _OurModel:
    """A chat model that follows no arbitrary prompt."""

    kind: ClassVar[type[BaseChatModel]]
    parameters: ClassVar[dict[str, Any]] = {}

    @property
    def chat_model_class(self) -> type[BaseChatModel]:
        return self.kind

    @property
    def chat_model_params(self) -> dict[str, Any]:
        return self.parameters

    @property
    def has_tool_calling(self) -> bool:
        return False

    @property
    def has_structured_output(self) -> bool:
        return False

    @property
    def has_tool_choice(self) -> bool:
        return False


class TestOfflineUnit(_OurModel, ChatModelUnitTests):
    kind = OfflineChat

    @property
    def has_tool_calling(self) -> bool:
        return True  # So that binding tools is tested.


class TestOfflineIntegration(_OurModel, ChatModelIntegrationTests):
    kind = OfflineChat


class TestScriptedUnit(_OurModel, ChatModelUnitTests):
    kind = ScriptedChat
    parameters: ClassVar[dict[str, Any]] = {"script": ["Hello."]}


class TestScriptedIntegration(_OurModel, ChatModelIntegrationTests):
    kind = ScriptedChat
    parameters: ClassVar[dict[str, Any]] = {"script": ["Hello."]}


class TestEchoUnit(_OurModel, ChatModelUnitTests):
    kind = EchoChat


class TestEchoIntegration(_OurModel, ChatModelIntegrationTests):
    kind = EchoChat
