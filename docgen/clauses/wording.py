"""The language of clauses: plain text with Jinja, sandboxed, strict; a value of the user's is no template."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from jinja2 import StrictUndefined, Template, TemplateError
from jinja2.environment import TemplateExpression
from jinja2.sandbox import ImmutableSandboxedEnvironment

from docgen import text

Facts = Mapping[str, Any]

BLANK = "\uff3f" * 6
"""What stands for a value that is missing in a draft: ruled space."""

_FILTERS = (text.counting, text.arabic_date, text.arabic_month, text.number, text.joined, text.sentence, text.bare)


def _environment() -> ImmutableSandboxedEnvironment:
    environment = ImmutableSandboxedEnvironment(
        undefined=StrictUndefined, autoescape=False, finalize=lambda value: BLANK if value is None else value
    )
    environment.filters |= {function.__name__: function for function in (*_FILTERS, text.paragraphs)}
    return environment


_JINJA = _environment()


@lru_cache(maxsize=4096)
def _template(wording: str) -> Template:
    return _JINJA.from_string(wording)


@lru_cache(maxsize=1024)
def _expression(words: str) -> TemplateExpression:
    return _JINJA.compile_expression(words, undefined_to_none=False)


class WordingError(Exception):
    """A wording or a condition of the library speaks of something that is not there, or is not well formed."""

    def __init__(self, words: str, reason: str) -> None:
        super().__init__(reason)
        self.words = words
        self.reason = reason


def say(wording: str, facts: Facts) -> str:
    """Return the wording with the facts put in; raises ``WordingError``."""
    if "{" not in wording:
        return wording
    try:
        return _template(wording).render(facts)
    except TemplateError as error:
        raise WordingError(wording, str(error)) from error
    except LookupError as error:
        raise WordingError(wording, f"no {error}") from error


def value(words: str, facts: Facts) -> Any:
    """Return what an expression (a condition, a list) comes to; raises ``WordingError``."""
    try:
        return _expression(words)(**facts)
    except TemplateError as error:
        raise WordingError(words, str(error)) from error
