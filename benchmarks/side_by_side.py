"""Our pages beside LibreOffice's, for a person to look at.

Run ``python benchmarks/side_by_side.py FILES… -o FOLDER``: a PNG for each page, ours left, LibreOffice's in the middle,
and right what differs (red: only ours, blue: only theirs). Needs soffice and pdftoppm.
"""

import argparse
import io
import subprocess
from collections.abc import Iterator
from itertools import zip_longest
from pathlib import Path

from PIL import Image, ImageChops, ImageFilter

from docgen.typeset import office, typeset
from docgen.typeset.office import Foreign

DOTS_PER_INCH = 60


def main() -> None:
    """Draw the pages of the files that the command line names, and print how much of each differs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("-o", "--output", type=Path, required=True)
    parser.add_argument("--dpi", type=int, default=DOTS_PER_INCH)
    asked = parser.parse_args()
    asked.output.mkdir(parents=True, exist_ok=True)
    contents = [file.read_bytes() for file in asked.files]
    theirs = office.convert([Foreign(".docx", content) for content in contents])
    for file, ours in zip(asked.files, typeset(contents), strict=True):
        other = next(theirs)
        for warning in ours.warnings:
            print(f"{file.stem}: {warning.say('en')}")
        sheets = zip_longest(pages(ours.pdf, asked.dpi), pages(other.pdf, asked.dpi) if other else ())
        for number, (left, right) in enumerate(sheets, start=1):
            sheet, share = beside(left, right)
            sheet.save(asked.output / f"{file.stem}-{number}.png")
            print(f"{file.stem}-{number}.png: {share:.1%} of the ink differs")


def pages(pdf: bytes, dpi: int) -> Iterator[Image.Image]:
    """Yield the pages of a PDF in shades of grey."""
    command = ["pdftoppm", "-r", str(dpi), "-gray", "-"]
    drawn = io.BytesIO(subprocess.run(command, input=pdf, check=True, capture_output=True).stdout)
    while drawn.tell() < len(drawn.getbuffer()):
        yield pgm(drawn)


def pgm(stream: io.BytesIO) -> Image.Image:
    """Return the next picture of a stream of PGM files."""
    assert stream.readline().strip() == b"P5"
    width, height = map(int, stream.readline().split())
    stream.readline()
    return Image.frombytes("L", (width, height), stream.read(width * height))


def beside(left: Image.Image | None, right: Image.Image | None) -> tuple[Image.Image, float]:
    """Return two pages with their difference, and the share of ink that has no ink of the other nearby."""
    size = max(page.size for page in (left, right) if page)
    one, other = (on_sheet(page, size) for page in (left, right))
    only_one, only_other = lacking(one, other), lacking(other, one)
    shown = Image.merge("RGB", (ImageChops.invert(only_other), ImageChops.invert(
        ImageChops.lighter(only_one, only_other)), ImageChops.invert(only_one)))  # fmt: skip
    sheet = Image.new("RGB", (size[0] * 3 + 20, size[1]), "grey")
    for index, page in enumerate((one, other, shown)):
        sheet.paste(page, (index * (size[0] + 10), 0))
    ink = dark(one) + dark(other)
    return sheet, (dark_of(only_one) + dark_of(only_other)) / ink if ink else 0.0


def on_sheet(page: Image.Image | None, size: tuple[int, int]) -> Image.Image:
    """Return a page on a sheet of ``size``; white where there is none."""
    sheet = Image.new("L", size, 255)
    if page:
        sheet.paste(page, (0, 0))
    return sheet


def lacking(one: Image.Image, other: Image.Image) -> Image.Image:
    """Return the ink of ``one`` that has none of ``other`` within two dots, as light on black."""
    near = other.filter(ImageFilter.MinFilter(5))
    return ImageChops.subtract(near, one).point(lambda light: light if light > 64 else 0)


def dark(page: Image.Image) -> int:
    """Return how much ink is on a page."""
    return dark_of(ImageChops.invert(page))


def dark_of(light: Image.Image) -> int:
    """Return the sum of a picture's light."""
    return sum(level * count for level, count in enumerate(light.histogram()))


if __name__ == "__main__":
    main()
