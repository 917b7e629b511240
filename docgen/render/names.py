"""Names that a template looks for and will not find: its syntax tree is walked with sample values, and not rendered.

Every branch is walked, also those that no sample would take. A value is known by its samples, of which there may be
several, as a loop has turns; where nothing is known of a value, nothing is said about it.
"""

import difflib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import singledispatchmethod
from typing import Any, Final

from jinja2 import Undefined, nodes

from docgen.diagnostics import Finding, Wording
from docgen.render.language import Language
from docgen.render.places import finding

Samples = tuple[Any, ...]
"""What a value may be; empty where that is not known."""

_UNKNOWN: Final[Samples] = ()
_ALWAYS: Final = ("loop", "caller", "varargs", "kwargs", "self", "super")
_SAME: Final = frozenset(("list", "sort", "reverse", "unique", "select", "reject", "selectattr", "rejectattr"))
_LENIENT: Final = frozenset(("default", "d"))
_MOST_TURNS: Final = 500


def unknown_names(
    language: Language, template: nodes.Template, contexts: Sequence[Mapping[str, Any]], *, known: Iterable[str] = ()
) -> list[Finding]:
    """Return every name, filter and test of a template that is not there; without contexts only filters and tests.

    ``known`` are names that are set elsewhere.
    """
    walk = _Walk(language, contexts)
    walk.visit(template, dict.fromkeys((*_ALWAYS, *known), _UNKNOWN))
    return walk.findings


Scope = dict[str, Samples]


class _Walk:
    """Walks one template; a scope holds the names that the template itself has set."""

    def __init__(self, language: Language, contexts: Sequence[Mapping[str, Any]]) -> None:
        self.findings: list[Finding] = []
        self._language, self._contexts = language, contexts
        self._defined: set[str] = set()  # paths that the template asks about before it uses them
        self._lenient = 0

    @singledispatchmethod
    def visit(self, node: nodes.Node, scope: Scope) -> Samples:
        """Return what the node may be worth, and note what is wrong in it."""
        for child in node.iter_child_nodes():
            self.visit(child, scope)
        return _UNKNOWN

    def _visit_all(self, children: Iterable[nodes.Node], scope: Scope) -> None:
        for child in children:
            self.visit(child, scope)

    # --- expressions

    @visit.register
    def _name(self, node: nodes.Name, scope: Scope) -> Samples:
        if node.name in scope:
            return scope[node.name]
        found = [context[node.name] for context in self._contexts if node.name in context]
        if not found and node.name not in self._language.globals:
            near = {name for context in self._contexts for name in context} | set(scope)
            self._missing(node, node.name, near)
        return _known(found)

    @visit.register
    def _attribute(self, node: nodes.Getattr, scope: Scope) -> Samples:
        return self._look(node, self.visit(node.node, scope), node.attr)

    @visit.register
    def _item(self, node: nodes.Getitem, scope: Scope) -> Samples:
        owners = self.visit(node.node, scope)
        self.visit(node.arg, scope)
        if not isinstance(node.arg, nodes.Const):
            return owners if isinstance(node.arg, nodes.Slice) else _UNKNOWN
        if isinstance(node.arg.value, str):
            return self._look(node, owners, node.arg.value)
        return _known(self._language.getitem(owner, node.arg.value) for owner in owners)

    def _look(self, node: nodes.Expr, owners: Samples, name: str) -> Samples:
        """Return what the owners have under a name; note it if none of them has it."""
        found = [self._language.getattr(owner, name) for owner in owners]
        if owners and all(isinstance(value, Undefined) for value in found):
            near = {str(key) for owner in owners for key in (owner if isinstance(owner, Mapping) else dir(owner))}
            self._missing(node, name, {key for key in near if not key.startswith("_")})
        return _known(found)

    @visit.register
    def _either(self, node: nodes.CondExpr | nodes.Or, scope: Scope) -> Samples:
        with self._asking(node):
            worths = [self.visit(child, scope) for child in node.iter_child_nodes()]
        chosen = worths[1:] if isinstance(node, nodes.CondExpr) else worths
        return tuple(value for worth in chosen for value in worth) if all(chosen) else _UNKNOWN

    @visit.register
    def _both(self, node: nodes.And, scope: Scope) -> Samples:
        with self._asking(node):
            self._visit_all(node.iter_child_nodes(), scope)
        return _UNKNOWN

    @visit.register
    def _test(self, node: nodes.Test, scope: Scope) -> Samples:
        if node.name not in self._language.tests:
            self._no_such(node, node.name, Wording("判断方法", "test"), self._language.tests)
        with self._leniently(when=node.name in ("defined", "undefined")):
            self._visit_all(node.iter_child_nodes(), scope)
        return _UNKNOWN

    @visit.register
    def _filter(self, node: nodes.Filter, scope: Scope) -> Samples:
        if node.name not in self._language.filters:
            self._no_such(node, node.name, Wording("过滤器", "filter"), self._language.filters)
        with self._leniently(when=node.name in _LENIENT):
            worth = self.visit(node.node, scope) if node.node is not None else _UNKNOWN
        self._visit_all((*node.args, *node.kwargs), scope)
        return self._filtered(node, worth)

    def _filtered(self, node: nodes.Filter, worth: Samples) -> Samples:
        """Return what a filter makes of a value: lists stay lists, and an attribute must be there."""
        turns, attribute = _turns(worth), _attribute_of(node)
        of_turns = self._follow(node, turns, attribute) if attribute else _UNKNOWN
        if node.name == "map" and attribute:
            return (list(of_turns),) if of_turns else _UNKNOWN
        if node.name in ("first", "last"):
            return turns
        if node.name == "batch":
            return ([list(turns)],) if turns else _UNKNOWN
        return worth if node.name in _SAME else _UNKNOWN

    def _follow(self, node: nodes.Expr, owners: Samples, path: str) -> Samples:
        for name in path.split("."):
            owners = self._look(node, owners, name)
        return owners

    # --- statements

    @visit.register
    def _for(self, node: nodes.For, scope: Scope) -> Samples:
        turns = _turns(self.visit(node.iter, scope))
        inside = scope | _bound(node.target, turns)
        self._visit_all([node.test] if node.test else [], inside)
        self._visit_all(node.body, inside)
        self._visit_all(node.else_, dict(scope))
        return _UNKNOWN

    @visit.register
    def _if(self, node: nodes.If, scope: Scope) -> Samples:
        with self._asking(node.test):
            self._visit_all(node.iter_child_nodes(), scope)
        return _UNKNOWN

    @visit.register
    def _set(self, node: nodes.Assign, scope: Scope) -> Samples:
        worth = self.visit(node.node, scope)
        scope.update(_bound(node.target, worth))
        return _UNKNOWN

    @visit.register
    def _set_block(self, node: nodes.AssignBlock, scope: Scope) -> Samples:
        self._visit_all(node.body, dict(scope))
        scope.update(_bound(node.target, _UNKNOWN))
        return _UNKNOWN

    @visit.register
    def _with(self, node: nodes.With, scope: Scope) -> Samples:
        inside = dict(scope)
        for target, given in zip(node.targets, node.values, strict=True):
            inside |= _bound(target, self.visit(given, scope))
        self._visit_all(node.body, inside)
        return _UNKNOWN

    @visit.register
    def _macro(self, node: nodes.Macro | nodes.CallBlock, scope: Scope) -> Samples:
        if isinstance(node, nodes.Macro):
            scope[node.name] = _UNKNOWN
        else:
            self.visit(node.call, scope)
        inside = dict(scope)
        for argument in node.args:
            inside |= _bound(argument, _UNKNOWN)
        self._visit_all((*node.defaults, *node.body), inside)
        return _UNKNOWN

    # --- what is noted

    @contextmanager
    def _leniently(self, *, when: bool) -> Iterator[None]:
        """Let names be missing for a while."""
        self._lenient += when
        yield
        self._lenient -= when

    @contextmanager
    def _asking(self, node: nodes.Node) -> Iterator[None]:
        """Let names be missing that the node asks about: ``x is defined``."""
        tests = [node, *node.find_all(nodes.Test)] if isinstance(node, nodes.Test) else node.find_all(nodes.Test)
        asked = {_written(test.node) for test in tests if isinstance(test, nodes.Test) and test.name == "defined"}
        before, self._defined = self._defined, self._defined | asked
        yield
        self._defined = before

    def _missing(self, node: nodes.Expr, name: str, known: Iterable[str]) -> None:
        path = _written(node) or name
        if self._lenient or not self._contexts or any(f"{path}.".startswith(f"{asked}.") for asked in self._defined):
            return
        message = Wording("没有名为 {name} 的值（{tag}）", "there is no value named {name} ({tag})")
        self._note(node, "TPL-08", message, path, _guess(name, known))

    def _no_such(self, node: nodes.Expr, name: str, what: Wording, known: Iterable[str]) -> None:
        message = Wording(
            f"没有名为 {{name}} 的{what.zh}（{{tag}}）", f"there is no {what.en} named {{name}} ({{tag}})"
        )
        self._note(node, "TPL-07", message, name, _guess(name, known))

    def _note(self, node: nodes.Expr, code: str, message: Wording, path: str, hint: Wording | None) -> None:
        tag = self._language.slots[node.lineno - 1].tag
        start = tag.place.text.find(path, tag.place.column - 1)
        inside = 0 <= start < tag.place.column - 1 + tag.place.width
        place = replace(tag.place, column=start + 1, width=len(path)) if inside else tag.place
        noted = finding(place, code, message.fill(name=path, tag=tag.written), hint)
        if noted not in self.findings:
            self.findings.append(noted)


def _known(values: Iterable[Any]) -> Samples:
    """Return the values of which something is known."""
    return tuple(value for value in values if value is not None and not isinstance(value, Undefined))


def _turns(worth: Samples) -> Samples:
    """Return what a loop over the value may meet."""
    listed = [value for value in worth if isinstance(value, list | tuple)]
    return _known(item for value in listed for item in value[:_MOST_TURNS])


def _bound(target: nodes.Node, worth: Samples) -> Scope:
    """Return the names that a target sets: one name has the value, several share what is not known."""
    if isinstance(target, nodes.Name):
        return {target.name: worth}
    return {name.name: _UNKNOWN for name in target.find_all(nodes.Name)}


def _attribute_of(node: nodes.Filter) -> str:
    """Return the attribute by which a filter takes the items of a list, or nothing."""
    named = [pair.value for pair in node.kwargs if pair.key == "attribute"]
    if node.name in ("selectattr", "rejectattr"):
        named = node.args[:1]
    given = any(pair.key == "default" for pair in node.kwargs)
    return str(named[0].value) if named and isinstance(named[0], nodes.Const) and not given else ""


def _written(node: nodes.Node) -> str:
    """Return a name with its attributes as it is written, or nothing for any other expression."""
    if isinstance(node, nodes.Name):
        return str(node.name)
    if isinstance(node, nodes.Getattr):
        owner = _written(node.node)
        return f"{owner}.{node.attr}" if owner else ""
    return ""


def _guess(name: str, known: Iterable[str]) -> Wording | None:
    near = difflib.get_close_matches(name, sorted(known), 1)
    return Wording(f"是不是想写 {near[0]}？", f"Did you mean {near[0]}?") if near else None
