"""Builds every structure with transformers, without weights, and compares the counts.

The structures of tests/data and of the catalog; FLOPs where tests/data says at which sequence.

Not part of the suite: it needs torch and transformers. Run it as a script, from the root of the
repository. It prints a line a model and exits with 1 where one differs.
"""

from __future__ import annotations

import importlib
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from flopwise.tools.architecture import count, flops, read_config
from flopwise.tools.catalog import models

DATA = Path(__file__).parents[1] / "data"
CLASSES = {"bert": "AutoModel", "t5": "AutoModelForSeq2SeqLM"}


def rows(name: str) -> list[dict[str, Any]]:
    lines = (DATA / name).read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def catalog() -> Iterator[dict[str, Any]]:
    """The catalog's models in the form of a row."""
    for model in models():
        if model.config is not None:
            keys = model.config.as_json()
            yield {"id": model.name, "model_type": keys.pop("model_type"), "config": keys}


def built(row: dict[str, Any]) -> Any:
    """The model on PyTorch's meta device: every shape, no memory."""
    torch, transformers = (importlib.import_module(name) for name in ("torch", "transformers"))
    config = transformers.CONFIG_MAPPING[row["model_type"]](**row["config"])
    auto = getattr(transformers, CLASSES.get(row["model_type"], "AutoModelForCausalLM"))
    with torch.device("meta"):
        return auto.from_config(config, attn_implementation="eager")


def main() -> int:
    torch = importlib.import_module("torch")
    counter = importlib.import_module("torch.utils.flop_counter").FlopCounterMode
    sequences = {row["id"]: row["seq"] for row in rows("flops.jsonl")}
    wrong = 0
    print(f"torch {torch.__version__}", importlib.import_module("transformers").__version__)
    for row in (*rows("architectures.jsonl"), *catalog()):
        structure = read_config({"model_type": row["model_type"], **row["config"]})
        model = built(row)
        theirs = [sum(weight.numel() for weight in model.parameters())]
        ours = [count(structure).total]
        if row["id"] in sequences and structure.experts is None:  # Routing needs real numbers.
            tokens = torch.zeros(1, sequences[row["id"]], dtype=torch.long, device="meta")
            inputs = {"input_ids": tokens}
            if structure.kind == "encoder_decoder":
                inputs["decoder_input_ids"] = tokens
            with torch.no_grad(), counter(display=False) as counted:
                model(**inputs)
            theirs.append(counted.get_total_flops())
            ours.append(flops(structure, 1, sequences[row["id"]]).forward)
        wrong += ours != theirs
        shown = "  ".join(f"{number:,}" for number in theirs)
        print(f"{row['id']:24} {shown}  {'same' if ours == theirs else f'ours {ours}'}")
    return int(wrong > 0)


if __name__ == "__main__":
    sys.exit(main())
