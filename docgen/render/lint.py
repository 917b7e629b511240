"""All faults of a template in one run, before any value is there."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from docgen.diagnostics import Finding, Location, Severity, Wording
from docgen.errors import TemplateError
from docgen.render.compiler import Compiler, Part
from docgen.render.language import Filters, Language
from docgen.render.lists import Lists
from docgen.render.mending import without_tags, written
from docgen.render.names import unknown_names
from docgen.render.package import read_package
from docgen.render.parts import part_of_kind, read_part, refuse_unwelcome

_MOST_ROUNDS: Final = 6  # a tag that is blanked may leave another alone
_SYNTAX: Final = "TPL-07"  # Jinja may blame a sound tag for one that does not pair
_WORD: Final = re.compile(r"[^\W\d]\w*")
_NOT_JUDGED = Wording("没有样例数据，没有检查名字写得对不对", "there is no sample of values: names were not judged")
_GIVE_DATA = Wording("用 --data 给出一份数据（YAML 或 JSON）", "Give a file of values with --data (YAML or JSON).")


def lint(
    blob: bytes, name: str, *, filters: Filters | None = None, contexts: Sequence[Mapping[str, Any]] = ()
) -> list[Finding]:
    """Return every fault of a template: of its tags first, then of the names in those that are sound.

    Names are looked for in ``contexts``, samples of the values that the template is made for; a warning says that
    without a sample they are not judged. ``name`` is the file's, for messages.
    Raises TemplateError when the file is no Word file, or one that no template may be.
    """
    _, contents = read_package(blob, name)
    refuse_unwelcome(contents, name)
    found: list[Finding] = []
    for number in range(_MOST_ROUNDS):
        try:
            language, parts = Compiler(name, _lists(contents, name)).compile(contents, filters or {})
        except TemplateError as error:
            if not error.findings:
                raise
            structural = [finding for finding in error.findings if finding.code != _SYNTAX]
            torn = structural or error.findings
            if not structural or number == 0:  # later ones are left alone by a tag that was blanked
                found += torn
            contents = without_tags(contents, torn, name)
        else:
            unjudged = [] if contexts else [_unjudged(name)]
            return [*found, *_judged(language, parts, contexts, found), *unjudged]
    return found


def _judged(
    language: Language, parts: Sequence[Part], contexts: Sequence[Mapping[str, Any]], torn: Sequence[Finding]
) -> Iterator[Finding]:
    """Yield what is wrong with names; those in torn tags may be set there."""
    set_there = {word for finding in torn for word in _WORD.findall(written(finding))}.difference(*contexts)
    for part in parts:
        yield from unknown_names(language, language.parse(part.source), contexts, known=set_there)


def _unjudged(name: str) -> Finding:
    return Finding(Severity.WARNING, "TPL-30", _NOT_JUDGED, Location(name, 1, 1), _GIVE_DATA)


def _lists(contents: Mapping[str, bytes], name: str) -> Lists:
    numbering, styles = (part_of_kind(contents, kind, name) for kind in ("numbering", "styles"))
    roots = [read_part(contents[part], part, name) if part else None for part in (numbering, styles)]
    return Lists(*roots)
