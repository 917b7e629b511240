"""From plain values to a model: every misfit becomes a finding at its place, judged by pydantic's kind of error."""

from difflib import get_close_matches
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from docgen.diagnostics import Finding, Location, Severity, Wording
from docgen.source.expectations import expectation, listing
from docgen.source.schema import keys_at, words_at
from docgen.source.tree import Path, Source

Model = TypeVar("Model", bound=BaseModel)

_SHOWN_CHARACTERS = 30
_LIKENESS = 0.5  # one wrong character of a two-character key
_MISFIT = Wording(
    "“{key.zh}”应填{expected.zh}；现在是{found.zh}", "“{key.en}” should be {expected.en}; it is {found.en}"
)
_UNKNOWN = Wording("这里没有“{key.zh}”这个键", "there is no key “{key.en}” here")
_MISSING = Wording("这里缺少“{key.zh}”", "“{key.en}” is missing here")
_BLANK = Wording("“{key.zh}”没有填写内容", "nothing is written for “{key.en}”")
_MEANT = Wording("是不是想写“{guess}”？", "did you mean “{guess}”?")
_ALLOWED = Wording("这里可以写的键：{keys.zh}", "keys allowed here: {keys.en}")
_ADD = Wording("补写一行“{key.zh}: ……”", "add a line “{key.en}: …”")
_FILL_IN = Wording("填写内容；不需要的，删去这一行", "write a value; or delete the line if it is not needed")
_COMMA = Wording("各项之间用半角逗号（,），并放进 [ ]", "put plain commas (,) between items, and [ ] around them")
_COLON = Wording("键后面要用半角冒号（:）再空一格", "after a key write a plain colon (:) and a space")


def fit(source: Source, model: type[Model]) -> tuple[Model | None, list[Finding]]:
    """Return the file's content as a model, or nothing and every misfit at its place (codes FIT-01 to FIT-11)."""
    if source.values is None:
        return None, []
    try:
        return model.model_validate(source.values), []
    except ValidationError as error:
        errors = error.errors(include_url=False)
    blanks = {_path(source, error) for error in errors if error["input"] is None and error["type"] != "extra_forbidden"}
    try:
        return model.model_validate(_without(source.values, blanks)), []
    except ValidationError as error:
        return None, _findings(source, model, error.errors(include_url=False))


def _without(value: Any, blanks: set[Path], path: Path = ()) -> Any:
    """Return the values without the keys that stand in the file with nothing after them."""
    if isinstance(value, dict):
        return {key: _without(part, blanks, (*path, key)) for key, part in value.items() if (*path, key) not in blanks}
    if isinstance(value, list):
        return [_without(part, blanks, (*path, number)) for number, part in enumerate(value)]
    return value


def _path(source: Source, error: ErrorDetails) -> Path:
    """Return the path of an error in the file: without the names that pydantic gives to branches of a union."""
    location: Path = error["loc"]
    found = source.resolve(location)
    return (*found, location[-1]) if error["type"] == "missing" and len(found) < len(location) else found


def _findings(source: Source, model: type[BaseModel], errors: list[ErrorDetails]) -> list[Finding]:
    """Return one finding for each place: what the branches of a union refuse is said once."""
    grouped: dict[Path, list[ErrorDetails]] = {}
    for error in errors:
        grouped.setdefault(_path(source, error), []).append(error)
    return [_finding(source, model, path, group) for path, group in grouped.items()]


def _finding(source: Source, model: type[BaseModel], path: Path, errors: list[ErrorDetails]) -> Finding:
    kind, given, key = errors[0]["type"], errors[0]["input"], _key(source, path)
    if kind == "extra_forbidden":
        return _error("FIT-01", _UNKNOWN.fill(key=key), source.locate(path, key=True), _keys_hint(source, model, path))
    if given in (None, "") or (kind == "missing" and path in source.places):
        return _error("FIT-03", _BLANK.fill(key=key), source.locate(path), _FILL_IN)
    if kind == "missing":
        return _error("FIT-02", _MISSING.fill(key=key), source.locate(path), _ADD.fill(key=key))
    words = words_at(model, path)
    expected = [expectation(error, words) for error in errors]
    message = _MISFIT.fill(
        key=key,
        expected=Wording(
            "，或".join(each.words.zh for each in expected), ", or ".join(each.words.en for each in expected)
        ),
        found=_shown(given),
    )
    location = source.locate(path, key=errors[0]["loc"][-1] == "[key]")
    return _error(expected[-1].code, message, location, _value_hint(given, words, expected[0].code))


def _error(code: str, message: Wording, location: Location, hint: Wording | None) -> Finding:
    return Finding(Severity.ERROR, code, message, location, hint)


def _key(source: Source, path: Path) -> Wording:
    """Return the key at ``path`` as the file writes it, or the number of the item."""
    if path and isinstance(path[-1], int):
        list_key = _key(source, path[:-1])
        return Wording(f"{list_key.zh}第{path[-1] + 1}项", f"{list_key.en}, item {path[-1] + 1}")
    name = source.spell(path) if path else source.file
    return Wording(name, name)


def _keys_hint(source: Source, model: type[BaseModel], path: Path) -> Wording:
    """Return the key that was most likely meant, in the language in which it was written; else the keys there are."""
    written = str(path[-1])
    if ":" in written or "：" in written:
        return _COLON
    keys = keys_at(model, path[:-1])
    in_chinese = [chinese for chinese, key in source.spellings.items() if key in keys]
    guess = get_close_matches(written, [*keys, *in_chinese], n=1, cutoff=_LIKENESS)
    if guess:
        return _MEANT.fill(guess=guess[0])
    return _ALLOWED.fill(keys=listing([source.spell((*path[:-1], key)) for key in keys]))


def _value_hint(given: Any, words: list[str], code: str) -> Wording | None:
    if not isinstance(given, str):
        return None
    if code == "FIT-10" and (":" in given or "：" in given):
        return _COLON
    if code in {"FIT-09", "FIT-10"} and ("，" in given or "、" in given):
        return _COMMA
    guess = get_close_matches(given, words, n=1)
    return _MEANT.fill(guess=guess[0]) if guess else None


def _shown(given: Any) -> Wording:
    if isinstance(given, dict):
        return Wording("“键: 值”各行", "“key: value” lines")
    if isinstance(given, list):
        return Wording("一个列表", "a list")
    text = " ".join(str(given).split())
    text = text if len(text) <= _SHOWN_CHARACTERS else text[:_SHOWN_CHARACTERS] + "……"
    return Wording(f"“{text}”", f"“{text}”")
