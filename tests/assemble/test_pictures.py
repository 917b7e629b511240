import io
import shutil
import subprocess

import pytest
from PIL import Image

from docgen.assemble.pictures import MARGIN, pages_of
from docgen.assemble.placing import MM
from tests.assemble.conftest import saved

poppler = pytest.mark.skipif(not shutil.which("pdftoppm"), reason="pdftoppm (poppler) is not installed")


def picture(kind, image, **settings):
    made = io.BytesIO()
    image.save(made, kind, **settings)
    return made.getvalue()


def halves(mode="RGB", top="red", bottom="blue"):
    """An upright picture whose halves differ."""
    image = Image.new(mode, (100, 160), top)
    image.paste(bottom, (0, 80, 100, 160))
    return image


def drawn(content, tmp_path):
    """The first page of a picture as poppler draws it, 50 dots per inch."""
    (tmp_path / "page.pdf").write_bytes(saved(pages_of(content)))
    subprocess.run(["pdftoppm", "-r", "50", "-png", "-singlefile", "page.pdf", "page"], cwd=tmp_path, check=True)
    return Image.open(tmp_path / "page.png").convert("RGB")


def size(pdf):
    """How large the picture is drawn, in points."""
    width, _, _, height = (float(part) for part in pdf.pages[0].obj.Contents.read_bytes().split()[:4])
    return width, height


def near(pixel, colour):
    return all(abs(one - other) < 40 for one, other in zip(pixel, colour, strict=True))


def test_a_picture_that_knows_its_size_keeps_it():
    scan = picture("PNG", Image.new("L", (1011, 638)), dpi=(300, 300))  # an identity card: 85.6 by 54 mm
    assert size(pages_of(scan)) == pytest.approx((85.6 * MM, 54 * MM), abs=0.2)


def test_a_picture_too_large_is_fitted_between_the_margins():
    width, height = size(pages_of(picture("JPEG", Image.new("RGB", (3000, 4000)))))
    assert width == pytest.approx(210 * MM - 2 * MARGIN, abs=0.01)
    assert width / height == pytest.approx(3 / 4)


def test_a_jpeg_goes_in_as_it_is():
    photo = picture("JPEG", halves())
    pdf = pages_of(photo)
    (image,) = pdf.pages[0].obj.Resources.XObject.values()
    assert image.read_raw_bytes() == photo


@pytest.mark.poppler
@poppler
@pytest.mark.parametrize(
    "content",
    [
        picture("JPEG", halves(), quality=95),
        picture("PNG", halves()),
        picture("TIFF", halves()),
        picture("PNG", halves().convert("P", palette=Image.Palette.ADAPTIVE)),
        picture(
            "JPEG",
            halves().rotate(90, expand=True),
            exif=b"Exif\0\0II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0\0\0\0\0",
        ),
    ],
    ids=["JPEG", "PNG", "TIFF", "palette", "turned by the camera"],
)
def test_a_picture_is_drawn_upright_in_its_colours(content, tmp_path):
    page = drawn(content, tmp_path)
    middle, down = page.width // 2, page.height // 2
    assert near(page.getpixel((middle, down - 15)), (255, 0, 0))
    assert near(page.getpixel((middle, down + 15)), (0, 0, 255))


@pytest.mark.poppler
@poppler
def test_what_is_transparent_becomes_paper(tmp_path):
    page = drawn(picture("PNG", Image.new("RGBA", (100, 100), (0, 0, 0, 0))), tmp_path)
    assert page.getextrema() == ((255, 255),) * 3


@pytest.mark.poppler
@poppler
def test_ink_stays_ink(tmp_path):
    """CMYK of a press: no ink is white."""
    content = picture("JPEG", halves("CMYK", (0, 0, 0, 0), (0, 0, 0, 255)), quality=95)
    page = drawn(content, tmp_path)
    middle, down = page.width // 2, page.height // 2
    assert near(page.getpixel((middle, down - 15)), (255, 255, 255))
    assert max(page.getpixel((middle, down + 15))) < 80
