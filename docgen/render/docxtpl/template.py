"""docxtpl's DocxTemplate: open, render, save."""

from collections.abc import Mapping
from functools import lru_cache
from os import PathLike
from pathlib import Path
from typing import IO, Any, Final

from jinja2 import Environment, Undefined

from docgen.render.docxtpl.picture import read
from docgen.render.docxtpl.replacing import Replacements, checksum, link_id
from docgen.render.docxtpl.subdoc import Subdoc
from docgen.render.template import Template

_MOST_COMPILED: Final = 32

File = IO[bytes] | str | PathLike[str]


class Blank(Undefined):
    """A name that is not there and prints nothing: what docxtpl does."""


class DocxTemplate:
    """A Word template: ``DocxTemplate(file)``, :meth:`render`, :meth:`save`.

    ``strict=False`` prints nothing for a name that is not there and ``None`` for a value that is ``None``, as docxtpl
    does; strictly both are errors that name their place. Whatever is wrong is raised as TemplateError.
    """

    def __init__(self, template_file: File, *, strict: bool = True) -> None:
        self.template_file = template_file
        self.is_rendered = False
        self.is_saved = False
        self.allow_missing_pics = False
        self._strict = strict
        self._blob = read(template_file)
        self._name = "/".join(Path(template_file).parts[-2:]) if isinstance(template_file, str | PathLike) else None
        self._package = self._blob
        self.reset_replacements()

    def render(
        self,
        context: Mapping[str, Any],
        jinja_env: Environment | None = None,
        autoescape: bool = True,  # noqa: ARG002, FBT001, FBT002 - docxtpl's signature; we escape every value, always
    ) -> None:
        """Fill the template with the values; ``jinja_env`` lends its filters, tests, globals and extensions."""
        self._package = self._compiled(jinja_env).render(context)
        self.is_rendered = True

    def save(self, filename: File) -> None:
        """Write the document, or the template itself if nothing was rendered, with all replacements made."""
        self._replacements.strict = not self.allow_missing_pics
        package = self._replacements.applied(self._package, self._name or "template.docx")
        if isinstance(filename, str | PathLike):
            Path(filename).write_bytes(package)
        else:
            filename.write(package)
        self.is_saved = True

    def new_subdoc(self, docpath: File | None = None) -> Subdoc:
        """Return a document to be printed with ``{{p value }}``: from a file, or an empty one in this one's styles."""
        return Subdoc(self._blob if docpath is None else read(docpath), given=docpath is not None)

    def get_undeclared_template_variables(
        self, jinja_env: Environment | None = None, context: Mapping[str, Any] | None = None
    ) -> set[str]:
        """Return the names that the template looks up, without those that ``context`` has."""
        return set(self._compiled(jinja_env).names - set(context or ()))

    def replace_media(self, src_file: File, dst_file: File) -> None:
        """Put the picture ``dst_file`` in the place of the picture ``src_file``, wherever the package holds it."""
        self._replacements.media[checksum(read(src_file))] = read(dst_file)

    def replace_pic(self, embedded_file: str, dst_file: File) -> None:
        """Put a picture in the place of the one with this name, title or description; the extent stays."""
        self._replacements.pictures[embedded_file] = read(dst_file)

    def replace_embedded(self, src_file: File, dst_file: File) -> None:
        """Put the object ``dst_file`` in the place of the embedded object ``src_file``."""
        self._replacements.embedded[checksum(read(src_file))] = read(dst_file)

    def replace_zipname(self, zipname: str, dst_file: File) -> None:
        """Put ``dst_file`` in the place of the member ``zipname`` of the package."""
        self._replacements.members[zipname] = read(dst_file)

    def reset_replacements(self) -> None:
        """Forget all replacements, and the links."""
        self._replacements = Replacements()

    def build_url_id(self, url: str) -> str:
        """Return the id by which ``RichText(..., url_id=...)`` links to the address."""
        id_ = link_id(url)
        self._replacements.links[id_] = url
        return id_

    def _compiled(self, lent: Environment | None) -> Template:
        environment = lent or Environment(autoescape=True)
        if not self._strict and environment.undefined is Undefined:
            environment = environment.overlay(undefined=Blank)
        return _compiled(self._blob, self._name, _Lent(environment), strict=self._strict)


class _Lent:
    """An environment, equal to another that lends the same."""

    def __init__(self, environment: Environment) -> None:
        self.environment = environment
        names = (environment.filters, environment.tests, environment.globals)
        entries = ((number, name, id(entry)) for number, of in enumerate(names) for name, entry in of.items())
        self._key = (frozenset(entries), environment.undefined, frozenset(environment.extensions))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Lent) and self._key == other._key

    def __hash__(self) -> int:
        return hash(self._key)


@lru_cache(maxsize=_MOST_COMPILED)  # docxtpl's users open a template anew for each document
def _compiled(blob: bytes, name: str | None, lent: _Lent, *, strict: bool) -> Template:
    return Template(blob, name=name, blank=None if strict else "None", environment=lent.environment)
