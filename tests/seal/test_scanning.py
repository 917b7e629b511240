import io
from dataclasses import replace

import pytest
from PIL import Image

from docgen.errors import InputError
from docgen.seal import Scan, digest, printed_text, qr, scan, seal
from docgen.shipped import SAMPLES

from .photocopy import photocopied

NAMES = {
    "usual": "厦门华联电子股份有限公司",
    "sixty characters": "厦门大学半导体照明工程技术研究中心" * 3 + "有限责任公司（筹）",
}


@pytest.fixture(scope="module")
def codes(certificate, signer):
    return {name: seal(replace(certificate, unit=unit), signer) for name, unit in NAMES.items()}


def saved(picture, path, **settings):
    picture.save(path, **settings)
    return path


@pytest.mark.parametrize(("name", "millimetres"), [("usual", 30), ("sixty characters", 35)])
@pytest.mark.parametrize("angle", [0, 3, -3])
def test_a_photocopy_at_150_dpi_reads_back(tmp_path, codes, name, millimetres, angle):
    page = photocopied(qr.png(codes[name]), millimetres=millimetres, angle=angle)
    assert scan(saved(page, tmp_path / "copy.png")) == [Scan(codes[name])]


def test_a_jpeg_reads_back(tmp_path, codes):
    page = photocopied(qr.png(codes["usual"]), millimetres=40, noise=8)
    assert scan(saved(page, tmp_path / "copy.jpg", quality=60)) == [Scan(codes["usual"])]


def test_a_code_on_a_transparent_ground_reads_back(tmp_path, codes):
    picture = Image.open(io.BytesIO(qr.png(codes["usual"]))).convert("RGBA")
    clear = Image.new("RGBA", picture.size, (0, 0, 0, 0))
    clear.paste(picture, mask=picture.convert("L").point(lambda value: 255 - value))
    assert scan(saved(clear, tmp_path / "clear.png")) == [Scan(codes["usual"])]


def test_a_scanned_pdf_has_a_code_on_each_page_and_no_words(tmp_path, codes):
    pages = [photocopied(qr.png(code), millimetres=45) for code in codes.values()]
    path = saved(pages[0], tmp_path / "scan.pdf", save_all=True, append_images=pages[1:])
    assert scan(path) == [Scan(code) for code in codes.values()]
    assert not printed_text(path.read_bytes()).strip()


def test_the_text_of_a_code_may_stand_in_a_file(tmp_path, codes):
    (tmp_path / "code.txt").write_text(f"{codes['usual']}\n", "utf-8")
    assert scan(tmp_path / "code.txt") == [Scan(codes["usual"])]


def test_a_picture_without_a_code_says_how_to_take_a_better_one(tmp_path):
    with pytest.raises(InputError) as told:
        scan(saved(Image.new("L", (300, 300), 255), tmp_path / "empty.png"))
    assert "拍得更近" in told.value.hint.zh


def test_a_code_of_somebody_else_is_none_of_ours(tmp_path):
    (tmp_path / "other.png").write_bytes(qr.png("HC1:ABC"))
    with pytest.raises(InputError):
        scan(tmp_path / "other.png")


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7 broken", b"\x89PNG\r\n\x1a\n broken", b"plain words"])
def test_files_that_are_damaged_or_of_another_kind_are_told(tmp_path, content):
    (tmp_path / "file").write_bytes(content)
    with pytest.raises(InputError) as told:
        scan(tmp_path / "file")
    assert "PDF" in told.value.hint.en


def test_a_file_that_is_not_there_is_told(tmp_path):
    with pytest.raises(InputError):
        scan(tmp_path / "none.png")


def test_the_words_of_a_docx_are_those_of_its_pdf(tmp_path, run):
    order = ("build", SAMPLES / "xiamen-2008" / "led.yaml", "--only", "pilot-certificates")
    assert run(*order, "--as-of", "2009-02-20", "-o", tmp_path / "out").exit_code == 0
    papers = sorted((tmp_path / "out").rglob("*.pdf"))
    assert papers
    for pdf in papers:
        words = printed_text(pdf.with_suffix(".docx").read_bytes())
        assert "试点单位" in words
        assert digest(words) == digest(printed_text(pdf.read_bytes()))
