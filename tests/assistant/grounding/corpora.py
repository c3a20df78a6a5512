"""The corpora as conversations of messages."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path
from typing import Any

from langchain_core.messages import AIMessage, BaseMessage, HumanMessage, ToolMessage

DATA = Path(__file__).parents[2] / "data"


def rows(name: str) -> list[dict[str, Any]]:
    lines = (DATA / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def by_hand() -> list[tuple[list[BaseMessage], dict[str, Any]]]:
    """What was written by hand, each row with the conversation that it answers."""
    every = rows("grounding_by_hand")
    talks = {row["id"]: messages(row) for row in every if "turns" in row}
    return [(talks[row.get("talk", row["id"])], row) for row in every]


@lru_cache(maxsize=1)
def conversations() -> dict[str, list[BaseMessage]]:
    return {row["id"]: messages(row) for row in rows("grounding_conversations")}


def messages(row: dict[str, Any]) -> list[BaseMessage]:
    """A conversation up to its last answer, which is missing."""
    spoken: list[BaseMessage] = []
    number = 0
    for turn in row["turns"]:
        spoken.append(HumanMessage(turn["question"]))
        asked, answered = [], []
        for call in turn["calls"]:
            number += 1
            name = f"call_{number}"
            asked.append(
                {"name": call["name"], "args": call["arguments"], "id": name, "type": "tool_call"}
            )
            answered.append(
                ToolMessage(
                    call["result"]["text"],
                    name=call["name"],
                    tool_call_id=name,
                    artifact=call["result"],
                )
            )
        if asked:
            spoken += [AIMessage("", tool_calls=asked), *answered]
        if turn["said"]:
            spoken.append(AIMessage(turn["said"]))
    return spoken
