"""Every paper of every sample, made once a run."""

import io
import os
import re
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import pypdf
import pytest

from docgen.documents import Copy, documents, plan
from docgen.documents.plan import filters
from docgen.model import CHINESE_KEYS, Alliance
from docgen.programme import load
from docgen.render import Template
from docgen.shipped import FONTS, SAMPLES, TEMPLATES
from docgen.source import fit, read
from docgen.typeset import Typeset, typeset
from docgen.typeset.text import content_text, margins, paragraphs
from docgen.typeset.tree import Table
from docgen.typeset.word import read as read_docx

KINDS = ["work-plan", "agreement", "accession-form", "evaluation-sheet", "pilot-certificates"]
NAMES = ["biomedicine", "led"]
PAPERS = [*((name, kind) for name in NAMES for kind in KINDS), ("biomedicine", "authorization-letter")]
PAPERS += [("led", "agreement-english"), ("led", "agreement-bilingual")]


@dataclass(frozen=True)
class Paper:
    """A paper in both formats."""

    copy: Copy
    docx: bytes
    set: Typeset

    def paragraphs(self) -> list[str]:
        """The text of the DOCX, paragraph by paragraph, without blank ones."""
        return [text for text in paragraphs(read_docx(self.docx)) if bare(text)]

    def repeated_rows(self) -> list[str]:
        """The text of the header rows of tables, which a PDF says again on every page of the table."""
        tables = (block for section in read_docx(self.docx).sections for block in section.blocks)
        rows = (row for block in tables if isinstance(block, Table) for row in block.rows if row.header)
        return [
            bare("".join(content_text(block.content) for cell in row.cells for block in cell.blocks)) for row in rows
        ]

    def pdf_text(self) -> str:
        """The text of the PDF without blanks, and without the lines of headers and footers."""
        kept = [margin_pattern(text) for text in margins(read_docx(self.docx)) if bare(text)]
        pages = []
        for page in pypdf.PdfReader(io.BytesIO(self.set.pdf)).pages:
            lines = [bare(line) for line in page.extract_text().splitlines()]
            pages += [line for line in lines if line and not any(pattern.fullmatch(line) for pattern in kept)]
        return "".join(pages)


def bare(text: str) -> str:
    """The text without any blank: a PDF has lines where a paragraph has none."""
    return re.sub(r"\s", "", text)


def margin_pattern(text: str) -> re.Pattern[str]:
    """A header or footer as a pattern in which any page number fits."""
    return re.compile(re.sub(r"\d+", r"\\d+", re.escape(bare(text))))


def alliance_of(name: str) -> Alliance:
    """A sample, as the model."""
    alliance, findings = fit(read(SAMPLES / f"xiamen-2008/{name}.yaml", spellings=CHINESE_KEYS), Alliance)
    assert alliance is not None, findings
    return alliance


def make(alliance: Alliance, *kinds: str, as_of: date | None = None, draft: bool = False) -> list[Paper]:
    """The papers of an alliance, as the pipeline makes them."""
    programme = load("xiamen-2008", [TEMPLATES])
    copies = plan(alliance, programme, only=kinds, as_of=as_of, draft=draft)
    moulds = {copy.template: Template(copy.template, filters=filters(programme)) for copy in copies}
    docx = [moulds[copy.template].render(copy.context, created=copy.date) for copy in copies]
    return [Paper(*made) for made in zip(copies, docx, typeset(docx), strict=True)]


@pytest.fixture(scope="session", params=PAPERS, ids="-".join)
def paper(request: pytest.FixtureRequest) -> Paper:
    """One paper of each kind of each sample."""
    name, kind = request.param
    return make(alliance_of(name), kind)[0]


LIFE = [document.kind for document in documents(load("xiamen-2008", [TEMPLATES])) if document.sheet.record]


@pytest.fixture(scope="session")
def life() -> list[Paper]:
    """Every copy of every paper about the life of the sample alliance, made once."""
    return make(alliance_of("machinery"), *LIFE)


@pytest.fixture(scope="session")
def offices(tmp_path_factory: pytest.TempPathFactory):
    """Convert DOCX files, by name, with LibreOffice in one run, with our faces; skips where there is none."""
    program = shutil.which("soffice")
    if not program:
        if os.environ.get("DOCGEN_SKIP_NOTHING"):
            pytest.fail("LibreOffice is missing, and nothing may be skipped here")
        pytest.skip("LibreOffice (soffice) is not installed")
    home = tmp_path_factory.mktemp("office")
    faces = {
        "仿宋_GB2312": "FandolFang R",
        "楷体_GB2312": "FandolKai",
        "黑体": "Docgen Hei",
        "宋体": "Docgen Song",
        "方正小标宋简体": "Docgen Title Song",
        "Times New Roman": "Liberation Serif",
    }
    aliases = "".join(
        f'<alias binding="same"><family>{word}</family><accept><family>{face}</family>'
        f"<family>Docgen Fill</family></accept></alias>"
        for word, face in faces.items()
    )
    (home / "fonts.conf").write_text(f"<fontconfig><dir>{FONTS}</dir>{aliases}</fontconfig>", "utf-8")

    def convert(files: Mapping[str, bytes], to: str) -> dict[str, bytes]:
        for name, docx in files.items():
            (home / f"{name}.docx").write_bytes(docx)
        subprocess.run(
            [program, f"-env:UserInstallation=file://{home}/profile", "--headless", "--convert-to", to, "--outdir",
             home, *(home / f"{name}.docx" for name in files)],
            env={**os.environ, "FONTCONFIG_FILE": str(home / "fonts.conf")},
            check=True, capture_output=True, timeout=240,
        )  # fmt: skip
        return {name: (home / f"{name}.{to.partition(':')[0]}").read_bytes() for name in files}

    return convert


@pytest.fixture(scope="session")
def office(offices):
    """Convert one DOCX file with LibreOffice."""
    return lambda docx, to: offices({"paper": docx}, to)["paper"]


def in_order(wanted: list[str], text: str) -> list[str]:
    """The paragraphs that the text does not hold in this order."""
    missing, place = [], 0
    for paragraph in wanted:
        found = text.find(bare(paragraph), place)
        if found < 0:
            missing.append(paragraph)
        else:
            place = found + len(bare(paragraph))
    return missing


def without_repeats(text: str, wanted: str, headers: list[str]) -> str:
    """The text of a PDF without the header rows that a table repeats on its further pages."""
    place = 0
    while place < len(wanted) and place < len(text):
        if text[place] == wanted[place]:
            place += 1
            continue
        starts = ((text.rfind(header, max(0, place - len(header)), place + len(header)), header) for header in headers)
        start, header = next(((start, header) for start, header in starts if start >= 0), (-1, ""))
        if start < 0:
            break
        text, place = text[:start] + text[start + len(header) :], start
    return text
