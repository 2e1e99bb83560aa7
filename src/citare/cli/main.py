"""The `citare` group, and the one place where errors become messages and exit codes."""

from __future__ import annotations

import contextlib
import difflib
import io
import os
import sys
from typing import NoReturn

import click

from citare import __version__
from citare.cli.options import folder_option
from citare.cli.registry import COMMANDS
from citare.errors import CitareError, ExitCode
from citare.lazy import load


class LazyGroup(click.Group):
    """A group that imports a command's module when the command is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module, _, name = COMMANDS[cmd_name][0].partition(":")
        command: click.Command = load(f"citare.cli.commands.{module}", name or "command")
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            near = difflib.get_close_matches(args[0], COMMANDS, n=1)
            suggestion = f" Did you mean {near[0]!r}?" if near else ""
            raise click.UsageError(f"No such command {args[0]!r}.{suggestion}", ctx)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, line) for name, (_, line) in COMMANDS.items()])


@click.group(
    cls=LazyGroup,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Example:  citare add 10.1186/s12909-025-06719-5 && citare render --style ama",
)
@folder_option
@click.version_option(__version__, "-V", "--version", message="citare %(version)s")
def group() -> None:
    """Keep references in plain BibTeX, true to the registries, printed in any CSL style.

    Exit codes: 0 fine, 1 findings or differences, 2 usage, 3 input that could not be read,
    4 a source could not be asked, 5 not found, 130 interrupted, 70 a bug in citare.
    """


def main() -> NoReturn:
    """Run the command line and leave with its exit code.

    After an interruption at once: requests that are under way are not waited for.
    """
    code = run(sys.argv[1:])
    if code == ExitCode.INTERRUPTED:
        with contextlib.suppress(OSError, ValueError):
            sys.stdout.flush()
            sys.stderr.flush()
        os._exit(code)
    sys.exit(code)


def run(arguments: list[str]) -> int:
    """Run one command; returns the exit code. No traceback ever reaches the user."""
    _speak_utf8()
    try:
        result = group.main(arguments, prog_name="citare", standalone_mode=False)
        sys.stdout.flush()
    except click.exceptions.Exit as leave:
        return leave.exit_code
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        click.echo("citare: interrupted", err=True)
        return ExitCode.INTERRUPTED
    except CitareError as error:
        _say(f"error: {error.message}", error.hint)
        return error.exit_code
    except (BrokenPipeError, SystemExit):  # click leaves by SystemExit then
        # The reader went away: send what is still buffered nowhere, and end quietly.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return ExitCode.OK
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        _say(f"error: {where}{error.strerror or error}")
        return ExitCode.INPUT
    except RecursionError:
        _say("error: the input is nested too deeply")
        return ExitCode.INPUT
    except Exception as error:
        _say(
            f"internal error: {type(error).__name__}: {error}",
            f"this is a bug in citare; details are in {_write_report()}",
        )
        return ExitCode.INTERNAL
    return result if isinstance(result, int) else ExitCode.OK


def _speak_utf8() -> None:
    """Write UTF-8 whatever the locale or code page: what goes into a pipe or a file is data.

    Line ends of data are left as they are too. A file's name may be any bytes: those that are
    not UTF-8 are shown as `\\udcff`.
    """
    if isinstance(sys.stdout, io.TextIOWrapper):
        newline = None if sys.stdout.isatty() else "\n"
        sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace", newline=newline)
    if isinstance(sys.stderr, io.TextIOWrapper):
        sys.stderr.reconfigure(encoding="utf-8", errors="backslashreplace")


def _say(message: str, hint: str = "") -> None:
    say = load("citare.cli.output", "say")
    say(f"citare: {message}")
    if hint:
        say(f"  hint: {hint}")


def _write_report() -> str:
    with load("tempfile", "NamedTemporaryFile")(
        "w", prefix="citare-", suffix=".log", delete=False, encoding="utf-8"
    ) as file:
        file.write(f"citare {__version__}\n{load('traceback', 'format_exc')()}")
        return str(file.name)
