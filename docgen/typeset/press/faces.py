"""Which of the shipped faces stands for a family that Word names, and which characters it has."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from docgen.typeset.press.literals import string

LATIN = "Liberation Serif"
FILL = "Docgen Fill"
_FANG, _KAI, _HEI, SONG, _TITLE = "FandolFang R", "FandolKai", "Docgen Hei", "Docgen Song", "Docgen Title Song"
# The names under which Word, WPS and their users know these faces; "-" stands for a space.
_NAMES = {
    _FANG: "仿宋 仿宋_GB2312 FangSong FangSong_GB2312 华文仿宋 STFangsong 方正仿宋_GBK 方正仿宋简体 方正仿宋_GB2312",
    _KAI: "楷体 楷体_GB2312 KaiTi KaiTi_GB2312 华文楷体 STKaiti 方正楷体_GBK 方正楷体简体 方正楷体_GB2312",
    _HEI: "黑体 SimHei 华文黑体 STHeiti 方正黑体_GBK 方正黑体简体",
    SONG: "宋体 SimSun NSimSun 新宋体 华文宋体 STSong 华文中宋 STZhongsong 方正书宋_GBK 方正书宋简体 Songti-SC",
    _TITLE: "方正小标宋简体 方正小标宋_GBK 小标宋 小标宋体 FZXiaoBiaoSong-B05 FZXiaoBiaoSong-B05S 方正大标宋简体",
    LATIN: "Times Times-New-Roman Liberation-Serif",
}
# Known, but nothing of theirs is shipped: the nearest in kind.
_NEAR = {
    _HEI: (
        "微软雅黑 微软雅黑-Light Microsoft-YaHei 等线 等线-Light DengXian 华文细黑 思源黑体 PingFang-SC "
        "Noto-Sans-CJK-SC Source-Han-Sans-SC Arial Helvetica Calibri Calibri-Light Segoe-UI Verdana Tahoma Aptos "
        "Liberation-Sans DejaVu-Sans ＭＳ-ゴシック MS-Gothic"
    ),
    SONG: "ＭＳ-明朝 MS-Mincho 細明體 PMingLiU 新細明體 Noto-Serif-CJK-SC Source-Han-Serif-SC 思源宋体 隶书",
    LATIN: "Cambria Cambria-Math Georgia Garamond Book-Antiqua Century Palatino Constantia Courier-New Consolas Symbol",
}


def key(family: str) -> str:
    """Return a family name as it is compared: in lower case, "-" for a space."""
    return family.strip().replace("-", " ").casefold()


NAMES = {face: (key(face), *map(key, listed.split())) for face, listed in _NAMES.items()} | {FILL: ()}
"""Under which names, as ``key`` writes them, each shipped face is known."""

_FAMILIES = {name: face for face, names in NAMES.items() for name in names}
_NEAR_FAMILIES = {key(name): face for face, listed in _NEAR.items() for name in listed.split()}

# Letters and digits of Latin and Greek. Quotes, dashes, signs and boxes (□ ○ √ × № “ ” … ·) are not among them: in
# Chinese text they are full-width and belong to the Chinese face. The preamble has both classes, too, since Typst reads
# them there once for all documents.
LATIN_CLASS = (
    r"\u{20}-\u{7E}\u{A0}-\u{A6}\u{A8}-\u{AF}\u{B4}-\u{B6}\u{B8}-\u{D6}\u{D8}-\u{F6}\u{F8}-\u{24F}\u{370}-\u{3FF}"
    r"\u{2080}-\u{2089}\u{20AC}"
)
AMBIGUOUS_CLASS = r"\u{A7}\u{B0}-\u{B3}\u{B7}\u{D7}\u{F7}\u{2010}-\u{2027}\u{2030}-\u{203B}\u{2116}\u{2122}"
INVISIBLE = frozenset("\u00ad\u200b\u200c\u200d\u2060\ufeff\u2028\u2029\u3000\u00a0\u2002\u2003\u2009\u200a\u202f")


def _pattern(characters: str) -> re.Pattern[str]:
    return re.compile("[" + re.sub(r"\\u\{(\w+)\}", lambda m: f"\\U{int(m[1], 16):08x}", characters) + "]+")


LATIN_RUN = _pattern(LATIN_CLASS)
_LATIN_OR_AMBIGUOUS = _pattern(LATIN_CLASS + AMBIGUOUS_CLASS)
EAST_ASIAN = re.compile(
    "[\u1100-\u11ff\u2e80-\ua4cf\uac00-\ud7ff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\U00020000-\U0003ffff]"
)


def is_chinese(text: str) -> bool:
    """Return whether all characters of a text are East Asian."""
    return all(map(EAST_ASIAN.match, text))


def likeness(family: str, *, east_asian: bool) -> tuple[str, bool]:
    """Return the shipped face for a family name, and whether it is made to stand for it or only near in kind."""
    name = key(family)
    if name in _FAMILIES:
        return _FAMILIES[name], True
    return _NEAR_FAMILIES.get(name, SONG if east_asian else LATIN), False


@dataclass(frozen=True, slots=True)
class Stack:
    """The faces that a run asks for its glyphs, in order; ``latin`` only for Latin characters."""

    latin: str
    east_asian: str
    chinese: bool

    def source(self) -> str:
        """Return the value of Typst's ``font`` parameter."""
        return _source(self)


@lru_cache(maxsize=256)
def _source(stack: Stack) -> str:
    own = f"(name: {string(stack.latin)}, covers: {'latin-letters' if stack.chinese else 'latin-signs'})"
    names = dict.fromkeys((stack.east_asian, FILL, SONG, LATIN))
    return "(" + ", ".join([own, *(string(name) for name in names)]) + ")"


def covered(stack: Stack, characters: Callable[[str], frozenset[str]]) -> frozenset[str]:
    """Return what a stack sets without a spare face; ``characters`` tells what a face has."""
    latin = frozenset(filter(_LATIN_OR_AMBIGUOUS.match, characters(stack.latin)))
    return latin | characters(stack.east_asian) | characters(FILL)
