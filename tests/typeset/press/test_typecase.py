import re
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

from docgen.errors import ConversionError
from docgen.shipped import FONTS
from docgen.typeset import Demands, typeset
from docgen.typeset.press.faces import NAMES, Stack
from docgen.typeset.press.typecase import Typecase, typecase

FANG = Stack("Liberation Serif", "FandolFang R", chinese=True)


@pytest.fixture(scope="session")
def licensed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a face of the user's: a title face by its Chinese and its English name."""
    font = TTFont(FONTS / "LiberationSerif-Regular.ttf")
    subsetter = Subsetter(Options(name_IDs=[1, 2, 3, 4, 6], notdef_outline=True))
    subsetter.populate(text="ABC")
    subsetter.subset(font)
    for identifier, name in ((1, "FZXiaoBiaoSong-B05"), (4, "FZXiaoBiaoSong-B05"), (6, "FZXBSJW--GB1-0")):
        font["name"].setName(name, identifier, 3, 1, 0x409)
    font["name"].setName("方正小标宋简体", 1, 3, 1, 0x804)
    glyph = font["cmap"].getBestCmap()[ord("A")]
    for table in font["cmap"].tables:
        table.cmap[ord("联")] = glyph
    folder = tmp_path_factory.mktemp("fonts")
    font.save(folder / "title.ttf")
    return folder


def embedded(pdf: bytes) -> set[str]:
    return {name.decode() for name in re.findall(rb"/FontName\s*/[A-Z]{6}\+([^/\s]+)", pdf)}


def test_rare_characters_of_names_are_filled_in() -> None:
    assert typecase().missing(FANG, "喆堃燚䶮𬭎㛃〇⑪☑") == ("", "")


def test_a_character_that_no_face_has_is_found() -> None:
    assert typecase().missing(FANG, "甲\U0002b820乙") == ("", "\U0002b820")


def test_every_shipped_face_can_be_read() -> None:
    for face in NAMES:
        assert typecase().characters(face)


@pytest.mark.parametrize("family", ["方正小标宋简体", "FZXiaoBiaoSong-B05", "小标宋", "fzxiaobiaosong b05"])
def test_a_face_of_the_users_wins_under_all_names_that_it_stands_for(licensed: Path, family: str) -> None:
    case = Typecase(licensed)
    assert case.choose(family, east_asian=True) == ("FZXiaoBiaoSong-B05", True)
    assert case.choose("仿宋_GB2312", east_asian=True) == ("FandolFang R", True)


def test_the_users_face_is_embedded_and_what_it_lacks_is_told(licensed: Path, word: SimpleNamespace) -> None:
    file = word.docx(word.paragraph(word.run("联盟", '<w:rFonts w:eastAsia="小标宋"/>')))
    (ours,) = typeset([file])
    (theirs,) = typeset([file], demands=Demands(fonts=licensed))
    assert "FZXBSJW--GB1-0" in embedded(theirs.pdf)
    assert not embedded(ours.pdf) & embedded(theirs.pdf)
    assert ours.warnings == ()
    (warning,) = theirs.warnings
    assert "盟" in warning.say("zh")


def test_faces_of_the_machine_win_over_ours_only_when_asked(
    licensed: Path, word: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("docgen.typeset.press.typecase._of_system", lambda: {"小标宋": "LiberationSerif"})
    plain, machine, own = Typecase(), Typecase(system=True), Typecase(licensed, system=True)
    assert plain.choose("小标宋", east_asian=True).face == "Docgen Title Song"
    assert machine.choose("小标宋", east_asian=True) == ("LiberationSerif", True)
    assert own.choose("FZXiaoBiaoSong-B05", east_asian=True) == ("FZXiaoBiaoSong-B05", True)
    file = word.docx(word.paragraph("文字"))
    monkeypatch.undo()
    assert next(typeset([file], demands=Demands(system_fonts=True))).pages == 1


def test_a_folder_without_fonts_is_refused(tmp_path: Path, word: SimpleNamespace) -> None:
    with pytest.raises(ConversionError) as caught:
        next(typeset([word.docx("")], demands=Demands(fonts=tmp_path)))
    assert str(tmp_path) in caught.value.message.zh


@pytest.mark.parametrize(("face", "text"), [("微软雅黑", "文字"), ("仿宋", "字\U0002b820")])
def test_strict_fonts_make_a_replaced_face_and_a_missing_character_errors(
    word: SimpleNamespace, face: str, text: str
) -> None:
    file = word.docx(word.paragraph(word.run(text, f'<w:rFonts w:eastAsia="{face}"/>')))
    assert len(next(typeset([file])).warnings) == 1
    with pytest.raises(ConversionError) as caught:
        next(typeset([file], demands=Demands(strict_fonts=True)))
    assert "字体不齐" in caught.value.message.zh


def test_strict_fonts_say_nothing_where_all_is_there(laid_out: Callable[..., object], word: SimpleNamespace) -> None:
    assert next(typeset([word.docx(word.paragraph("文字 text"))], demands=Demands(strict_fonts=True))).pages == 1
