"""The command `kb`: its commands, and what it makes of what goes wrong in them."""

from __future__ import annotations

import logging
import signal
import sys
from collections.abc import Callable
from functools import cache
from typing import Annotated

import typer

from kb import __version__
from kb.commands import entities, facts
from kb.commands.asking import query, report, show, stats, verify
from kb.commands.care import backup, copy, doctor, optimize, restore
from kb.commands.claims import claims, index
from kb.commands.codes import ExitCode
from kb.commands.comparing import compare
from kb.commands.differing import diff
from kb.commands.filling import add, demo, extract, train
from kb.commands.serving import serve
from kb.console import say, write_text
from kb.errors import CheckFailed, KnowledgeBaseError
from kb.threads import take_one

CARE = (copy, backup, restore, optimize, index, doctor)
COMMANDS = (demo, add, extract, claims, show, query, diff, compare, report, verify, stats, serve, *CARE, train)

app = typer.Typer(
    name="kb",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    help="A knowledge base of claims: who said what, when, through whom, in which exact words of which article.",
    epilog="Start with: kb demo. Data goes to stdout, progress to stderr. Exit codes: 0 fine; 1 some inputs failed; "
    "2 usage; 3 environment; 4 not found; 5 a check failed; 130 interrupted.",
)
for command in COMMANDS:
    app.command()(command)
for group in (entities.app, facts.app):
    app.add_typer(group)


class Saying(logging.Handler):
    """Says what the package warns of, as every other word to whoever sits before the screen."""

    def emit(self, record: logging.LogRecord) -> None:
        """Say one."""
        say(f"kb: {record.getMessage()}")


def main() -> None:
    """Run the command line, as the program `kb`."""
    take_one()
    # Whoever reads our output may have seen enough, as `head` does: then end as every other program in a pipe does.
    if hasattr(signal, "SIGPIPE"):
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]
    # What the parsers mutter about a broken page: we name it ourselves, in one line.
    logging.lastResort = logging.NullHandler()
    logging.getLogger("kb").addHandler(Saying(logging.WARNING))
    run(sys.argv[1:])


@cache
def program() -> Callable[..., object]:
    """All the commands as one; Typer would make it anew for every run."""
    return typer.main.get_command(app)


def run(arguments: list[str]) -> None:
    """Run one command, and exit; what goes wrong is a line on stderr and an exit code."""
    try:
        program()(arguments, prog_name="kb")
    except KnowledgeBaseError as error:
        say(f"kb: {error}")
        sys.exit(exit_code(error))
    except OSError as error:
        say(f"kb: {error.filename or 'the system'}: {error.strerror or error}")
        sys.exit(ExitCode.ENVIRONMENT)
    except SystemExit as end:
        if end.code == ExitCode.INTERRUPTED:
            say("kb: interrupted")
        raise


def exit_code(error: KnowledgeBaseError) -> ExitCode:
    """The exit code by what the error refines: what is missing here, what is not found, or what was asked wrongly."""
    from kb.parse import ModelNotFound
    from kb.resources import MissingResource

    if isinstance(error, (ModelNotFound, MissingResource)):
        return ExitCode.ENVIRONMENT
    if isinstance(error, CheckFailed):
        return ExitCode.CHECK_FAILED
    if isinstance(error, (LookupError, FileNotFoundError)):
        return ExitCode.NOT_FOUND
    return ExitCode.ENVIRONMENT if isinstance(error, (OSError, ImportError, RuntimeError)) else ExitCode.USAGE


@app.callback(invoke_without_command=True)
def version(show: Annotated[bool, typer.Option("--version", help="Show the version and exit.")] = False) -> None:
    """A knowledge base of claims: who said what, when, through whom, in which exact words of which article."""
    if show:
        write_text(f"kb {__version__}\n")
        raise typer.Exit
