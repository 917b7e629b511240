"""All faults of a template in one run, before any value is there."""

from collections.abc import Mapping, Sequence
from typing import Any

from docgen.diagnostics import Finding, Location, Severity, Wording
from docgen.errors import TemplateError
from docgen.render.compiler import Compiler
from docgen.render.language import Filters
from docgen.render.lists import Lists
from docgen.render.names import unknown_names
from docgen.render.package import read_package
from docgen.render.parts import part_of_kind, read_part, refuse_unwelcome

_NOT_JUDGED = Wording("没有样例数据，没有检查名字写得对不对", "there is no sample of values: names were not judged")
_GIVE_DATA = Wording("用 --data 给出一份数据（YAML 或 JSON）", "Give a file of values with --data (YAML or JSON).")


def lint(
    blob: bytes, name: str, *, filters: Filters | None = None, contexts: Sequence[Mapping[str, Any]] = ()
) -> list[Finding]:
    """Return every fault of a template, in the order of its parts; ``name`` is the file's, for messages.

    Names are looked for in ``contexts``, samples of the values that the template is made for; a warning says that
    without a sample they are not judged. Nor are they while tags cannot be read or do not pair.
    Raises TemplateError when the file is no Word file, or one that no template may be.
    """
    _, contents = read_package(blob, name)
    refuse_unwelcome(contents, name)
    try:
        language, parts = Compiler(name, _lists(contents, name)).compile(contents, filters or {})
    except TemplateError as error:
        if not error.findings:
            raise
        return list(error.findings)
    found = [
        finding
        for part in parts
        for finding in unknown_names(language, language.parse(part.source), language.slots, contexts)
    ]
    return found if contexts else [*found, _unjudged(name)]


def _unjudged(name: str) -> Finding:
    return Finding(Severity.WARNING, "TPL-30", _NOT_JUDGED, Location(name, 1, 1), _GIVE_DATA)


def _lists(contents: Mapping[str, bytes], name: str) -> Lists:
    numbering, styles = (part_of_kind(contents, kind, name) for kind in ("numbering", "styles"))
    roots = [read_part(contents[part], part, name) if part else None for part in (numbering, styles)]
    return Lists(*roots)
