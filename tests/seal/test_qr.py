import io

import pytest
import zxingcpp
from PIL import Image

from docgen.seal import qr

TEXT = "DG1:" + "ABC $%*+-./:0123456789" * 10


def test_a_code_is_drawn_the_same_every_time():
    assert qr.png(TEXT) == qr.png(TEXT)
    assert qr.svg(TEXT) == qr.svg(TEXT)
    assert b"<svg" in qr.svg(TEXT)


def test_what_was_drawn_reads_back():
    (found,) = zxingcpp.read_barcodes(Image.open(io.BytesIO(qr.png(TEXT, scale=3))))
    assert found.text == TEXT


@pytest.mark.parametrize("scale", [1, 8])
def test_a_picture_has_the_quiet_zone_of_the_standard(scale):
    picture = Image.open(io.BytesIO(qr.png(TEXT, scale=scale)))
    assert picture.width == (17 + 4 * qr.version(TEXT) + 2 * qr.QUIET_ZONE) * scale


@pytest.mark.parametrize(("length", "version"), [(366, 11), (367, 12), (600, 15), (601, 16)])
def test_characters_are_held_in_five_and_a_half_bits_at_level_m(length, version):
    assert qr.version("A" * length) == version
