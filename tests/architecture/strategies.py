"""Structures of every kind, small enough to count by formula in no time."""

from __future__ import annotations

from hypothesis import strategies as st

from flopwise.tools.architecture import (
    Attention,
    Experts,
    Latent,
    Mlp,
    Norms,
    Positions,
    Structure,
)
from flopwise.tools.architecture.structure import Head, PositionKind

_small = st.integers(1, 9)


@st.composite
def structures(draw: st.DrawFn) -> Structure:
    heads, latent, kind = draw(_small), draw(st.booleans()), draw(st.sampled_from([0, 1, 2]))
    depth = draw(st.integers(1, 6))
    experts = None
    if kind < 2 and draw(st.booleans()):
        total = draw(_small)
        shared = draw(st.integers(0, 9))
        experts = Experts(
            count=total,
            per_token=draw(st.integers(1, total)),
            size=draw(_small),
            gated=draw(st.booleans()),
            bias=draw(st.booleans()),
            router_bias=draw(st.booleans()),
            shared_size=shared,
            shared_gate=shared > 0 and draw(st.booleans()),
            dense_layers=draw(st.integers(0, depth - 1)),
        )
    windowed = draw(st.integers(0, depth)) if kind == 0 else 0
    position: PositionKind = draw(
        st.sampled_from(["learned", "rotary", "relative", "alibi", "none"])
    )
    head: Head = draw(st.sampled_from(["tied", "separate", "none"]))
    return Structure(
        kind=("decoder", "encoder", "encoder_decoder")[kind],
        layers=depth,
        encoder_layers=draw(_small) if kind == 2 else None,
        hidden_size=draw(_small),
        vocabulary_size=draw(_small),
        embedding_size=draw(st.none() | _small),
        attention=Attention(
            heads=heads,
            kv_heads=heads if latent else draw(st.sampled_from([1, heads])),
            head_size=draw(st.integers(3, 9)),
            value_head_size=draw(st.none() | _small),
            latent=Latent(kv_rank=draw(_small), rope_size=2, query_rank=draw(st.none() | _small))
            if latent and kind < 2
            else None,
            input_bias=draw(st.booleans()),
            output_bias=draw(st.booleans()),
            qk_norm=draw(st.sampled_from(["none", "head", "heads"])),
            sinks=draw(st.booleans()),
        ),
        mlp=Mlp(size=draw(_small), gated=draw(st.booleans()), bias=draw(st.booleans()))
        if experts is None or experts.dense_layers
        else None,
        experts=experts,
        norms=Norms(
            kind=draw(
                st.sampled_from(["rmsnorm", "layernorm", "layernorm_without_bias", "unweighted"])
            ),
            per_layer=draw(st.integers(0, 4)),
            final=draw(st.booleans()),
            embedding=draw(st.booleans()),
        ),
        positions=Positions(
            kind=position,
            learned=draw(_small) if position == "learned" else 0,
            buckets=draw(_small) if position == "relative" else 0,
        ),
        head=head,
        head_bias=head != "none" and draw(st.booleans()),
        token_types=draw(st.integers(0, 3)),
        pooler=draw(st.booleans()),
        window=draw(_small) if windowed else None,
        windowed_layers=windowed,
    )
