"""Parts that are read and belong together: XML well-formed, content types complete, relationships leading somewhere."""

import posixpath
from collections import Counter
from collections.abc import Iterator, Mapping

from lxml import etree

from docgen.diagnostics import Severity, Wording
from docgen.doctor.document import CONTENT_TYPES, MAIN, ROOT_RELATIONS, Document, reachable, source_of
from docgen.doctor.symptoms import Disorder, Symptom, Where, symptom
from docgen.doctor.word import R, W, local

_MALFORMED = Disorder("DOC-11", Wording("XML 不完好：{reason}", "the XML is not well-formed: {reason}"))
_DOCTYPE = Disorder(
    "DOC-12",
    Wording("含有文档类型声明（DTD），Word 不接受", "it holds a document type (DTD), which Word refuses"),
    Wording("这样的文件多半有恶意，不要打开", "Such a file is most likely hostile: do not open it."),
)
_NO_TYPES = Disorder("DOC-10", Wording("缺少内容类型表 {name}", "the list of content types, {name}, is missing"))
_UNTYPED = Disorder("DOC-13", Wording("内容类型表里没有这个部件", "the list of content types does not name this part"))
_TYPED_NOT_THERE = Disorder(
    "DOC-14", Wording("内容类型表里有 {name}，文件里没有", "{name} is in the list of content types but not in the file")
)
_NO_BODY = Disorder(
    "DOC-15", Wording("没有 Word 正文，或不是通常的格式", "it has no body of a Word document in the usual form")
)
_DANGLING = Disorder(
    "DOC-16",
    Wording("关系 {id} 指向的 {target} 不在文件里", "relationship {id} leads to {target}, which is not in the file"),
)
_TWO_RELATIONS = Disorder("DOC-17", Wording("有 {count} 个关系都叫 {id}", "{count} relationships are called {id}"))
_ORPHAN = Disorder(
    "DOC-18",
    Wording("没有任何部件用到它", "nothing in the document refers to this part"),
    Wording(
        "用 Word 打开再另存一次，多余的部件就会去掉", "Open the file in Word and save it: left-over parts go away."
    ),
    Severity.WARNING,
)
_NO_RELATION = Disorder(
    "DOC-19", Wording("{element} 用到的关系 {id} 不存在", "{element} uses relationship {id}, which does not exist")
)
_WRONG_RELATION = Disorder(
    "DOC-20",
    Wording("{element} 的关系 {id} 指向的是“{kind}”", "relationship {id} of {element} leads to a “{kind}”"),
)
_RELATIONS_OF_NOTHING = Disorder(
    "DOC-21",
    Wording("它是 {name} 的关系表，而 {name} 不在文件里", "it lists relationships of {name}, which is not there"),
)
_WANTED = {"headerReference": "header", "footerReference": "footer", "blip": "image", "hyperlink": "hyperlink"}


def parsed(contents: Mapping[str, bytes], file: str, found: list[Symptom]) -> dict[str, etree._Element]:
    """Return the roots of the XML parts that can be read; what cannot goes to ``found``."""
    roots = {}
    for name, content in contents.items():
        if not name.lower().endswith((".xml", ".rels")):
            continue
        parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
        try:
            root = etree.fromstring(content, parser)
        except (etree.XMLSyntaxError, ValueError) as error:
            found.append(symptom(_MALFORMED, Where(file, name), reason=error))
            continue
        if root.getroottree().docinfo.internalDTD is not None:
            found.append(symptom(_DOCTYPE, Where(file, name)))
        else:
            roots[name] = root
    return roots


def content_types(document: Document) -> Iterator[Symptom]:
    """Yield what the list of content types leaves out, or names without need."""
    if CONTENT_TYPES not in document.contents:
        yield document.symptom(_NO_TYPES, "", name=CONTENT_TYPES)
        return
    for name in document.contents:
        if name != CONTENT_TYPES and CONTENT_TYPES in document.roots and not document.type_of(name):
            yield document.symptom(_UNTYPED, name)
    for name in document.types[0]:
        if name.casefold() not in _names(document):
            yield document.symptom(_TYPED_NOT_THERE, CONTENT_TYPES, name=name)


def body(document: Document) -> Iterator[Symptom]:
    """Yield a finding if the package holds no document of Word's."""
    main = [relation.target or "" for relation in document.relations.get("", ()) if relation.kind == "officeDocument"]
    roots = [document.roots[name] for name in main if name in document.roots and document.kind_of(name) in MAIN]
    if not any(root.tag == f"{{{W}}}document" for root in roots):
        yield document.symptom(_NO_BODY, "")


def relationships(document: Document) -> Iterator[Symptom]:
    """Yield relationships that lead nowhere or share an id, lists of them that belong to nothing, and orphans."""
    names = _names(document)
    for member in (name for name in document.roots if name.endswith(".rels")):
        source = source_of(member)
        if source and source.casefold() not in names:
            yield document.symptom(_RELATIONS_OF_NOTHING, member, name=source)
        relations = document.relations[source]
        for relation_id, count in Counter(relation.id for relation in relations).items():
            if count > 1:
                yield document.symptom(_TWO_RELATIONS, member, id=relation_id, count=count)
        for relation in relations:
            if relation.target and relation.target.casefold() not in names:
                yield document.symptom(_DANGLING, member, id=relation.id, target=relation.written)
    yield from _orphans(document)


def _orphans(document: Document) -> Iterator[Symptom]:
    if ROOT_RELATIONS not in document.roots:
        return
    reached = {name.casefold() for name in reachable(document)}
    for name in document.contents:
        known = name == CONTENT_TYPES or name.endswith(".rels") or name.casefold() in reached
        if not known:
            yield document.symptom(_ORPHAN, name)


def uses(document: Document) -> Iterator[Symptom]:
    """Yield elements that use a relationship which is not there, or one of another kind."""
    for part in document.parts:
        known = {relation.id: relation for relation in document.relations.get(part.name, ())}
        for element in part.root.iter(etree.Element):
            for attribute, used in element.attrib.items():
                if not attribute.startswith(f"{{{R}}}") or not used:
                    continue
                wanted = _WANTED.get(etree.QName(element).localname)
                if used not in known:
                    yield part.symptom(_NO_RELATION, element, element=local(element), id=used)
                elif wanted and known[used].kind != wanted:
                    yield part.symptom(_WRONG_RELATION, element, element=local(element), id=used, kind=known[used].kind)


def _names(document: Document) -> set[str]:
    return {posixpath.normpath(name).casefold() for name in document.contents}
