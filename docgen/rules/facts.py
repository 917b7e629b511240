"""The facts that a final paper needs; the programme lists them."""

from collections.abc import Iterator
from typing import Any

from docgen.diagnostics import Wording
from docgen.model import CHINESE_KEYS
from docgen.rules.rule import Breach, Case, Path, at, rule

_CHINESE = {english: chinese for chinese, english in CHINESE_KEYS.items()}


@rule(
    "FACT-01",
    Wording("没有填写{what}", "{what} is missing"),
    hint=Wording("补上 {key}；草稿可以用 --draft 先行生成", "add {key}; a draft can be made with --draft"),
)
def facts_present(case: Case) -> Iterator[Breach]:
    """Every fact that the programme requires is there; a section that is missing is said once, not for each fact."""
    plain = case.alliance.plain()
    for requirement in case.programme.required:
        for path in missing(plain, requirement.path.split(".")):
            key = str(path[-1])
            yield at(*path, what=requirement.wording, key=Wording(f"{key}（{_CHINESE[key]}）", key))


def missing(value: Any, parts: list[str], path: Path = ()) -> Iterator[Path]:
    """Yield where a required fact is not there: ``parts`` are keys, ``members[]`` means every item of a list."""
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
