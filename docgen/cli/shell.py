"""What all commands share: their options, the language they speak, how they tell errors and end."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Any

import click
from click.exceptions import NoArgsIsHelpError

from docgen.cli.misuse import Misuse, told
from docgen.diagnostics import Finding, Lang, Wording, as_text
from docgen.errors import DocgenError

_INTERRUPTED_CODE = 130  # what shells give for SIGINT
_INTERRUPTED = Wording("已中断；没有留下写了一半的文件", "interrupted; no half-written file is left")
_HINT = Wording("怎么办：{hint.zh}", "hint: {hint.en}")
WRITTEN = Wording("已写入 {folder}", "written to {folder}")


class Shell(click.Group):
    """The commands; Ctrl-C ends any of them with one clean line."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command that was asked for."""
        try:
            with _misuse_told():
                return super().invoke(ctx)
        except KeyboardInterrupt:
            say(_INTERRUPTED, err=True)
            ctx.exit(_INTERRUPTED_CODE)

    def make_context(self, *args: Any, **settings: Any) -> click.Context:
        """Return the context of a run, as click does."""
        with _misuse_told():
            return super().make_context(*args, **settings)


@contextmanager
def _misuse_told() -> Iterator[None]:
    """Have a wrong command told in the user's language; a group without a command shows its help, as ever."""
    try:
        yield
    except (NoArgsIsHelpError, Misuse):
        raise
    except click.UsageError as error:
        raise told(error) from error


class Outcome:
    """Tells what stopped a job and lets the other jobs go on; ends with the highest exit code."""

    def __init__(self) -> None:
        self._code = 0

    @contextmanager
    def trying(self) -> Iterator[None]:
        """Run one job, and tell the error that stops it."""
        try:
            yield
        except DocgenError as error:
            self.count(error.exit_code)
            show(error.findings, err=True)
            say(error.message, err=True, colour="red")
            if error.hint:
                say(_HINT.fill(hint=error.hint), err=True)

    def count(self, code: int) -> None:
        """Remember an exit code."""
        self._code = max(self._code, code)

    def end(self) -> None:
        """Leave with the highest exit code."""
        click.get_current_context().exit(self._code)


def _choose_language(ctx: click.Context, _: click.Parameter, value: Lang | None) -> None:
    if value:
        ctx.find_root().obj = value


def _day(_: click.Context, __: click.Parameter, value: datetime | None) -> date | None:
    return value.date() if value else None


def language(**settings: Any) -> Callable[[Any], Any]:
    """Return the option that chooses the language of messages, on every command and on the whole."""
    return click.option(
        "--lang",
        type=click.Choice(["zh", "en"]),
        expose_value=False,
        is_eager=True,
        callback=_choose_language,
        help="说中文还是英语 · the language of messages  [DOCGEN_LANG]",
        **settings,
    )


def date_option(name: str, what: str, **settings: Any) -> Callable[[Any], Any]:
    """Return an option for a day; ``what`` is its help."""
    return click.option(
        name, type=click.DateTime(["%Y-%m-%d"]), callback=_day, metavar="YYYY-MM-DD", help=what, **settings
    )


def path(**settings: Any) -> click.Path:
    """Return the type of an argument that is a path."""
    return click.Path(path_type=Path, **settings)


class PlaceType(click.Path):
    """The type of an argument that is a path of this machine, or a URL that fsspec knows."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Return a path, or the URL as it is."""
        return value if isinstance(value, str) and "://" in value else super().convert(value, param, ctx)


def place(**settings: Any) -> click.Path:
    """Return the type of an argument that is a path or a URL."""
    return PlaceType(path_type=Path, **settings)


files_argument = click.argument("files", metavar="FILE…", nargs=-1, required=True, type=path())
places_argument = click.argument("files", metavar="FILE…", nargs=-1, required=True, type=place())
templates_option = click.option(
    "--templates", type=path(exists=True, file_okay=False), help="另一个实施方案文件夹 · another folder of programmes"
)


def lang() -> Lang:
    """Return the language that the user chose."""
    chosen: Lang | None = click.get_current_context().find_root().obj
    return chosen or "zh"


def say(wording: Wording, *, err: bool = False, colour: str | None = None) -> None:
    """Tell one sentence, on standard error where it is no result."""
    click.secho(wording.say(lang()), err=err, fg=colour)


def show(findings: Iterable[Finding], *, err: bool = False) -> None:
    """Tell findings, each with its place and what to do."""
    for finding in findings:
        click.echo(as_text(finding, lang()), err=err)


def warn(warnings: Iterable[tuple[str, str]]) -> None:
    """Tell each warning once, with the first file that has it and how many more do."""
    files: dict[str, list[str]] = {}
    for file, warning in warnings:
        files.setdefault(warning, []).append(file)
    for warning, where in files.items():
        others = f" (+{len(where) - 1})" if len(where) > 1 else ""
        click.secho(f"{where[0]}{others}: {warning}", err=True, fg="yellow")
