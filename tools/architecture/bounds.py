"""The least and most that each number of a structure may be."""

from __future__ import annotations

from ..engine.errors import OutOfDomain
from ..engine.text import Text

LIMITS: dict[str, tuple[int, int]] = {
    "layers": (1, 10_000),
    "encoder_layers": (1, 10_000),
    "hidden_size": (1, 1_000_000),
    "embedding_size": (1, 1_000_000),
    "vocabulary_size": (1, 100_000_000),
    "heads": (1, 100_000),
    "kv_heads": (1, 100_000),
    "head_size": (1, 100_000),
    "value_head_size": (1, 100_000),
    "query_rank": (1, 1_000_000),
    "kv_rank": (1, 1_000_000),
    "rope_size": (1, 100_000),
    "mlp_size": (1, 100_000_000),
    "experts": (1, 1_000_000),
    "experts_per_token": (1, 1_000_000),
    "expert_size": (1, 100_000_000),
    "shared_size": (0, 100_000_000),
    "dense_layers": (0, 10_000),
    "norms_per_layer": (0, 4),
    "learned_positions": (0, 1_000_000_000),
    "position_buckets": (0, 1_000_000),
    "token_types": (0, 1_000_000),
    "window": (1, 1_000_000_000),
    "windowed_layers": (0, 10_000),
    "context_length": (1, 1_000_000_000),
    "batch": (1, 1_000_000_000),
    "sequence": (1, 1_000_000_000),
}
"""Beyond these, a number is a slip or an attack."""

_MOST_SHOWN = 40


def whole(value: object, limits: tuple[int, int], called: Text) -> int:
    """`value`, where it is a whole number within `limits`.

    Args:
        value: what was given; True, 4096.0 and "4096" are no whole numbers.
        limits: the least and the most that are allowed.
        called: what to call it, in both languages.

    Raises:
        OutOfDomain: it is not; the error says what was given, and what is allowed.
    """
    least, most = limits
    if type(value) is int and least <= value <= most:
        return value
    given = shown(value)
    raise OutOfDomain(
        Text(
            f"{called.en} must be a whole number from {least:,} to {most:,}, not {given}",
            f"{called.zh} 应为 {least:,} 到 {most:,} 之间的整数,而不是 {given}",
        )
    )


def shown(value: object) -> str:
    """What was given, as JSON writes it, cut short where it is long."""
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    if isinstance(value, dict):
        return "{…}"
    if isinstance(value, list | tuple):
        return "[…]"
    if isinstance(value, int) and value.bit_length() > 4 * _MOST_SHOWN:
        power = value.bit_length() * 30103 // 100_000  # 2 is 10 to the 0.30103.
        return f"{'-' if value < 0 else ''}10^{power}"
    text = f'"{value}"' if isinstance(value, str) else f"{value!r}"
    text = "".join(char if char.isprintable() else "�" for char in text[: _MOST_SHOWN + 1])
    return text if len(text) <= _MOST_SHOWN else text[:_MOST_SHOWN] + "…"
