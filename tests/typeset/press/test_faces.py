import re
from pathlib import Path

import pytest

from docgen.typeset.press import faces
from docgen.typeset.press.faces import likeness


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
    assert likeness(family, east_asian=True) == (face, True)


def test_a_face_that_is_only_near_says_so() -> None:
    assert likeness("Arial", east_asian=False) == ("Docgen Hei", False)
    assert likeness("微软雅黑", east_asian=True) == ("Docgen Hei", False)
    assert likeness("No Such Face", east_asian=True) == ("Docgen Song", False)
    assert likeness("No Such Face", east_asian=False) == ("Liberation Serif", False)


def test_the_preamble_and_the_writer_mean_the_same_by_latin() -> None:
    preamble = Path(faces.__file__).with_name("preamble.typ").read_text(encoding="utf-8")
    defined = [preamble.partition(f"#let {name} =")[2].partition("#let")[0] for name in ("letters", "signs")]
    classes = ["".join(re.findall('"([^"]*)"', each)) for each in defined]
    assert classes == [each.replace("\\", "\\\\") for each in (faces.LATIN_CLASS, faces.AMBIGUOUS_CLASS)]


@pytest.mark.parametrize("mark", "“”‘’…—·□○√×№①⑳㎡〔〕《》、。")
def test_marks_of_chinese_text_do_not_come_from_the_latin_face(mark: str) -> None:
    assert not faces.LATIN_RUN.match(mark)
