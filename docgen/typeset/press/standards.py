"""What archives and readers ask of a PDF, and why a document cannot satisfy it, in words that its author can act on."""

from typing import Literal, get_args

import typst

from docgen.diagnostics import Wording
from docgen.errors import ConversionError

Standard = Literal["a-2b", "a-2a", "a-3a", "ua-1"]
STANDARDS: tuple[Standard, ...] = get_args(Standard)
"""PDF/A-2b (looks the same for ever), 2a and 3a (tagged as well; ISO 19005-2 and -3), PDF/UA-1 (ISO 14289-1)."""
BEST: tuple[Standard, ...] = ("a-2a", "ua-1")
"""What every document is asked first."""

_REFUSED = Wording("排版引擎无法排出这份文档：{message}", "the layout engine cannot set this document: {message}")
_REPORT = Wording(
    "请在 Word 中把文中的图片和复杂表格逐一删去再试，找出是哪一处，然后告知我们",
    "take out pictures and complex tables one by one in Word to find the culprit, and report it to us",
)
_UNMET = Wording("这份文档达不到 PDF/{standard}：{why.zh}", "this document cannot be PDF/{standard}: {why.en}")
# A part of Typst's message: what is wrong, and what to do.
_REASONS = {
    "missing document date": (
        Wording("没有日期", "it has no date"),
        Wording("用 --created 写明日期", "give the day with --created"),
    ),
    "missing document title": (
        Wording("文件属性里没有标题", "its properties have no title"),
        Wording("在 Word 的“文件→信息→属性”里填写标题", "write a title in Word under File, Info, Properties"),
    ),
    "missing alt text": (
        Wording("有图片没有替代文字", "a picture has no alternative text"),
        Wording("在 Word 里右击图片，填写替代文字", "right-click the picture in Word and write an alternative text"),
    ),
    "could not be displayed": (
        Wording("有的字没有字体可印", "no face has one of its characters"),
        Wording("用 --fonts 给出有这个字的字体，或者换一个字", "give a face that has it with --fonts, or replace it"),
    ),
    "attached file": (
        Wording("其中不得有附件", "it may hold no attached file"),
        Wording("改用 a-3a，或去掉 --attach", "ask for a-3a, or drop --attach"),
    ),
    "heading": (
        Wording("标题的层级不连续，或不从第一级开始", "its headings skip a level, or do not begin with the first"),
        Wording("在 Word 里把标题改成从“标题 1”起、逐级而下", "use heading 1 first, and go down one level at a time"),
    ),
    "structure": (
        Wording(
            "有的表格跨页后结构不完整（多为同行保持在一起的高单元格）",
            "a table loses its structure where it breaks over pages (tall cells that are kept together)",
        ),
        Wording("把这张表拆小，或改用 a-2a", "make that table smaller, or ask for a-2a"),
    ),
}


def refusal(error: typst.TypstError, standards: tuple[Standard, ...]) -> ConversionError:
    """Return what Typst's ``error`` means to the author of the document."""
    for part, (why, hint) in _REASONS.items():
        if standards and part in error.message:
            return ConversionError(_UNMET.fill(standard="、PDF/".join(standards).upper(), why=why), hint)
    return ConversionError(_REFUSED.fill(message=error.message), _REPORT)
