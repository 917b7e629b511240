import datetime as dt
import io
from types import SimpleNamespace

import pikepdf
import pytest

from docgen.errors import ConversionError
from docgen.typeset import Attachment, Demands, Standard, typeset

DAY = dt.date(2009, 1, 2)
TITLED = (
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>联盟协议</dc:title></cp:coreProperties>'
)
DATA = Attachment("联盟.yaml", "name: 半导体照明\n".encode(), "原始数据")


def made(word: SimpleNamespace, *standards: Standard, created: dt.date | None = DAY) -> bytes:
    file = word.docx(word.paragraph("正文"), core=TITLED)
    return next(typeset([file], created=created, demands=Demands(standards, attachments=(DATA,)))).pdf


def test_the_data_ride_along_as_they_are_and_say_what_they_are(word: SimpleNamespace) -> None:
    pdf = pikepdf.open(io.BytesIO(made(word)))
    (spec,) = pdf.attachments.values()
    assert (spec.filename, spec.get_file().read_bytes()) == (DATA.name, DATA.content)
    assert (spec.description, spec.relationship, spec.get_file().mime_type) == (
        "原始数据",
        pikepdf.Name.Source,
        "application/yaml",
    )
    assert len(pdf.Root.AF) == 1, "a file that the whole document comes from"


@pytest.mark.parametrize("standards", [(), ("a-3a", "ua-1")])
def test_a_pdf_with_data_is_of_the_third_part_and_fit_for_reading_machines(
    word: SimpleNamespace, standards: tuple[Standard, ...]
) -> None:
    pdf = made(word, *standards)
    assert b"<pdfaid:part>3<" in pdf
    assert b"<pdfaid:conformance>A<" in pdf
    assert b"<pdfuaid:part>1<" in pdf
    assert pdf == made(word, *standards)


def test_an_undated_one_is_made_all_the_same(word: SimpleNamespace) -> None:
    assert b"pdfaid" not in made(word, created=None)


def test_the_second_part_holds_no_other_files(word: SimpleNamespace) -> None:
    with pytest.raises(ConversionError) as caught:
        made(word, "a-2a")
    assert "附件" in caught.value.message.zh
    assert "a-3a" in caught.value.hint.zh
