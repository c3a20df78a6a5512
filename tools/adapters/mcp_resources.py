"""What an MCP client may read: each entry of the catalog, and each subject's equations.

flopwise://accelerators/H100    flopwise://models/LLaMA-7B    flopwise://equations/compute
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from urllib.parse import quote, unquote

import mcp_types as mcp
from mcp.shared.exceptions import MCPError

from ..catalog import Accelerator, Model, accelerators, find_accelerator, find_model, models
from ..engine import display
from ..engine.equation import Equation
from ..engine.errors import UnknownName
from ..engine.names import nearest
from ..equations import EQUATIONS
from ..vocabulary import VOCABULARY

SCHEME = "flopwise://"
JSON, MARKDOWN = "application/json", "text/markdown"
MOST_COMPLETIONS = 100
"""As many as the protocol allows."""

TEMPLATES: tuple[mcp.ResourceTemplate, ...] = (
    mcp.ResourceTemplate(
        name="accelerator",
        title="Accelerator",
        uri_template=f"{SCHEME}accelerators/{{name}}",
        description="Peak, memory, bandwidth, power and price of an accelerator, with sources.",
        mime_type=JSON,
    ),
    mcp.ResourceTemplate(
        name="model",
        title="Language model",
        uri_template=f"{SCHEME}models/{{name}}",
        description="Size, data and structure of a published language model, with sources.",
        mime_type=JSON,
    ),
    mcp.ResourceTemplate(
        name="equations",
        title="Equations of a subject",
        uri_template=f"{SCHEME}equations/{{subject}}",
        description="Each equation with its reason, what it assumes and its source.",
        mime_type=MARKDOWN,
    ),
)


@cache
def list_resources() -> tuple[mcp.Resource, ...]:
    """Every resource by its address."""
    entries = [_entry("accelerators", a, str(a.release_year)) for a in accelerators()]
    entries += [_entry("models", m, m.date) for m in models()]
    equations = [
        mcp.Resource(
            name=f"{subject} equations",
            uri=address("equations", subject),
            description=f"Every equation about {subject}, with its source.",
            mime_type=MARKDOWN,
        )
        for subject in subjects()
    ]
    return (*entries, *equations)


def address(folder: str, name: str) -> str:
    """The address of a resource."""
    return f"{SCHEME}{folder}/{quote(name, safe='')}"


def _entry(folder: str, entry: Accelerator | Model, date: str) -> mcp.Resource:
    return mcp.Resource(
        name=entry.name,
        uri=address(folder, entry.name),
        description=f"{entry.vendor}, {date}",
        mime_type=JSON,
    )


def subjects() -> tuple[str, ...]:
    """Subjects of the equation table, in its order."""
    return tuple(dict.fromkeys(equation.subject for equation in EQUATIONS))


def find_resource(uri: str) -> mcp.TextResourceContents:
    """The text at an address; an entry is found under any name that people call it.

    Raises:
        MCPError: there is nothing; the error says what there is.
    """
    folder, _, quoted = uri.removeprefix(SCHEME).partition("/")
    name = unquote(quoted)
    try:
        if folder == "accelerators":
            return _json(uri, find_accelerator(name))
        if folder == "models":
            return _json(uri, find_model(name))
        if folder == "equations" and name not in subjects():
            raise UnknownName("subject", name, nearest(name, subjects()) or subjects())
    except UnknownName as error:
        raise MCPError(mcp.INVALID_PARAMS, str(error), {"uri": uri}) from None
    if folder == "equations" and uri.startswith(SCHEME):
        return mcp.TextResourceContents(uri=uri, mime_type=MARKDOWN, text=equations_text(name))
    known = ", ".join(template.uri_template for template in TEMPLATES)
    raise MCPError(mcp.INVALID_PARAMS, f"no such resource: there are {known}", {"uri": uri})


def _json(uri: str, entry: Accelerator | Model) -> mcp.TextResourceContents:
    text = entry.model_dump_json(indent=2, exclude_defaults=True)
    return mcp.TextResourceContents(uri=uri, mime_type=JSON, text=text)


@cache
def equations_text(subject: str) -> str:
    """Every equation of a subject as Markdown, and what its signs mean."""
    chosen = [equation for equation in EQUATIONS if equation.subject == subject]
    lines = [f"# Equations: {subject}", *(_equation(equation) for equation in chosen)]
    lines += ["## Signs", _signs(chosen)]
    return "\n\n".join(lines)


def _equation(equation: Equation) -> str:
    lines = [f"- $${display.equation_latex(equation)}$$", f"  {equation.because.en}."]
    if equation.when:
        choices = ((VOCABULARY.choices[name], value) for name, value in equation.when.items())
        where = (f"{c.label.en}: {c.values[value].label.en}" for c, value in choices)
        lines.append(f"  Where {'; '.join(where)}.")
    if equation.assumes is not None:
        lines.append(f"  Assumes: {equation.assumes.en}.")
    return "\n".join([*lines, f"  Source: {equation.source}."])


def _signs(equations: Iterable[Equation]) -> str:
    names = sorted({name for equation in equations for name in equation.names})
    quantities = [VOCABULARY[name] for name in names if name in VOCABULARY]
    return "\n".join(f"- `{q.name}` ({q.sign}): {q.meaning.en} [{q.unit}]" for q in quantities)


def complete(template: str, begun: str) -> mcp.Completion:
    """Names that go on as the user began, for the one argument of a template."""
    folder = template.removeprefix(SCHEME).partition("/")[0]
    names = {
        "accelerators": lambda: [entry.name for entry in accelerators()],
        "models": lambda: [entry.name for entry in models()],
        "equations": lambda: list(subjects()),
    }.get(folder, list)()
    start = begun.casefold()
    found = [name for name in names if start in name.casefold()]
    found.sort(key=lambda name: not name.casefold().startswith(start))
    shown = found[:MOST_COMPLETIONS]
    return mcp.Completion(values=shown, total=len(found), has_more=len(found) > len(shown))
