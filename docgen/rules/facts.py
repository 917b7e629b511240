"""The facts that a final paper needs; the programme lists them."""

from collections.abc import Iterator
from typing import Any

from docgen.diagnostics import Wording
from docgen.model import CHINESE_KEYS
from docgen.programme import Requirement
from docgen.rules.rule import Breach, Case, Path, at, listed, rule

_CHINESE = {english: chinese for chinese, english in reversed(CHINESE_KEYS.items())}


@rule(
    "FACT-01",
    Wording("没有填写{what}", "missing: {what}"),
    hint=Wording("补上 {keys}；草稿可以用 --draft 先行生成", "add {keys}; a draft can be made with --draft"),
)
def facts_present(case: Case) -> Iterator[Breach]:
    """Every fact that the programme requires is there; what one section lacks is said at once."""
    lacking: dict[Path, dict[str, Requirement]] = {}
    for requirement in case.programme.required:
        for *section, key in missing(case.words.plain, requirement.path.split(".")):
            lacking.setdefault(tuple(section), {})[str(key)] = requirement
    for path, facts in lacking.items():
        what = listed(Wording(fact.name, fact.english) for fact in facts.values())
        yield at(*path, what=what, keys=listed(Wording(f"{key}（{_CHINESE[key]}）", key) for key in facts))


def missing(value: Any, parts: list[str], path: Path = ()) -> Iterator[Path]:
    """Yield where a required fact is not there, unless the section around it is not there either.

    ``parts`` are keys from the top of ``value``; ``members[]`` means every item of a list.
    """
    key, rest = parts[0].removesuffix("[]"), parts[1:]
    inner, here = value.get(key), (*path, key)
    if not rest:
        if inner in (None, "", []):
            yield here
    elif parts[0].endswith("[]"):
        for number, item in enumerate(inner or ()):
            yield from missing(item, rest, (*here, number))
    elif inner is not None:
        yield from missing(inner, rest, here)
