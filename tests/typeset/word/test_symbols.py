import pytest

from docgen.typeset.press import faces
from docgen.typeset.press.typecase import typecase
from docgen.typeset.word import symbols
from docgen.typeset.word.symbols import symbol


@pytest.mark.parametrize(
    ("face", "code", "character"),
    [("Wingdings", "\uf0fe", "☑"), ("Wingdings 2", "\uf0a3", "□"), ("Symbol", "\uf0b7", "•"), ("宋体", "甲", "甲")],
)
def test_a_symbol_has_its_likeness(face: str, code: str, character: str) -> None:
    assert symbol(face, code) == character


def test_a_private_character_without_a_likeness_becomes_a_bullet() -> None:
    assert symbol("Webdings", "\uf021") == "•"


def test_the_shipped_faces_have_every_likeness() -> None:
    likenesses = "".join("".join(table.values()) for table in symbols._FACES.values())
    stack = faces.Stack(faces.LATIN, "Docgen Song", chinese=True)
    assert typecase().missing(stack, likenesses)[1] == ""
