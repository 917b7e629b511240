import pytest

from docgen.shipped import FONTS
from docgen.typeset.press import faces
from docgen.typeset.press.faces import Stack, choose


@pytest.mark.parametrize(
    ("family", "face"),
    [
        ("仿宋_GB2312", "FandolFang R"), ("仿宋", "FandolFang R"), ("FangSong", "FandolFang R"), ("楷体", "FandolKai"),
        ("KaiTi_GB2312", "FandolKai"), ("黑体", "Docgen Hei"), ("SimHei", "Docgen Hei"), ("宋体", "Docgen Song"),
        ("SimSun", "Docgen Song"), ("方正小标宋简体", "Docgen Title Song"), ("小标宋", "Docgen Title Song"),
        ("times new roman", "Liberation Serif"),
    ],
)  # fmt: skip
def test_official_faces_have_their_shipped_likeness(family: str, face: str) -> None:
    assert choose(family, east_asian=True) == (face, True)


def test_a_face_that_is_only_near_says_so() -> None:
    assert choose("Arial", east_asian=False) == ("Docgen Hei", False)
    assert choose("微软雅黑", east_asian=True) == ("Docgen Hei", False)
    assert choose("No Such Face", east_asian=True) == ("Docgen Song", False)
    assert choose("No Such Face", east_asian=False) == ("Liberation Serif", False)


@pytest.mark.parametrize("mark", "“”‘’…—·□○√×№①⑳㎡〔〕《》、。")
def test_marks_of_chinese_text_do_not_come_from_the_latin_face(mark: str) -> None:
    assert not faces.LATIN_RUN.match(mark)


def test_rare_characters_of_names_are_filled_in() -> None:
    assert Stack("Liberation Serif", "FandolFang R", chinese=True).missing("喆堃燚䶮𬭎㛃〇⑪☑") == ("", "")


def test_a_character_that_no_face_has_is_found() -> None:
    assert Stack("Liberation Serif", "FandolFang R", chinese=True).missing("甲\U0002b820乙") == ("", "\U0002b820")


def test_every_face_has_its_file() -> None:
    assert {path.name for path in FONTS.iterdir() if path.suffix in {".ttf", ".otf"}} >= set(faces._FILES.values())
