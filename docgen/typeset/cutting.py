"""A PDF of many one-page documents cut apart: each has its page and its part of the structure, and nothing else."""

import hashlib
import io
import re
from base64 import b64encode
from collections import defaultdict
from collections.abc import Iterator, Sequence

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf

_IDENTITIES = re.compile(rb"(?<=<xmpMM:InstanceID>)[^<]+|(?<=<xmpMM:DocumentID>)[^<]+|[\w+/]+==(?=_source<)")
_PAGES = re.compile(rb"(?<=<xmpTPg:NPages>)\d+")


def cut(content: bytes, count: int) -> Iterator[bytes]:
    """Yield each page as a PDF of its own, as archival and as accessible as the whole.

    Raises ValueError where there are not just so many pages.
    """
    with pikepdf.open(io.BytesIO(content)) as pdf:
        pages = [page.obj for page in pdf.pages]
        if len(pages) != count:
            raise ValueError(f"{len(pages)} pages instead of {count}")
        document, name = pdf.Root.StructTreeRoot.K[0], hashlib.sha256(content).digest()
        described = _IDENTITIES.split(_PAGES.sub(b"1", pdf.Root.Metadata.read_bytes()))
        parts, parents = _parts(document), _parents(pdf)
        for index, page in enumerate(pages):
            _leave(pdf, page)
            document.K = Array(parts[page.objgen])
            key = int(page.StructParents)
            pdf.Root.StructTreeRoot.ParentTree = Dictionary(Nums=Array([key, parents[key]]))
            pdf.Root.Metadata.write(_identity(name + index.to_bytes(4)).join(described))
            target = io.BytesIO()
            pdf.save(target, deterministic_id=True, compress_streams=False, fix_metadata_version=False)
            yield target.getvalue()


def _leave(pdf: Pdf, page: Object) -> None:
    """Take all pages but one out of the document; it is the first, whatever its number was."""
    page.Parent = pdf.Root.Pages
    pdf.Root.Pages.Kids, pdf.Root.Pages.Count = Array([page]), 1
    if Name.PageLabels in pdf.Root:
        pdf.Root.PageLabels.Nums = Array([0, pdf.Root.PageLabels.Nums[1]])


def _parents(pdf: Pdf) -> dict[int, Object]:
    numbers = pdf.Root.StructTreeRoot.ParentTree.Nums.as_list()
    return {int(key): value for key, value in zip(numbers[::2], numbers[1::2], strict=True)}


def _parts(document: Object) -> dict[tuple[int, int], list[Object]]:
    """Return the elements of the structure by the page that they are on."""
    parts: dict[tuple[int, int], list[Object]] = defaultdict(list)
    for element in _children(document):
        page = _page(element)
        if page is not None:
            parts[page.objgen].append(element)
    return parts


def _page(element: Object) -> Object | None:
    """Return the page on which an element of the structure is."""
    if not isinstance(element, Dictionary):
        return None
    if Name.Pg in element:
        return element.Pg
    return next((page for child in _children(element) if (page := _page(child)) is not None), None)


def _children(element: Object) -> Sequence[Object]:
    below = element.get(Name.K, Array())
    return list(below.as_list()) if isinstance(below, Array) else [below]


def _identity(name: bytes) -> bytes:
    """Return what the properties of one of the documents are identified by, a digest of its name."""
    return b64encode(hashlib.sha256(name).digest()[:16])
