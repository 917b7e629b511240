"""Characters: faces, sizes, weights and all that Word does to a run."""

import re
from dataclasses import replace
from functools import partial

from docgen.diagnostics import Wording
from docgen.typeset.looks import Line, RunFormat
from docgen.typeset.places import in_paragraph
from docgen.typeset.press import faces
from docgen.typeset.press.job import Job
from docgen.typeset.press.leading import EAST_ASIAN, LATIN, Edges, Leading, Metrics, natural
from docgen.typeset.press.literals import colour, joined, length, ratio, string, stroke
from docgen.typeset.press.pieces import Manner, Piece, cut, letters_in, pieces
from docgen.typeset.tree import Inline, Text

_SYNTHETIC_WEIGHT = "0.028em"  # a face without a bold is drawn with an outline
_SMALL = 0.8
_BLANKS = re.compile(r"(\s+)")
_BETWEEN_SCRIPTS = 0.25  # of the size, between an ideograph and a Latin letter or digit
_LATIN_LETTER = re.compile("[0-9A-Za-z]")
ANY_WIDTH = 1.0  # points: of a line in which every word may break
_SCRIPT_SIZE = 0.65
_SCRIPT_RISE = {"superscript": 0.35, "subscript": -0.14}
_UNDERLINES = {
    "thick": Line("single", 1.5), "dotted": Line("dotted", 0.8), "dottedHeavy": Line("dotted", 1.5),
    "dash": Line("dashed", 0.6), "dashedHeavy": Line("dashed", 1.5), "dashLong": Line("dashLong", 0.6),
    "dashLongHeavy": Line("dashLong", 1.5), "dotDash": Line("dotDash", 0.6), "dashDotHeavy": Line("dotDash", 1.5),
    "dotDotDash": Line("dotDotDash", 0.6), "dashDotDotHeavy": Line("dotDotDash", 1.5),
}  # fmt: skip
_SINGLE = Line("single", 0.6)
_ABOVE = frozenset({"comma", "circle"})  # marks of emphasis; in Chinese text dots stand below
_HANGING = frozenset("，。、；：！？")
_PLAIN_UNDERLINES = frozenset({"single", "double", "words"})

_UNKNOWN_FACE = Wording("字体“{family}”", 'typeface "{family}"')
_INSTEAD = Wording("用随附的字体 {face} 代替", "set in {face}, which comes with docgen")
_MISSING = Wording("字符“{character}”（U+{code}）", 'character "{character}" (U+{code})')
_NOT_SHOWN = Wording(
    "随附的字体里没有，印不出来；请换一个字，或告知我们补字", "no shipped face has it, so it does not print"
)
_UNDERLINE = Wording("下划线“{kind}”", 'underline "{kind}"')
_STRAIGHT = Wording("按直线画", "it is drawn straight")
_GRID = Wording(
    "字符网格里中文与西文相接处的字距", "the distance between Chinese and Latin letters in a character grid"
)
_OFF_GRID = Wording("可能与 Word 略有出入", "it may differ slightly from Word's")
_OTHER_FACE = Wording("所用字体没有，借用了宋体", "its face lacks it; it came in Song")


class RunWriter:
    """Writes runs; ``excerpt`` is the paragraph's text, by which a warning finds its place, ``width`` its line's."""

    def __init__(self, job: Job, *, character: float = 0.0) -> None:
        self._job = job
        self._character = character  # what a character grid adds to every advance
        self.excerpt = ""
        self.width = 0.0

    def metrics(self, text: str, look: RunFormat) -> Metrics:
        """Return the line metrics that the characters of ``text`` ask for."""
        chinese = look.east_asian_hint or faces.EAST_ASIAN.search(text) or not faces.LATIN_RUN.fullmatch(text)
        return EAST_ASIAN if chinese else LATIN

    def text(self, text: str, look: RunFormat, leading: Leading) -> str:
        """Return the expression that shows ``text``."""
        if look.caps:
            text = text.upper()
        if look.underline == "words":
            return self._word_by_word(text, look, leading)
        if look.small_caps and not look.caps:
            return self._small_caps(text, look, leading)
        stack = self._stack(text, look)
        self._check(text, stack)
        if self._character and look.snap_to_grid and stack.chinese and _LATIN_LETTER.search(text):
            self._job.warn(_GRID, in_paragraph(self.excerpt), _OFF_GRID)
        edges = None if leading.common else leading.own(natural(look.size, self.metrics(text, look)))
        letters = letters_in(self.width, look.size)
        too_long = partial(self._too_long, look=look, stack=stack)
        found = pieces(text, letters=letters, ruled=look.underline is not None, too_long=too_long)
        return joined([expression for piece in found for expression in self._piece(piece, look, stack, edges)])

    def _too_long(self, word: str, look: RunFormat, stack: faces.Stack) -> bool:
        return self._length(word, look, stack) > self.width

    def _length(self, word: str, look: RunFormat, stack: faces.Stack) -> float:
        own = self._job.faces.width(stack.latin, word, bold=look.bold) * _size(look) * look.scale
        return own + look.tracking * len(word)

    def _piece(self, piece: Piece, look: RunFormat, stack: faces.Stack, edges: Edges | None) -> list[str]:
        if piece.manner is Manner.RULED:
            return [self.ruled(self._blank_width(piece.text, look), look)]
        parts = self._by_boldness(piece.text, stack) if look.bold else [(piece.text, False)]
        styles = {drawn: self._style(look, stack, edges, drawn_bold=drawn) for _, drawn in parts}
        if piece.manner is Manner.ANYWHERE:
            return [self._broken(part, styles[drawn], look, stack) for part, drawn in parts]
        shown = [f"{styles[drawn]}({string(part)})" for part, drawn in parts]
        return [f"box({joined(shown)})"] if piece.manner is Manner.WHOLE else shown

    def _broken(self, word: str, style: str, look: RunFormat, stack: faces.Stack) -> str:
        """Return a word that does not fit its line, cut where lines end; where every word may break, it breaks."""
        if self.width <= ANY_WIDTH:
            return f"{style}(anywhere({string(word)}))"
        parts = cut(word, self.width - 0.01, partial(self._length, look=look, stack=stack))
        shown = [expression for part in parts for expression in (f"{style}({string(part)})", "linebreak()")]
        return joined(shown[:-1])

    def _by_boldness(self, text: str, stack: faces.Stack) -> list[tuple[str, bool]]:
        """Return ``text`` in pieces, each with whether its bold has to be drawn: the Latin face may have one."""
        if not self._job.faces.has_bold(stack.latin):
            return [(text, True)]
        pieces, end = [], 0
        for match in faces.LATIN_RUN.finditer(text):
            if match.start() > end:
                pieces.append((text[end : match.start()], True))
            pieces.append((match[0], False))
            end = match.end()
        return pieces + ([(text[end:], True)] if end < len(text) else [])

    def content(self, expression: str, look: RunFormat, leading: Leading) -> str:
        """Return ``expression`` (a page number) in the look of a run of digits."""
        plain = replace(look, emphasis=None, scale=1.0, italic=False)
        edges = None if leading.common else leading.own(natural(look.size, LATIN))
        return f"{self._style(plain, self._stack('0', look), edges)}({expression})"

    def spacing_between(self, one: Inline, other: Inline | None) -> list[str]:
        """Return the space after the last letter of a spaced run, which Typst leaves out where another run follows.

        Only between two ideographs, where a line may end anyway.
        """
        if not (isinstance(one, Text) and isinstance(other, Text) and one.text and other.text):
            return []
        space = one.format.tracking + (self._character if one.format.snap_to_grid else 0.0)
        between = one.text[-1] + other.text[0]
        return [f"h({length(space)})"] if space and between.isalpha() and faces.is_chinese(between) else []

    def hanging(self, pair: Text, leading: Leading, *, after: str) -> str:
        """Return an ideograph and the mark after it, which take the room of the ideograph alone.

        A digit or letter ``after`` which they stand keeps the distance that it has from any ideograph.
        """
        look = pair.format
        spaced = look.tracking + (self._character if look.snap_to_grid else 0.0)
        apart = look.size * _BETWEEN_SCRIPTS if _LATIN_LETTER.fullmatch(after) else 0.0
        box = f"box(width: {length(_size(look) * look.scale + spaced)}, {self.text(pair.text, look, leading)})"
        return joined([f"h({length(apart)}, weak: true)", box]) if apart else box

    def leader(self, mark: str, look: RunFormat) -> str:
        """Return one mark of a tab's leader."""
        return f"{self._style(replace(look, underline=None), self._stack(mark, look), None)}({string(mark)})"

    def ruled(self, width: float, look: RunFormat) -> str:
        """Return ruled space: an underline without characters."""
        return f"ruled({length(width)}, {self.underline(look)})"

    def underline(self, look: RunFormat) -> str:
        """Return the stroke of a run's underline."""
        line = _UNDERLINES.get(look.underline or "", _SINGLE)
        if look.underline not in _UNDERLINES and look.underline not in _PLAIN_UNDERLINES:
            self._job.warn(_UNDERLINE.fill(kind=look.underline), in_paragraph(self.excerpt), _STRAIGHT)
        return stroke(replace(line, colour=look.underline_colour or look.colour or "000000"))

    def _blank_width(self, text: str, look: RunFormat) -> float:
        return sum((look.size if character == "\u3000" else look.size / 4) + look.tracking for character in text)

    def _word_by_word(self, text: str, look: RunFormat, leading: Leading) -> str:
        looks = replace(look, underline="single"), replace(look, underline=None)
        parts = [part for part in _BLANKS.split(text) if part]
        return joined([self.text(part, looks[part.isspace()], leading) for part in parts])

    def _small_caps(self, text: str, look: RunFormat, leading: Leading) -> str:
        small = replace(look, small_caps=False, size=look.size * _SMALL)
        full = replace(look, small_caps=False)
        pieces: list[tuple[str, RunFormat]] = []
        for character in text:
            style = small if character.islower() else full
            if pieces and pieces[-1][1] is style:
                pieces[-1] = pieces[-1][0] + character.upper(), style
            else:
                pieces.append((character.upper(), style))
        return joined([self.text(part, style, leading) for part, style in pieces])

    def _stack(self, text: str, look: RunFormat) -> faces.Stack:
        chinese = look.east_asian_hint or faces.EAST_ASIAN.search(text) is not None
        latin = look.ascii if text.isascii() or look.ascii == look.high_ansi else look.high_ansi
        latin_face = self._face(latin, "ascii", text)
        return faces.Stack(latin_face, self._face(look.east_asian, "eastAsia", text), chinese)

    def _face(self, family: str, script: str, text: str) -> str:
        choice = self._job.faces.choose(family, east_asian=script == "eastAsia")
        used = faces.EAST_ASIAN.search(text) if script == "eastAsia" else faces.LATIN_RUN.search(text)
        if not choice.exact and used and text.strip():
            how = _INSTEAD.fill(face=choice.face)
            self._job.warn(_UNKNOWN_FACE.fill(family=family), in_paragraph(self.excerpt), how, face=True)
        return choice.face

    def _check(self, text: str, stack: faces.Stack) -> None:
        for characters, how in zip(self._job.faces.missing(stack, text), (_OTHER_FACE, _NOT_SHOWN), strict=True):
            for character in characters:
                what = _MISSING.fill(character=character, code=f"{ord(character):04X}")
                self._job.warn(what, in_paragraph(self.excerpt), how, face=True)

    def _style(self, look: RunFormat, stack: faces.Stack, edges: Edges | None, *, drawn_bold: bool = False) -> str:
        known = (look, stack, edges, drawn_bold, self._character)
        if known not in self._job.styles_made:
            self._job.styles_made[known] = self._new_style(look, stack, edges, drawn_bold=drawn_bold)
        return self._job.styles_made[known]

    def _new_style(self, look: RunFormat, stack: faces.Stack, edges: Edges | None, *, drawn_bold: bool) -> str:
        parameters = [f"font: {self._job.define('f', stack.source())}", f"size: {length(_size(look))}"]
        parameters += _characters(look, self._character if look.snap_to_grid else 0.0)
        if edges:
            parameters.append(f"top-edge: {length(edges.top)}, bottom-edge: {length(-edges.bottom)}")
        if look.bold:
            outline = f"stroke: {_SYNTHETIC_WEIGHT} + {colour(look.colour)}"
            parameters.append(outline if drawn_bold else 'weight: "bold"')
        plain = self._job.define("t", f"text({', '.join(parameters)}, it)", "(it)")
        expression = self._decorated(look, f"{plain}({_one_by_one(look)})")
        return plain if expression == f"{plain}(it)" else self._job.define("t", expression, "(it)")

    def _decorated(self, look: RunFormat, body: str) -> str:
        if look.fill:
            body = f"highlight(fill: {colour(look.fill)}, {body})"
        if look.border:
            body = f"highlight(fill: none, stroke: {stroke(look.border)}, {body})"
        if look.underline:
            body = f"underline(stroke: {self.underline(look)}, {body})"
        if look.underline == "double":
            body = f"underline(stroke: {self.underline(look)}, offset: 0.24em, {body})"
        if look.strike:
            body = f"strike({body})"
        if look.strike == "double":
            body = f"strike(offset: -0.2em, {body})"
        return body


def may_hang(text: Text) -> bool:
    """Return whether a text ends in a mark after an ideograph, and nothing is drawn along it."""
    look = text.format
    plain = not (look.underline or look.strike or look.fill or look.border or look.emphasis)
    return plain and text.text[-1:] in _HANGING and text.text[-2:-1].isalpha() and faces.is_chinese(text.text[-2])


def _characters(look: RunFormat, grid: float) -> list[str]:
    parameters = []
    rise = look.rise + (_SCRIPT_RISE[look.vertical] * look.size if look.vertical else 0.0)
    if look.colour and look.colour != "000000":
        parameters.append(f"fill: {colour(look.colour)}")
    if look.tracking + grid:
        parameters.append(f"tracking: {length(look.tracking + grid)}")
    if look.kerning:
        parameters.append("kerning: true")
    if rise:
        parameters.append(f"baseline: {length(-rise)}")
    return parameters


def _one_by_one(look: RunFormat) -> str:
    """Return what stands for the text where a look needs each character apart."""
    character = "c"
    if look.italic:
        character = f"slanted({character})"
    if look.scale != 1.0:
        character = f"scaled({ratio(look.scale)}, {character})"
    if look.emphasis:
        above = "true" if look.emphasis in _ABOVE else "false"
        character = f"dotted({string(look.emphasis)}, {above}, {character})"
    return "it" if character == "c" else f"each(it, c => {character})"


def _size(look: RunFormat) -> float:
    return look.size * _SCRIPT_SIZE if look.vertical else look.size
