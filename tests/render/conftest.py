"""Templates made on the spot, and documents read back."""

import io
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from functools import cache
from itertools import pairwise
from types import SimpleNamespace
from typing import Any
from xml.sax.saxutils import escape

import docx
import pytest
from lxml import etree

from docgen.errors import TemplateError
from docgen.render import Template

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
NAMESPACES = {
    "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
}


def blob(document: Any) -> bytes:
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


@cache
def _empty() -> tuple[bytes, str, str]:
    """A .docx with nothing in it, and its body's XML before and after what would be in it."""
    package_ = blob(docx.Document())
    before, middle, after = member(package_).decode().partition("<w:body>")
    missing = "".join(
        f' xmlns:{prefix}="{name}"' for prefix, name in NAMESPACES.items() if f"xmlns:{prefix}=" not in before
    )
    return package_, before.replace("<w:document", f"<w:document{missing}", 1) + middle, after


def package(*, body: str) -> bytes:
    """A .docx with this XML in its body."""
    package_, before, after = _empty()
    return replaced(package_, {"word/document.xml": before + body + after})


def replaced(package_: bytes, parts: dict[str, Any]) -> bytes:
    """The same package with some members replaced or added."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package_)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name not in parts:
                new.writestr(name, old.read(name))
        for name, content in parts.items():
            new.writestr(name, content)
    return buffer.getvalue()


def member(package_: bytes, name: str = "word/document.xml") -> bytes:
    with zipfile.ZipFile(io.BytesIO(package_)) as archive:
        return archive.read(name)


def tree(package_: bytes, name: str = "word/document.xml") -> Any:
    """The root of a part."""
    return etree.fromstring(member(package_, name))


def texts(package_: bytes) -> list[str]:
    """The text of each paragraph of the body outside tables, breaks and tabs as characters."""
    return [paragraph.text for paragraph in docx.Document(io.BytesIO(package_)).paragraphs]


def rows(package_: bytes, table: int = 0) -> list[list[str]]:
    found = docx.Document(io.BytesIO(package_)).tables[table]
    return [[cell.text for cell in row.cells] for row in found.rows]


def canonical(xml: bytes) -> str:
    """The part with all that does not show left out: empty texts and runs, how a text is cut into runs, ids."""
    root = etree.fromstring(xml)
    for text in list(root.iter(f"{W}t")):
        text.attrib.clear()
        if not text.text:
            text.getparent().remove(text)
    for run in list(root.iter(f"{W}r")):
        if all(child.tag == f"{W}rPr" for child in run):
            run.getparent().remove(run)
    for paragraph in root.iter(f"{W}p"):
        _join_runs(paragraph)
    for properties in root.iter(f"{W}tcPr"):
        properties[:] = sorted(properties, key=lambda child: child.tag)
    return etree.tostring(root, method="c14n").decode()


def _join_runs(paragraph: Any) -> None:
    for first, second in reversed(list(pairwise(paragraph))):
        if first.tag == second.tag == f"{W}r" and _properties(first) == _properties(second):
            for child in [child for child in second if child.tag != f"{W}rPr"]:
                first.append(child)
            paragraph.remove(second)
    for run in paragraph.iter(f"{W}r"):
        for first, second in reversed(list(pairwise(run))):
            if first.tag == second.tag == f"{W}t":
                first.text += second.text
                run.remove(second)


def _properties(run: Any) -> bytes:
    found = run.find(f"{W}rPr")
    return b"" if found is None else etree.tostring(found, method="c14n")


def made(*paragraphs: str) -> bytes:
    """A .docx with these paragraphs."""
    return package(
        body="".join(f'<w:p><w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>' for text in paragraphs)
    )


def filled(*paragraphs: str, **context: Any) -> list[str]:
    """The paragraphs of a template of these paragraphs, rendered."""
    return texts(Template(made(*paragraphs)).render(context))


PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000002000000010802000000"
    "7b40e8dd0000000c4944415478da6360606000000004000146f7d4d80000000049454e44ae426082"
)


@pytest.fixture(scope="session")
def png() -> bytes:
    """A picture two pixels wide and one high."""
    return PNG


def refused(call: Callable[..., Any], *args: Any, **kwargs: Any) -> TemplateError:
    """The TemplateError that a call raises."""
    with pytest.raises(TemplateError) as caught:
        call(*args, **kwargs)
    return caught.value


@pytest.fixture(scope="session")
def word() -> SimpleNamespace:
    """Makes Word files and reads them."""
    tools = (blob, package, replaced, member, tree, texts, rows, canonical, made, filled, refused)
    return SimpleNamespace(**{tool.__name__: tool for tool in tools}, W=W)


@pytest.fixture(scope="session")
def office_text(tmp_path_factory: pytest.TempPathFactory) -> Callable[[bytes], str]:
    """What LibreOffice shows of a document, as plain text."""
    program = shutil.which("soffice")
    if program is None:
        pytest.skip("soffice (LibreOffice) is not installed")

    def convert(package_: bytes) -> str:
        folder = tmp_path_factory.mktemp("office")
        (folder / "a.docx").write_bytes(package_)
        profile = f"-env:UserInstallation=file://{folder}/profile"
        command = [program, profile, "--headless", "--convert-to", "txt:Text (encoded):UTF8", "--outdir", str(folder)]
        subprocess.run([*command, str(folder / "a.docx")], check=True, capture_output=True, timeout=120)
        return (folder / "a.txt").read_text(encoding="utf-8")

    return convert
