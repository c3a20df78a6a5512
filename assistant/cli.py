"""The command line. Each command imports what it needs when it runs.

Exit codes: 0 answered, 1 not answered (another status), 2 wrong usage or configuration.
"""

from __future__ import annotations

import gc
import os
import re
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Literal, NoReturn

import typer

from .errors import DEBUG, fault_in_flopwise

if TYPE_CHECKING:
    from .reply import Reply

NOT_ANSWERED, WRONG_USE, INTERRUPTED = 1, 2, 130

app = typer.Typer(
    help="Exact answers about the size, compute, memory, time and money of large language models.",
    epilog='Example: flopwise ask "How many H100s train a 7B on 2T tokens in 30 days?"',
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)

Json = Annotated[bool, typer.Option("--json", help="Print the whole reply as JSON.")]
Language = Annotated[
    Literal["en", "zh"] | None,
    typer.Option(help="The language of the answer; that of the question if left out."),
]
Model = Annotated[
    str | None,
    typer.Option(help='The chat model: "offline", or provider:model (openai:gpt-5.2).'),
]
Structure = Annotated[
    list[str],
    typer.Argument(metavar="MODEL|CONFIG.json", help="A catalog model, or a config.json file."),
]
Filter = Annotated[
    list[str] | None,
    typer.Argument(metavar="FILTER", help="Part of a name, or of a vendor's."),
]


def main() -> NoReturn:
    """Run the command line and exit: the `flopwise` script."""
    gc.disable()  # A tenth of the start-up, for memory that one command gives back at its end.
    code = run(sys.argv[1:])
    gc.freeze()  # Nothing is searched for garbage once more on the way out.
    raise SystemExit(code)


def run(arguments: Sequence[str]) -> int:
    """Run one command.

    Returns:
        The exit code. Whatever goes wrong is one line on standard error.
    """
    _use_utf8()
    try:
        code = typer.main.get_command(app).main(
            list(arguments), prog_name="flopwise", standalone_mode=False
        )
        sys.stdout.flush()
        return code if isinstance(code, int) else 0
    except (KeyboardInterrupt, typer.Abort):
        return INTERRUPTED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # For the flush at exit.
        return NOT_ANSWERED  # As typer and rich end when whoever read the output has left.
    except Exception as error:
        if os.environ.get(DEBUG):
            raise
        code, line = _told(error, arguments)
        print(f"flopwise: {line}", file=sys.stderr)
        return code


def _told(error: Exception, arguments: Sequence[str]) -> tuple[int, str]:
    """The exit code of an error, and one line that says what is wrong and what would do."""
    if hasattr(error, "format_message"):  # typer's usage errors
        context = getattr(error, "ctx", None)
        command = context.command_path if context else "flopwise"
        reason = _flat(error.format_message()).replace("Value error, ", "")
        return WRONG_USE, f"{reason} (see: {command} --help)"
    from ..tools.engine.errors import FlopwiseError

    if isinstance(error, FlopwiseError):
        from .reply import language_of

        spoken = " ".join((os.environ.get("FLOPWISE_LANGUAGE", ""), *arguments))
        chinese = re.search(r"^zh\b|--language[= ]zh\b", spoken) is not None
        return WRONG_USE, _flat(error.in_("zh" if chinese else language_of(spoken)))
    return NOT_ANSWERED, fault_in_flopwise(error).en


def _flat(text: str) -> str:
    return " ".join(text.split()).removesuffix(".")


def _use_utf8() -> None:
    """Read and write UTF-8 whatever the locale; what is no UTF-8 is seen and refused later."""
    streams = (sys.stdin, "surrogateescape"), (sys.stdout, "replace"), (sys.stderr, "replace")
    for stream, errors in streams:
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(encoding="utf-8", errors=errors)


def _show_version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        print(f"flopwise {version('flopwise')}")
        raise typer.Exit


@app.callback(invoke_without_command=True)
def chat(
    context: typer.Context,
    version: Annotated[
        bool,
        typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version."),
    ] = False,
    resume: Annotated[
        bool, typer.Option("--continue", help="Go on with the conversation saved last.")
    ] = False,
    model: Model = None,
    language: Language = None,
) -> None:
    """Exact answers about the size, compute, memory, time and money of large language models.

    Without a command: a conversation. Ctrl-D leaves it.
    """
    if context.invoked_subcommand is None:
        from .chat.loop import converse

        gc.enable()
        raise typer.Exit(converse(resume, model, language))
    if resume or model or language:
        raise typer.BadParameter(
            "--continue, and --model and --language before a command, are for the conversation: "
            "write them after the command, or leave it out",
            context,
        )


@app.command()
def ask(
    question: Annotated[
        list[str] | None,
        typer.Argument(metavar="QUESTION", help='English or Chinese; "-" reads standard input.'),
    ] = None,
    json: Json = False,
    model: Model = None,
    language: Language = None,
) -> None:
    """Answer one question."""
    from .terminal import read_question

    text = read_question(question or [])
    from .asking import ask_aloud

    _end(ask_aloud(text, model, language), json)


@app.command()
def solve(
    terms: Annotated[
        list[str],
        typer.Argument(metavar="FIND… NAME=VALUE…", help="What to find, and what is given."),
    ],
    json: Json = False,
    language: Language = None,
) -> None:
    """Find any quantity from what is given.

    Example: flopwise solve tokens cost=1e6USD accelerator=H100 parameters=7B
    """
    from .direct import solve_terms

    _end(solve_terms(terms, _language(language)), json)


@app.command()
def plan(
    request: Annotated[
        list[str] | None,
        typer.Argument(metavar="REQUEST|PLAN…", help="A sentence, or plan files to show."),
    ] = None,
    output: Annotated[
        str | None, typer.Option("-o", "--output", metavar="FILE", help="Write .json, .md, .csv.")
    ] = None,
    set: Annotated[
        list[str] | None, typer.Option(metavar="NAME=VALUE", help="Change or add an input.")
    ] = None,
    compare: Annotated[
        bool, typer.Option("--compare", help="Beside what it was before --set.")
    ] = False,
    json: Json = False,
    language: Language = None,
) -> None:
    """Plan a training run on one page.

    Model, data, hardware, money, memory, failures, serving.

    Example: flopwise plan 'plan a run for $1M on H100s' -o plan.json; flopwise plan plan.json
    --set mfu=0.45 --compare; flopwise plan a.json b.json
    """
    from .plan_command import show_plan

    spoken = _language(language)
    raise typer.Exit(show_plan(request or [], set or [], output, json, compare, spoken))


@app.command()
def size(model: Structure, json: Json = False, language: Language = None) -> None:
    """Count a model's parameters exactly.

    Example: flopwise size llama 3 8b; flopwise size path/to/config.json --json
    """
    from .counting import show_size

    raise typer.Exit(show_size(model, json, _language(language) or "en"))


@app.command()
def flops(
    model: Structure,
    batch: Annotated[int, typer.Option(min=1, help="Sequences of one step.")] = 1,
    sequence: Annotated[int, typer.Option(min=1, help="Tokens of one sequence.")] = 2048,
    attention: Annotated[
        Literal["full", "causal"],
        typer.Option(help="The whole square, as profilers count, or what a token may see."),
    ] = "full",
    logits: Annotated[
        Literal["all", "last"], typer.Option(help="Positions at which the output head works.")
    ] = "all",
    recompute: Annotated[
        Literal["none", "selective", "full"],
        typer.Option(help="What the backward pass does again."),
    ] = "none",
    json: Json = False,
    language: Language = None,
) -> None:
    """Count the FLOPs of a training step exactly.

    Example: flopwise flops gpt-3 --batch 1 --sequence 2048 --attention causal
    """
    from .counting import show_flops

    choices = {"attention": attention, "logits": logits, "recompute": recompute}
    spoken = _language(language) or "en"
    raise typer.Exit(show_flops(model, batch, sequence, choices, json, spoken))


@app.command()
def derive(
    law: Annotated[str | None, typer.Argument(metavar="LAW", help="Which; none lists all.")] = None,
    format: Annotated[
        Literal["text", "markdown", "latex", "json"], typer.Option(help="How it is written.")
    ] = "text",
    of: Annotated[
        str | None, typer.Option(metavar="MODEL", help="With parameters: of one catalog model.")
    ] = None,
    language: Language = None,
) -> None:
    """Derive a law, step by step.

    Example: flopwise derive compute; flopwise derive parameters --of "llama 3 8b"
    """
    from . import direct

    if law is None:
        direct.list_derivations(_language(language))
    else:
        raise typer.Exit(direct.print_derivation(law, format, _language(language), of))


@app.command("eval")
def evaluate(
    file: Annotated[str, typer.Argument(metavar="FILE", help="Questions, one JSON object a line.")],
    model: Model = None,
    json: Json = False,
) -> None:
    """Grade a model on questions with known answers.

    The failing lines, and how many came out right, wrong and abstained by topic, language and kind.
    """
    from .scores import evaluate

    gc.enable()
    raise typer.Exit(evaluate(file, model, json))


@app.command()
def accelerators(filter: Filter = None, json: Json = False, language: Language = None) -> None:
    """List accelerators, or show one with its sources."""
    from .listing import show_accelerators

    raise typer.Exit(show_accelerators(" ".join(filter or ()), json, _language(language) or "en"))


@app.command()
def models(filter: Filter = None, json: Json = False, language: Language = None) -> None:
    """List language models, or show one with its sources."""
    from .listing import show_models

    raise typer.Exit(show_models(" ".join(filter or ()), json, _language(language) or "en"))


@app.command()
def doctor(model: Model = None, json: Json = False, language: Language = None) -> None:
    """Check settings, server and one tool call.

    Says what is configured, whether the model's server answers and calls a tool, and what to mend.
    """
    from .doctor import examine

    gc.enable()
    raise typer.Exit(examine(model, json, _language(language) or "en"))


@app.command()
def mcp(
    http: Annotated[
        int | None,
        typer.Option(metavar="PORT", min=0, max=65535, help="Serve over HTTP; 0: a free port."),
    ] = None,
    host: Annotated[
        str, typer.Option(help="What to bind to; other than this machine asks for a token.")
    ] = "127.0.0.1",
    allow_host: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME", help="A further name under which clients reach it."),
    ] = None,
) -> None:
    """Serve the tools by the Model Context Protocol.

    On standard input and output, or over HTTP. With --host, clients must send
    FLOPWISE_MCP_TOKEN (Authorization: Bearer …).
    """
    from .mcp_command import serve

    serve(http, host, allow_host or ())


def _language(stated: Literal["en", "zh"] | None) -> Literal["en", "zh"] | None:
    """What was stated, else what is set; none follows the question."""
    if stated is not None:
        return stated
    if "FLOPWISE_LANGUAGE" not in os.environ and not os.path.exists(".env"):
        return None  # Reading settings takes as long as solving.
    from .settings import read_settings

    return read_settings().language


def _end(reply: Reply, json: bool) -> NoReturn:
    """Print a reply and leave with its exit code."""
    if json:
        print(reply.model_dump_json(indent=2))
    else:
        from .layout import console
        from .render import print_reply

        print_reply(reply, console())
    raise typer.Exit(0 if reply.status == "answered" else NOT_ANSWERED)
