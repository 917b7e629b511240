"""A PDF made larger, as vectors: sheets that no word processor can hold."""

import io
from decimal import Decimal

import pikepdf


def enlarged(pdf: bytes, times: int) -> bytes:
    """Return a PDF with pages so many times as large, text and lines alike: sheets that Word cannot hold."""
    with pikepdf.open(io.BytesIO(pdf)) as book:
        for page in book.pages:
            sides = [float(side) * times for side in page.mediabox]
            page.contents_add(f"q {times} 0 0 {times} 0 0 cm".encode(), prepend=True)
            page.contents_add(b"Q")
            page.mediabox = pikepdf.Array([Decimal(f"{side:.4f}") for side in sides])
        target = io.BytesIO()
        book.save(target, deterministic_id=True, min_version="1.7")
        return target.getvalue()
