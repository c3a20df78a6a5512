"""Reading a Hugging Face config.json: a file, its text, or a mapping. It is data, never trusted."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ..engine.errors import InvalidInput, MissingInput, UnknownName
from ..engine.text import Text
from .bounds import shown
from .keys import BY_NUMBERS, Reading
from .model_types import MODEL_TYPES
from .source import load
from .structure import Attention, Experts, Latent, Mlp, Norms, Positions, Structure

_TEXT_PART = "text_config"


class UnknownModelType(UnknownName):
    """A model_type that the table does not hold; names the nearest, and how to do without."""

    def __init__(self, where: Text, given: object) -> None:
        from ..engine.names import nearest

        name = shown(given).strip('"')
        super().__init__("model_type", name, nearest(name, list(MODEL_TYPES)))
        then = " Use" if self.nearest else "; use"
        self.text = Text(
            f"{where.en}: {self.text.en}{then} a known type, {BY_NUMBERS.en}",
            f"{where.zh}:{self.text.zh};请改用已知类型,{BY_NUMBERS.zh}",
        )
        self.args = (self.text.en,)


def read_config(source: str | bytes | Path | Mapping[str, Any]) -> Structure:
    """The structure that a Hugging Face config describes; no network, no transformers.

    Args:
        source: a path to config.json; its text, which starts with a brace; or its keys. Of a
            multimodal config the text part is read, and a note of the structure says so.

    Raises:
        MissingInput: a key that shapes the model is absent, or the config names no model_type.
        UnknownModelType: a model_type that the table does not hold.
        OutOfDomain: a key holds what it must not, or a number beyond its limits.
        Contradiction: the numbers do not fit together.
        InvalidInput: the file cannot be read, or is no JSON object, or holds what is not covered.
    """
    where, config = load(source)
    config, inner, notes = _text_part(where, config)
    name = config.get("model_type")
    if name is None:
        raise MissingInput(
            Text(
                f"{where.en}: lacks model_type; known are {', '.join(MODEL_TYPES)}; "
                f"add it, {BY_NUMBERS.en}",
                f"{where.zh}:缺少 model_type;已知的有:{'、'.join(MODEL_TYPES)};"
                f"请补上,{BY_NUMBERS.zh}",
            ),
            "parameters",
            ("model_type",),
        )
    if not isinstance(name, str) or name not in MODEL_TYPES:
        raise UnknownModelType(where, name)
    model_type = MODEL_TYPES[name]
    reading = Reading(where, config, name, model_type, inner)
    structure = _assemble(reading)
    notes += [note for rule in model_type.notes if (note := rule(reading))]
    if reading.defaults:
        notes.append(_defaults_taken(reading))
    return structure.model_copy(update={"notes": tuple(notes)}) if notes else structure


def _text_part(
    where: Text, config: Mapping[str, Any]
) -> tuple[Mapping[str, Any], bool, list[Text]]:
    """The config to read, whether it is the text part of another, and what to say of that."""
    part = config.get(_TEXT_PART)
    name = config.get("model_type")
    if not isinstance(part, Mapping) or (isinstance(name, str) and name in MODEL_TYPES):
        return config, False, []
    tied = "tie_word_embeddings"
    if tied in config and tied not in part:
        part = {**part, tied: config[tied]}
    of = shown(name)
    note = Text(
        f"the text part ({_TEXT_PART}) of a multimodal model {of}: what sees or hears is left out",
        f"多模态模型 {of} 的文本部分({_TEXT_PART}):不含视觉与音频部分",
    )
    return part, True, [note]


def _defaults_taken(reading: Reading) -> Text:
    taken = [f"{key} {number:,}" for key, number in reading.defaults.items()]
    return Text(
        f"absent from {reading.where.en}, taken as the defaults of {reading.name} in "
        f"transformers: {', '.join(taken)}",
        f"{reading.where.zh} 未写明,取 transformers 中 {reading.name} 的默认值:{'、'.join(taken)}",
    )


def _assemble(r: Reading) -> Structure:
    mixture = r["experts"] and r["dense_layers"] < r["layers"]
    windowed = r["windowed_layers"]
    width = r["embedding_size"]
    try:
        return Structure(
            kind=r["kind"],
            layers=r["layers"],
            encoder_layers=r["encoder_layers"],
            hidden_size=r["hidden_size"],
            vocabulary_size=r["vocabulary_size"],
            embedding_size=None if width == r["hidden_size"] else width,
            attention=_attention(r),
            mlp=Mlp(size=r["mlp_size"], gated=r["gated"], bias=r["mlp_bias"])
            if not mixture or r["dense_layers"]
            else None,
            experts=_experts(r) if mixture else None,
            norms=Norms(
                kind=r["norm"],
                per_layer=r["norms_per_layer"],
                final=r["final_norm"],
                embedding=r["embedding_norm"],
            ),
            positions=Positions(
                kind=r["positions"], learned=r["learned_positions"], buckets=r["position_buckets"]
            ),
            head=r["head"],
            head_bias=r["head_bias"],
            token_types=r["token_types"],
            pooler=r["pooler"],
            parallel=r["parallel"],
            window=r["window"] if windowed else None,
            windowed_layers=windowed,
            context_length=r["context_length"],
        )
    except InvalidInput as error:
        if error.text.en.startswith(r.where.en):
            raise
        raise type(error)(r.say(*error.text)) from None


def _attention(r: Reading) -> Attention:
    latent = None
    if r["kv_rank"] is not None:
        latent = Latent(kv_rank=r["kv_rank"], rope_size=r["rope_size"], query_rank=r["query_rank"])
    return Attention(
        heads=r["heads"],
        kv_heads=r["kv_heads"],
        head_size=r["head_size"],
        value_head_size=r["value_head_size"],
        latent=latent,
        input_bias=r["input_bias"],
        output_bias=r["output_bias"],
        qk_norm=r["qk_norm"],
        sinks=r["sinks"],
    )


def _experts(r: Reading) -> Experts:
    return Experts(
        count=r["experts"],
        per_token=r["experts_per_token"],
        size=r["expert_size"],
        bias=r["expert_bias"],
        router_bias=r["router_bias"],
        shared_size=r["shared_size"],
        shared_gate=r["shared_gate"],
        dense_layers=r["dense_layers"],
    )
