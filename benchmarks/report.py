"""Tables of measurements: on the terminal, and in docs/benchmarks.md between the marks of their section."""

import re
import sys
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.markdown import Markdown

DOCUMENT = Path(__file__).parents[1] / "docs" / "benchmarks.md"


def table(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return a table in Markdown: the first column to the left, the others to the right."""
    lines = [headings, ["---", *["---:"] * (len(headings) - 1)], *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def publish(section: str, text: str) -> None:
    """Print a section; with ``--write`` on the command line put it in the document too."""
    Console().print(Markdown(text))
    if "--write" not in sys.argv:
        return
    whole = DOCUMENT.read_text(encoding="utf-8")
    begin, end = f"<!-- {section} -->", f"<!-- /{section} -->"
    if begin not in whole or end not in whole:
        raise SystemExit(f"{DOCUMENT} has no place for {section}: write {begin} and {end} where it belongs")
    pattern = re.compile(f"{re.escape(begin)}.*?{re.escape(end)}", re.DOTALL)
    DOCUMENT.write_text(pattern.sub(lambda _: f"{begin}\n{text}\n{end}", whole), encoding="utf-8")
