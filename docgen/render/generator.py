"""From a template's syntax tree to Python: straight code that lists the pieces of a part, as bytes (UTF-8).

Jinja's own compiler does the work. What differs: a value is printed by a call that knows where it stands and on which
line, or by none if it is a text that was printed before; a name is looked up in a dictionary on the spot; and
whatever could go on for ever is counted.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Final, cast

from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame

from docgen.render.limits import MOST_WRITTEN, STRIDE, USUAL
from docgen.render.tags import NUMBERED, SEAMS, Position

if TYPE_CHECKING:
    from docgen.render.language import Language

_WORDS: Final = (Position.TEXT, Position.PLAIN)  # where what a text printed is remembered
_OF_A_LOOP: Final = frozenset(("index", "index0", "revindex", "revindex0", "first", "last", "length", "depth"))
_SLOW: Final = 10  # a call or a filter takes about as long as so many plain expressions
_WIDE: Final = MOST_WRITTEN // STRIDE  # bytes that may be printed for a step, so that no stride prints too much
_OF_A_VALUE: Final = USUAL // _WIDE  # steps


class Generator(CodeGenerator):
    """Writes the code of one part; ``context`` in it is a :class:`docgen.render.page.Page`."""

    def blockvisit(self, nodes: Iterable[nodes.Node], frame: Frame) -> None:
        """Write statements; those of a whole part, or a block, put their pieces on one list."""
        if frame.buffer is not None:
            super().blockvisit(nodes, frame)
            return
        self.buffer(frame)
        super().blockvisit(nodes, frame)
        self.writeline(f"yield {'concat' if frame.block_frame else 'context.joined'}({frame.buffer})")

    def start_write(self, frame: Frame, node: nodes.Node | None = None) -> None:
        """Begin to write what a block, or a call or filter of one, makes: a text."""
        self.writeline(f"{frame.buffer}.append((", node)

    def end_write(self, frame: Frame) -> None:  # noqa: ARG002 - Jinja's signature
        """End what :meth:`start_write` began."""
        self.write(").encode())")

    def write_commons(self) -> None:
        """Write the names that the code uses throughout."""
        super().write_commons()
        self.writeline("concat, new_text, new_plain = context.whole, context.new_text, context.new_plain")
        self.writeline("text, plain = context.texts, context.plains")
        self.writeline("sheet = context.sheet")
        self.writeline("effort = sheet.effort")

    def visit_For(self, node: nodes.For, frame: Frame) -> None:  # noqa: N802 - Jinja's name
        """Write a loop that counts what its turns do."""
        node.body = [nodes.ExprStmt(nodes.Const(_cost(node)), lineno=node.lineno), *node.body]
        super().visit_For(node, frame)

    def visit_ExprStmt(self, node: nodes.ExprStmt, frame: Frame) -> None:  # noqa: N802 - Jinja's name
        """Write an expression that prints nothing; a number stands for what a turn costs."""
        if not isinstance(node.node, nodes.Const):
            super().visit_ExprStmt(node, frame)
            return
        self.writeline(f"effort.left -= {node.node.value!r}", node)
        self.writeline(f"if effort.left < 0: effort.look({frame.buffer})")

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802 - Jinja's name
        """Write ``owner.name``; what a loop tells of itself is always there."""
        if isinstance(node.node, nodes.Name) and node.node.name == "loop" and node.attr in _OF_A_LOOP:
            self.write(f"(v.{node.attr} if type(v := ")
            self.visit(node.node, frame)
            self.write(f") is LoopContext else environment.getattr(v, {node.attr!r}))")
            return
        self._look(node.node, repr(node.attr), "getattr", frame)

    def visit_Getitem(self, node: nodes.Getitem, frame: Frame) -> None:  # noqa: N802 - Jinja's name
        """Write ``owner[key]``."""
        if not isinstance(node.arg, nodes.Const):
            super().visit_Getitem(node, frame)
        elif isinstance(node.arg.value, str):
            self._look(node.node, repr(node.arg.value), "getitem", frame)
        elif type(node.arg.value) is int and node.arg.value >= 0:
            self._pick(node.node, node.arg.value, frame)
        else:
            super().visit_Getitem(node, frame)

    def _pick(self, owner: nodes.Expr, number: int, frame: Frame) -> None:
        """Write a look into a list, and for other owners the sandbox's."""
        self.write(f"(v[{number}] if type(v := ")
        self.visit(owner, frame)
        self.write(f") is list and len(v) > {number} else environment.getitem(v, {number}))")

    def _look(self, owner: nodes.Expr, key: str, otherwise: str, frame: Frame) -> None:
        """Write a look into a dictionary, and for other owners the sandbox's; ``v`` is free again right after it."""
        self.write(f"(v[{key}] if type(v := ")
        self.visit(owner, frame)
        self.write(f") is dict and {key} in v else environment.{otherwise}(v, {key}))")

    def visit_Operand(self, node: nodes.Operand, frame: Frame) -> None:  # noqa: N802 - Jinja's name
        """Write an operator and what stands after it; what is searched through is counted."""
        if node.op not in ("in", "notin"):
            super().visit_Operand(node, frame)
            return
        self.write(f" {'not ' * (node.op == 'notin')}in context.sheet.effort.search(")
        self.visit(node.expr, frame)
        self.write(")")

    def visit_FilterBlock(self, node: nodes.FilterBlock, frame: Frame) -> None:  # noqa: N802 - Jinja's name
        """Write a ``filter`` block: what it holds is read as text, filtered, and printed again."""
        inside = frame.inner()
        inside.symbols.analyze_node(node)
        self.enter_frame(inside)
        self.buffer(inside)
        self.blockvisit(node.body, inside)
        self.writeline(f"{inside.buffer} = context.unprinted({inside.buffer})")
        _innermost(node.filter).node = _variable(str(inside.buffer))
        self.writeline(f"{frame.buffer}.append(context.filtered({inside.buffer}, ", node)
        self.visit(node.filter, inside)
        self.write(").encode())")
        self.leave_frame(inside)

    def visit_Concat(self, node: nodes.Concat, frame: Frame) -> None:  # noqa: N802 - Jinja's name
        """Write ``~``."""
        self.write("context.concatenated((")
        for part in node.nodes:
            self.visit(part, frame)
            self.write(", ")
        self.write("))")

    def visit_Output(self, node: nodes.Output, frame: Frame) -> None:  # noqa: N802 - Jinja's name
        """Write what is printed; at a seam the page looks at the pieces so far."""
        pieces: list[str] = []
        for number, child in enumerate(node.nodes):
            if isinstance(child, nodes.TemplateData):
                pieces.append(repr(child.data.encode()))
            elif (position := self._position(child)) in SEAMS:
                self._print(pieces, frame)
                self._seam(child, position, frame)
                pieces = []
            else:
                pieces.append(self._value(f"v{number}", child, position, frame))
        self._print(pieces, frame)

    def _print(self, pieces: Sequence[str], frame: Frame) -> None:
        if len(pieces) == 1:
            self.writeline(f"{frame.buffer}.append({pieces[0]})")
        elif pieces:
            self.writeline(f"{frame.buffer}.extend(({', '.join(pieces)}))")

    def _seam(self, node: nodes.Expr, position: Position, frame: Frame) -> None:
        self.writeline(f"context.{position}({frame.buffer}, ", node)
        self.visit(node, frame)
        self.write(")")

    def _value(self, name: str, node: nodes.Expr, position: Position, frame: Frame) -> str:
        """Write the lines that give a variable what the expression prints; return the variable as bytes."""
        if position not in _WORDS:
            return self._called(name, node, position, frame)
        self.writeline(f"{name} = ", node)
        self.visit(node, frame)
        self.writeline(f"{name} = {position}[{name}] if type({name}) is str and {name} in {position}")
        self.write(f" else new_{position}({name}, {node.lineno})")
        return name

    def _called(self, name: str, node: nodes.Expr, position: Position, frame: Frame) -> str:
        numbered = position in NUMBERED
        self.writeline(f"{name} = {'sheet' if numbered else 'context'}.{position}(", node)
        self._attempt(node, node.lineno, frame)
        self.write(")" if numbered else f", {node.lineno})")
        return f"{name}.encode()"

    def _attempt(self, node: nodes.Expr, line: int, frame: Frame) -> None:  # noqa: ARG002 - for who observes
        """Write an expression whose value is printed."""
        self.visit(node, frame)

    def _position(self, node: nodes.Expr) -> Position:
        return cast("Language", self.environment).slots[node.lineno - 1].position


class PlainGenerator(Generator):
    """Writes code that leaves every look, value and loop to the language and the page, so that they can be observed."""

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:  # noqa: N802 - Jinja's name
        """Write a part in which whatever a statement evaluates may fail, and the part goes on."""
        for each in node.find_all((nodes.If, nodes.Assign, nodes.For)):
            name = _EVALUATED[type(each)]
            setattr(each, name, nodes.MarkSafe(getattr(each, name), lineno=each.lineno))
        super().visit_Template(node, frame)

    def visit_MarkSafe(self, node: nodes.MarkSafe, frame: Frame) -> None:  # noqa: N802 - Jinja's name
        """Write what a statement evaluates: Jinja lets nobody make nodes, and its parser never makes this one."""
        self._attempt(node.expr, node.lineno, frame)

    def visit_For(self, node: nodes.For, frame: Frame) -> None:  # noqa: N802 - Jinja's name
        """Write a loop whose list the page has looked at."""
        node.iter = nodes.MarkSafeIfAutoescape(node.iter, lineno=node.lineno)
        super().visit_For(node, frame)

    def visit_MarkSafeIfAutoescape(self, node: nodes.MarkSafeIfAutoescape, frame: Frame) -> None:  # noqa: N802
        """Write what a loop takes its turns from."""
        self.write("context.turns(")
        self.visit(node.expr, frame)
        self.write(f", {node.lineno})")

    def visit_Name(self, node: nodes.Name, frame: Frame) -> None:  # noqa: N802 - Jinja's name
        """Write a name; what it stands for is kept."""
        if node.ctx != "load":
            super().visit_Name(node, frame)
            return
        self.write("environment.named(")
        super().visit_Name(node, frame)
        self.write(")")

    def _attempt(self, node: nodes.Expr, line: int, frame: Frame) -> None:
        self.write("context.attempt(lambda: ")
        self.visit(node, frame)
        self.write(f", {line})")

    def _look(self, owner: nodes.Expr, key: str, otherwise: str, frame: Frame) -> None:
        self.write(f"environment.{otherwise}(")
        self.visit(owner, frame)
        self.write(f", {key})")

    def _pick(self, owner: nodes.Expr, number: int, frame: Frame) -> None:
        self._look(owner, repr(number), "getitem", frame)

    def _value(self, name: str, node: nodes.Expr, position: Position, frame: Frame) -> str:
        return self._called(name, node, position, frame)


_EVALUATED: Final = {nodes.If: "test", nodes.Assign: "node", nodes.For: "iter"}


def _innermost(chain: nodes.Filter) -> nodes.Filter:
    """Return the first filter of ``{% filter first|second %}``."""
    while isinstance(chain.node, nodes.Filter):
        chain = chain.node
    return chain


def _variable(name: str) -> nodes.InternalName:
    """Return a node for a variable of the code itself, as Jinja's parser makes one."""
    node = object.__new__(nodes.InternalName)
    nodes.Node.__init__(node, name)
    return node


def _cost(loop: nodes.For) -> int:
    """Return how much one turn does: its expressions, each call or filter for several, and what it prints."""
    every = [*_own(loop)]
    known = sum(isinstance(each, nodes.Expr) for each in every)
    slow = sum(isinstance(each, nodes.Call | nodes.Filter | nodes.Test) for each in every)
    printed = [child for each in every if isinstance(each, nodes.Output) for child in each.nodes]
    texts = [child.data for child in printed if isinstance(child, nodes.TemplateData)]
    wide = sum(len(text.encode()) for text in texts) // _WIDE
    return known + _SLOW * slow + _OF_A_VALUE * (len(printed) - len(texts)) + wide


def _own(node: nodes.Node) -> Iterator[nodes.Node]:
    """Yield what stands in a loop, but not in the loops within it, which count for themselves."""
    for child in node.iter_child_nodes():
        yield child
        if not isinstance(child, nodes.For):
            yield from _own(child)
