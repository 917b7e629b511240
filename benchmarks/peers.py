"""Other template engines, each as its documentation shows it: a paper and a number of documents in, seconds out.

Those of Node and docx-mailmerge2 are measured where they are installed::

    npm install --prefix output/peers docxtemplater pizzip easy-template-x carbone
    .venv/bin/pip install --target output/peers/python --no-deps docx-mailmerge2
"""

import html
import io
import json
import subprocess
import sys
import time
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any

import dialects
import jinja2
from docxtpl import DocxTemplate

from docgen.render import Template
from docgen.render.package import LEVEL, deflate

HOME = Path(__file__).parents[1] / "output" / "peers"
LIMIT = "deflating the body alone, no template at all"
VARIANTS = 16  # documents of a paper whose values are written to a file for Node
Batch = Callable[[int], float]
Filters = Mapping[str, Callable[..., object]]
Render = Callable[[dict[str, Any]], bytes]


@contextmanager
def batches(paper: str, folder: Path) -> Iterator[dict[str, Batch]]:
    """Give for each engine that is here a function that renders so many documents and returns the seconds."""
    source = dialects.template(paper, dialects.Jinja())
    ours = Template(source)
    with node(paper, folder) as engines:
        yield {
            "docxtpl, a new object per document": timed(paper, naive(source)),
            "docxtpl, Jinja compiled once": timed(paper, reused(source)),
            **mail_merge(paper),
            **engines,
            "**docgen**": timed(paper, ours.render),
            LIMIT: deflating(ours.render(dialects.values(paper, 0))),
        }


def timed(paper: str, render: Render) -> Batch:
    """Return a batch of a Python engine: every document has values that none before it had."""
    numbers = count(VARIANTS)
    check(paper, render(dialects.values(paper, 0)))

    def run(documents: int) -> float:
        given = [dialects.values(paper, next(numbers)) for _ in range(documents)]
        start = time.perf_counter()
        for each in given:
            render(each)
        return time.perf_counter() - start

    return run


def check(paper: str, package: bytes) -> None:
    """Raise SystemExit unless each text of the values stands in the document."""
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        body = html.unescape(archive.read("word/document.xml").decode())
    missing = {text for text in dialects.shown(paper, 0) if text not in body}
    if missing:
        raise SystemExit(f"{paper}: {sorted(missing)[:3]} is not in the document")


def naive(source: bytes, filters: Filters | None = None) -> Render:
    """docxtpl as its documentation shows it."""

    def render(values: Mapping[str, Any]) -> bytes:
        environment = jinja2.Environment(autoescape=True)
        environment.filters.update(filters or {})
        return saved(DocxTemplate(io.BytesIO(source)), values, environment)

    return render


def reused(source: bytes, filters: Filters | None = None) -> Render:
    """docxtpl with all kept that its interface lets one keep."""
    whole, environment = DocxTemplate(io.BytesIO(source)), Remembering(autoescape=True)
    environment.filters.update(filters or {})
    return lambda values: saved(whole, values, environment)


class Remembering(jinja2.Environment):
    """An environment that compiles the same source once."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._known: dict[str, jinja2.Template] = {}

    def from_string(self, source: Any, *_: Any, **__: Any) -> jinja2.Template:
        if source not in self._known:
            self._known[source] = super().from_string(source)
        return self._known[source]


def saved(template: DocxTemplate, values: Mapping[str, Any], environment: jinja2.Environment) -> bytes:
    template.render(dict(values), environment)
    buffer = io.BytesIO()
    template.save(buffer)
    return buffer.getvalue()


def deflating(package: bytes) -> Batch:
    """What no engine can beat that packs as we do: the body's bytes deflated, beside the rest of the file as it is."""
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        body = archive.read("word/document.xml")
        rest = b"\0" * (len(package) - archive.getinfo("word/document.xml").compress_size)

    def run(documents: int) -> float:
        start = time.perf_counter()
        for _ in range(documents):
            b"".join((rest, deflate.compress(body, LEVEL, -zlib.MAX_WBITS), deflate.crc32(body).to_bytes(4, "little")))
        return time.perf_counter() - start

    return run


def mail_merge(paper: str) -> dict[str, Batch]:
    sys.path.append(str(HOME / "python"))
    try:
        from mailmerge import MailMerge  # noqa: PLC0415 - only where it is installed

        source = dialects.template(paper, dialects.MergeFields())
    except (ImportError, NotImplementedError):
        return {}

    def render(values: dict[str, Any]) -> bytes:
        rows = {"no": values["rows"]} if paper == "sheet" else {"a": values["rows"]} if "rows" in values else {}
        buffer = io.BytesIO()
        with MailMerge(io.BytesIO(source)) as document:
            for anchor, each in rows.items():
                document.merge_rows(anchor, each)
            document.merge(**{name: value for name, value in values.items() if isinstance(value, str)})
            document.write(buffer)
        return buffer.getvalue()

    return {"docx-mailmerge2": timed(paper, render)}


_DIALECTS: dict[str, dialects.Dialect] = {
    "docxtemplater": dialects.Sections(),
    "easy-template-x": dialects.Sections(),
    "carbone": dialects.Carbone(),
}


@contextmanager
def node(paper: str, folder: Path) -> Iterator[dict[str, Batch]]:
    """Give the engines of Node, in one process that takes its batches like the others."""
    found = [name for name in _DIALECTS if (HOME / "node_modules" / name).is_dir()]
    if not found:
        yield {}
        return
    data = folder / f"{paper}.json"
    data.write_text(json.dumps([dialects.values(paper, number) for number in range(VARIANTS)]), encoding="utf-8")
    script = Path(__file__).with_name("peers.js")
    with subprocess.Popen(["node", script], cwd=HOME, stdin=-1, stdout=-1, text=True) as process:
        yield {name: _asking(process, name, paper, data) for name in found}
        process.stdin.close()


def _asking(process: subprocess.Popen[str], engine: str, paper: str, data: Path) -> Batch:
    source, made = data.with_suffix(f".{engine}.docx"), data.with_suffix(f".{engine}.out.docx")
    source.write_bytes(dialects.template(paper, _DIALECTS[engine]))

    def run(documents: int, **more: str) -> float:
        asked = {"engine": engine, "template": str(source), "data": str(data), "count": documents, **more}
        print(json.dumps(asked), file=process.stdin, flush=True)
        answer = json.loads(process.stdout.readline())
        if "error" in answer:
            raise SystemExit(f"{engine}, {paper}: {answer['error']}")
        return float(answer["seconds"])

    run(1, out=str(made))
    check(paper, made.read_bytes())
    return run
