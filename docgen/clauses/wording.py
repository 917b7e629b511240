"""The language of clauses: plain text with Jinja, sandboxed, strict; a value of the user's is no template."""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from jinja2 import StrictUndefined, Template, TemplateError, Undefined, nodes, pass_context
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment

from docgen.clauses.origins import NONE, Origins, element
from docgen.clauses.pieces import traced
from docgen.clauses.tongue import CHINESE, Tongue

BLANK = "\uff3f" * 6
"""What stands for a value that is missing in a draft: ruled space."""


_ORIGINS = "origins of facts"  # no name that a wording could speak


class _Language(ImmutableSandboxedEnvironment):
    """Prints each value together with where it comes from."""

    def _generate(
        self,
        source: nodes.Template,
        name: str | None,
        filename: str | None,
        defer_init: bool = False,  # noqa: FBT001, FBT002 - Jinja's
    ) -> str:
        for output in source.find_all(nodes.Output):
            output.nodes = [self._traced(node) for node in output.nodes]
        return super()._generate(source, name, filename, defer_init)

    def _traced(self, node: nodes.Expr) -> nodes.Expr:
        about = subject(node)
        if not about:
            return node
        trace = nodes.Filter(node, "traced", [nodes.Const(about)], [], None, None, lineno=node.lineno)
        trace.set_environment(self)
        return trace


def subject(node: nodes.Node | None) -> tuple[str, ...]:
    """Return the fact, and the names in it, that an expression prints; none where it prints anything else."""
    match node:
        case nodes.Name():
            return (node.name,)
        case nodes.Getattr():
            within = subject(node.node)
            return (*within, node.attr) if within else ()
        case nodes.Filter():
            return subject(node.node)
        case nodes.CondExpr():
            return subject(node.expr1) or subject(node.expr2)
        case nodes.Or():
            return subject(node.left)
    return ()


@pass_context
def _trace(context: Context, printed: Any, about: tuple[str, ...]) -> Any:
    origin = context.vars.get(_ORIGINS, context.parent.get(_ORIGINS, NONE)).of(about)
    words = BLANK if printed is None else str(printed)
    return traced(words, origin) if isinstance(origin, tuple) else words


@lru_cache(maxsize=4)
def _environment(tongue: Tongue) -> _Language:
    environment = _Language(
        undefined=StrictUndefined, autoescape=False, finalize=lambda value: BLANK if value is None else value
    )
    environment.filters |= tongue.filters
    environment.filters["traced"] = _trace
    return environment


class Facts:
    """What a wording may speak of, by name, in one language; one Jinja context serves hundreds of wordings.

    ``origins`` tells where in the alliance file the facts stand, so that what is printed can be told from wording.
    """

    def __init__(self, values: Mapping[str, Any], tongue: Tongue = CHINESE, origins: Origins = NONE) -> None:
        self.values = dict(values)
        self.tongue = tongue
        self.origins = origins
        self.context = _template("", tongue).new_context({**self.values, _ORIGINS: origins})

    def __or__(self, more: Mapping[str, Any]) -> "Facts":
        """Return these facts with more of them."""
        return Facts({**self.values, **more}, self.tongue, self.origins)

    def each(self, words: str) -> Iterator["Facts"]:
        """Return these facts for each member ``it`` of the list that an expression comes to; raises WordingError."""
        listed = _environment(self.tongue).parse(f"{{{{ {words} }}}}").find(nodes.Output)
        expression = listed.nodes[0] if listed else None
        origin = self.origins.of(subject(expression))
        whole = isinstance(expression, nodes.Filter)  # a text cut into paragraphs: each stands where the text does
        for number, it in enumerate(value(words, self) or ()):
            item = origin if whole else element(origin, number)
            yield Facts({**self.values, "it": it}, self.tongue, self.origins.with_item(item))


class WordingError(Exception):
    """A wording or a condition of the library speaks of something that is not there, or is not well formed."""

    def __init__(self, words: str, reason: str) -> None:
        super().__init__(reason)
        self.words = words
        self.reason = reason


@lru_cache(maxsize=4096)
def _template(wording: str, tongue: Tongue) -> Template:
    return _environment(tongue).from_string(wording)


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
        return "".join(_template(template, facts.tongue).root_render_func(facts.context))
    except TemplateError as error:
        raise WordingError(words, str(error)) from error
    except LookupError as error:
        raise WordingError(words, f"no {error}") from error
