"""The text of a document tree, paragraph by paragraph, to prove that two formats of a paper say the same."""

from collections.abc import Iterable, Iterator, Sequence

from docgen.typeset.tree import (
    Block,
    Break,
    Comment,
    Document,
    Drawn,
    Inline,
    Link,
    Margins,
    Note,
    PageField,
    Paragraph,
    Ruby,
    Tab,
    Text,
    shapes,
)

_SUFFIXES = {"tab": "\t", "space": " ", "nothing": ""}


def paragraphs(document: Document) -> list[str]:
    r"""Return the text of every paragraph of the body in reading order, cells and text boxes included.

    List numbers are part of it. A tab is ``\t``, a forced line end ``\n``; a page number is what the file last said.
    """
    return [text for section in document.sections for text in _story(section.blocks)]


def margins(document: Document) -> list[str]:
    """Return the text of every header and footer paragraph, section by section; an inherited one counts once."""
    seen: dict[int, Sequence[Block]] = {}
    for section in document.sections:
        for kept in (section.headers, section.footers):
            seen.update({id(story): story for story in _stories(kept)})
    return [text for story in seen.values() for text in _story(story)]


def content_text(content: Iterable[Inline]) -> str:
    """Return the text of a paragraph's content, without what floats or stands at the foot of the page."""
    return "".join(_inline(inline) for inline in content)


def _stories(kept: Margins) -> Iterator[Sequence[Block]]:
    return (story for story in (kept.first, kept.default, kept.even) if story)


def _story(blocks: Sequence[Block]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield from _paragraph(block)
        else:
            for row in block.rows:
                for cell in row.cells:
                    yield from _story(cell.blocks)


def _paragraph(paragraph: Paragraph) -> Iterator[str]:
    label = "" if paragraph.label is None else paragraph.label.text + _SUFFIXES[paragraph.label.suffix]
    yield label + content_text(paragraph.content)
    for inline in paragraph.content:
        if isinstance(inline, Note | Comment):
            yield from _story(inline.blocks)
        elif isinstance(inline, Drawn):
            for shape in shapes(inline):
                yield from _story(shape.blocks)


def _inline(inline: Inline) -> str:
    if isinstance(inline, Text):
        return inline.text
    if isinstance(inline, Link):
        return content_text(inline.content)
    if isinstance(inline, Ruby):
        return content_text(inline.base)
    if isinstance(inline, Tab):
        return "\t"
    if isinstance(inline, Break):
        return "\n" if inline.kind == "line" else ""
    return inline.cached if isinstance(inline, PageField) else ""
