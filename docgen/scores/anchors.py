"""Where the fields of a fillable sheet go: in the places that are left blank on paper stand anchors."""

from typing import Any, Final

from docgen.forms import anchor
from docgen.programme import Programme
from docgen.render import Image
from docgen.scores.questions import CONCLUSION, MARK, MUST_CHANGE, REASON, RECUSED, TEXTS, TOTAL

_EMU_PER_MM: Final = 36_000
_SIDE_MM: Final = 3.8  # of a box to tick, and not higher than any line
_CLEAR: Final = bytes.fromhex(  # a PNG of one transparent pixel
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c63606060600000000500"
    "01a5f645400000000049454e44ae426082"
)


def anchors(programme: Programme) -> dict[str, Any]:
    """Return what stands in the places of a sheet that is to be filled in a reader (see ``blanks``)."""
    return {
        "marks": {each.id: _anchor(f"{MARK}{each.id}") for each in programme.evaluation.criteria},
        CONCLUSION: {each: _anchor(CONCLUSION, each) for each in programme.evaluation.conclusions},
        RECUSED: {each: _anchor(RECUSED, each) for each in ("no", "yes")},
        **{name: _anchor(name) for name in (TOTAL, *TEXTS, MUST_CHANGE, REASON)},
    }


def _anchor(name: str, option: str = "") -> Image:
    side = round(_SIDE_MM * _EMU_PER_MM)
    return Image(_CLEAR, width=side, height=side, link=anchor(name, option))
