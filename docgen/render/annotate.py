"""A copy of a template with a comment of Word's at every fault (ISO/IEC 29500-1, 17.13.4)."""

from collections.abc import Mapping, Sequence
from typing import Final

from lxml import etree

from docgen.diagnostics import Finding, Lang
from docgen.render.package import Member, Mould, read_package
from docgen.render.parts import CONTENT_TYPES, part_of_kind, read_part, relationships_of, stories
from docgen.render.word import DECLARATION, XML_SPACE, W, serialise, w

_AUTHOR: Final = "docgen"
_PART: Final = "docgen-comments.xml"
_RELATION: Final = "docgenComments"
_TYPES: Final = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_RELATIONSHIPS: Final = "http://schemas.openxmlformats.org/package/2006/relationships"
_KIND: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_NO_TAGS: Final = str.maketrans("{}", "｛｝")  # or the comment's own text would be taken for tags


def annotate(blob: bytes, name: str, findings: Sequence[Finding], lang: Lang) -> bytes:
    """Return a template with what was found in it as comments; ``name`` is the file's, for messages.

    Word has comments only in the body: what was found elsewhere stands at the body's first paragraph, what was found
    in a text box at the paragraph that holds the box.
    """
    members, contents = read_package(blob, name)
    body, said = next(stories(contents, name))
    roots = {body: read_part(contents[body], body, name)}
    comments = _comments(contents, body, name, roots)
    paragraphs = list(roots[body].iter(w("p")))
    taken = [int(comment.get(w("id"), "0")) for comment in comments]
    for number, finding in enumerate(findings, start=max(taken, default=-1) + 1):
        in_body = finding.message.zh.startswith(f"{said.zh}第")
        _mark(paragraphs[finding.location.line - 1 if in_body else 0], finding, str(number))
        comments.append(_comment(finding, str(number), lang))
    changed = {part: (DECLARATION + serialise(root)).encode() for part, root in roots.items()}
    return Mould(members, changed).cast(Member.pack(part, content) for part, content in changed.items())


def _comments(contents: Mapping[str, bytes], body: str, file: str, roots: dict[str, etree._Element]) -> etree._Element:
    """Return the root of the part for comments; ``roots`` gets it, and what must know of it when it is new."""
    part = part_of_kind(contents, "comments", file)
    if part:
        roots[part] = read_part(contents[part], part, file)
        return roots[part]
    folder, relations = body.rpartition("/")[0], relationships_of(body)
    part = f"{folder}/{_PART}" if folder else _PART
    roots[part] = etree.Element(w("comments"), nsmap={"w": W})
    roots[CONTENT_TYPES] = read_part(contents[CONTENT_TYPES], CONTENT_TYPES, file)
    etree.SubElement(roots[CONTENT_TYPES], f"{_TYPES}Override", PartName=f"/{part}", ContentType=_TYPE)
    none = f'<Relationships xmlns="{_RELATIONSHIPS}"/>'.encode()
    roots[relations] = read_part(contents.get(relations, none), relations, file)
    etree.SubElement(roots[relations], f"{{{_RELATIONSHIPS}}}Relationship", Id=_RELATION, Type=_KIND, Target=f"/{part}")
    return roots[part]


def _mark(paragraph: etree._Element, finding: Finding, number: str) -> None:
    """Put the comment around the runs in which the fault stands, or at the end of a paragraph that has none."""
    outermost = [paragraph, *list(paragraph.iterancestors(w("p")))][-1]
    around = list(paragraph.iterancestors(w("r")))
    runs = around[-1:] or _runs(paragraph, finding)
    start, end = (etree.Element(w(f"commentRange{word}"), {w("id"): number}) for word in ("Start", "End"))
    reference = etree.Element(w("r"))
    etree.SubElement(reference, w("commentReference"), {w("id"): number})
    if not runs:
        outermost.extend((start, end, reference))
        return
    runs[0].addprevious(start)
    runs[-1].addnext(reference)
    runs[-1].addnext(end)


def _runs(paragraph: etree._Element, finding: Finding) -> list[etree._Element]:
    """Return the runs that hold the characters of the finding, or all runs where its text is not the paragraph's."""
    runs = [run for run in paragraph.iter(w("r")) if next(run.iterancestors(w("p"))) is paragraph]
    begin, finish = finding.location.column - 1, finding.location.column - 1 + finding.location.width
    held, offset = [], 0
    for run in runs:
        length = sum(len(text.text or "") for text in run.findall(w("t")))
        if offset < finish and offset + length > begin:
            held.append(run)
        offset += length
    return held or runs


def _comment(finding: Finding, number: str, lang: Lang) -> etree._Element:
    comment = etree.Element(w("comment"), {w("id"): number, w("author"): _AUTHOR, w("initials"): "d"})
    for wording in (finding.message, finding.hint):
        if wording:
            run = etree.SubElement(etree.SubElement(comment, w("p")), w("r"))
            text = etree.SubElement(run, w("t"), {XML_SPACE: "preserve"})
            text.text = (f"{finding.code} " * (wording is finding.message) + wording.say(lang)).translate(_NO_TAGS)
    return comment
