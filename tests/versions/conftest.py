"""The agreement of the sample as people get it, to be edited."""

import io
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from docx.text.paragraph import Paragraph

from docgen import building, pipeline
from docgen.revision import Record, body_of, lines, recover
from docgen.shipped import SAMPLES
from docgen.versions import Edits, read

LED = SAMPLES / "xiamen-2008" / "led.yaml"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


class Edited:
    """A Word file in the hands of someone with python-docx."""

    def __init__(self, blob: bytes) -> None:
        self.file = docx.Document(io.BytesIO(blob))

    def paragraphs(self, text: str) -> list[Paragraph]:
        """The paragraphs that hold this text, those of tables too."""
        found = (Paragraph(element, self.file._body) for element in self.file.element.body.iter(f"{W}p"))
        return [paragraph for paragraph in found if text in paragraph.text]

    def change(self, text: str, old: str, new: str, *, place: int = 0) -> None:
        """Put other words into the run that holds the old ones, or into the whole paragraph."""
        paragraph = self.paragraphs(text)[place]
        for run in paragraph.runs:
            if old in run.text:
                run.text = run.text.replace(old, new, 1)
                return
        paragraph.text = paragraph.text.replace(old, new, 1)

    @property
    def blob(self) -> bytes:
        buffer = io.BytesIO()
        self.file.save(buffer)
        return buffer.getvalue()


def made(file: Path, folder: Path, *, draft: bool = False) -> bytes:
    order = pipeline.Order(only=["agreement"], formats=["docx"], draft=draft)
    building.build(file, folder, order)
    return (folder / "agreement.docx").read_bytes()


@pytest.fixture(scope="session")
def agreement(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return made(LED, tmp_path_factory.mktemp("agreement"))


@pytest.fixture(scope="session")
def record(agreement: bytes) -> Record:
    found = recover(agreement, "agreement.docx")
    assert found
    return found


@pytest.fixture
def edited(agreement: bytes) -> Edited:
    return Edited(agreement)


@pytest.fixture(scope="session")
def read_back(record: Record) -> Callable[[bytes], Edits]:
    return lambda blob: read(record, lines(body_of(blob, "edited.docx")))
