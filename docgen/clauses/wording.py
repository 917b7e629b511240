"""The language of clauses: plain text with Jinja, sandboxed, strict; a value of the user's is no template."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from jinja2 import StrictUndefined, Template, TemplateError, Undefined
from jinja2.sandbox import ImmutableSandboxedEnvironment

from docgen import text

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
_NOTHING = _JINJA.from_string("")


class Facts:
    """What a wording may speak of, by name; one Jinja context serves all wordings, for there are hundreds."""

    def __init__(self, values: Mapping[str, Any]) -> None:
        self.values = dict(values)
        self.context = _NOTHING.new_context(self.values)

    def __or__(self, more: Mapping[str, Any]) -> "Facts":
        """Return these facts with more of them."""
        return Facts({**self.values, **more})


class WordingError(Exception):
    """A wording or a condition of the library speaks of something that is not there, or is not well formed."""

    def __init__(self, words: str, reason: str) -> None:
        super().__init__(reason)
        self.words = words
        self.reason = reason


@lru_cache(maxsize=4096)
def _template(wording: str) -> Template:
    return _JINJA.from_string(wording)


def say(wording: str, facts: Facts) -> str:
    """Return the wording with the facts put in; raises ``WordingError``."""
    return _render(wording, wording, facts) if "{" in wording else wording


def value(words: str, facts: Facts) -> Any:
    """Return what an expression (a condition, a list) comes to; raises ``WordingError``."""
    _render(f"{{% set value = {words} %}}", words, facts)
    found = facts.context.vars["value"]
    if isinstance(found, Undefined):
        raise WordingError(words, "unknown fact")
    return found


def _render(template: str, words: str, facts: Facts) -> str:
    try:
        return "".join(_template(template).root_render_func(facts.context))
    except TemplateError as error:
        raise WordingError(words, str(error)) from error
    except LookupError as error:
        raise WordingError(words, f"no {error}") from error
