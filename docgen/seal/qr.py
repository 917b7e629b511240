"""QR codes (ISO/IEC 18004) at level M, drawn the same every time."""

import io

import segno

QUIET_ZONE = 4
"""The light margin that the standard asks for, in modules."""


def version(text: str) -> int:
    """Return the version, 1 to 40: a code of version v has 17 + 4v modules a side."""
    return int(_code(text).version)


def png(text: str, *, scale: int = 8) -> bytes:
    """Return the code as a PNG in black and white, ``scale`` pixels a module, with its quiet zone."""
    return _drawn(text, "png", scale)


def svg(text: str, *, scale: int = 1) -> bytes:
    """Return the code as an SVG of paths, ``scale`` units a module, with its quiet zone."""
    return _drawn(text, "svg", scale)


def _drawn(text: str, form: str, scale: int) -> bytes:
    drawn = io.BytesIO()
    settings = {"xmldecl": False} if form == "svg" else {}
    _code(text).save(drawn, kind=form, scale=scale, border=QUIET_ZONE, **settings)
    return drawn.getvalue()


def _code(text: str) -> segno.QRCode:
    return segno.make_qr(text, error="m", boost_error=False)
