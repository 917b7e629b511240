"""Four papers written in the language of each template engine: the same sentences, tables and values in all.

A paper is a list of blocks: a text, a table whose row repeats, or blocks that repeat. In a text ``<name>`` is a value;
in what repeats it is a value of the turn.
"""

import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import docx
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

VALUE = re.compile("<([a-z_]+)>")


@dataclass(frozen=True)
class Rows:
    """A table with a heading row and one row for each item of a list."""

    of: str
    headings: Sequence[str]
    cells: Sequence[str]


@dataclass(frozen=True)
class Each:
    """Blocks for each item of a list."""

    of: str
    blocks: Sequence["str | Each"]


Block = str | Rows | Each

_CLAUSE = (
    "联盟成员应当按照本协议约定的数额、方式和期限履行义务，逾期未履行的，"
    "按照第{}条承担违约责任，但理事会同意延期的除外。"
)
PAPERS: dict[str, list[Block]] = {
    "certificate": [
        "产业技术创新战略联盟试点证书",
        "证书编号：<number>",
        "兹批准 <alliance> 为 <city> 产业技术创新战略联盟试点单位，成员单位 <member>，席位 <seat>。",
        "有效期自 <start> 至 <end>。",
        "<issuer>",
        "<issued>",
    ],
    "sheet": [
        "<alliance> 评价表",
        "<city> <issued>",
        Rows("rows", ["序号", "指标", "满分", "得分", "说明"], ["<no>", "<name>", "<full>", "<mark>", "<note>"]),
        "评价人：<issuer>",
    ],
    "agreement": [
        "<alliance> 协议书",
        Each("parties", ["单位：<name>", "地址：<address>，法定代表人：<person>。", Each("duties", ["承担：<duty>"])]),
        *(f"第{n}条 " + _CLAUSE.format(n) * 2 + "（<alliance>，<city>，<issued>）" for n in range(1, 61)),
        Rows("parties", ["单位", "地址", "代表人"], ["<name>", "<address>", "<person>"]),
        "<issuer> <issued>",
    ],
    "table": ["<alliance>", Rows("rows", ["A", "B", "C", "D"], ["<a>", "<b>", "<c>", "<d>"])],
}


def values(paper: str, number: int) -> dict[str, Any]:
    """The values of one document of a paper: no two documents have the same name in them."""
    whole: dict[str, Any] = {
        "number": f"2008-{number:05}",
        "alliance": f"厦门市半导体照明产业技术创新战略联盟第{number}分会",
        "city": "厦门市",
        "member": f"厦门第{number}光电有限公司 A & B",
        "seat": "理事单位",
        "start": "二〇〇八年七月",
        "end": "二〇一一年六月",
        "issuer": "厦门市科学技术局 <盖章>",
        "issued": "二〇〇八年十一月二十五日",
    }
    if paper == "sheet":
        names = [f"第{n}项指标" for n in range(20)]
        whole["rows"] = [
            {"no": str(n), "name": name, "full": "5", "mark": str((n + number) % 6), "note": f"{name}：{number}"}
            for n, name in enumerate(names)
        ]
    if paper == "agreement":
        whole["parties"] = [
            {
                "name": f"第{n}成员单位（{number}）",
                "address": f"厦门市思明区软件园二期{n}号",
                "person": f"法人{n}",
                "duties": [{"duty": f"第{n}单位的第{duty}项任务"} for duty in range(3)],
            }
            for n in range(12)
        ]
    if paper == "table":
        whole["rows"] = [
            {"a": f"单位{number}-{n}", "b": str(n), "c": "A & B <检测>", "d": "x" * 20} for n in range(5_000)
        ]
    return whole


def shown(paper: str, number: int) -> Iterator[str]:
    """Yield each text that a document of the paper must show."""
    whole = values(paper, number)
    yield from _shown(PAPERS[paper], whole, whole)


def _shown(blocks: Iterable[Block], turn: dict[str, Any], whole: dict[str, Any]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, str):
            yield from (turn.get(name, whole.get(name)) for name in VALUE.findall(block))
            continue
        inside = block.cells if isinstance(block, Rows) else block.blocks
        for item in turn[block.of]:
            yield from _shown(inside, item, whole)


class Dialect(Protocol):
    """Writes the blocks of a paper into a document."""

    def write(self, document: Any, blocks: Sequence[Block]) -> None: ...


def template(paper: str, dialect: Dialect) -> bytes:
    """The template of a paper for an engine."""
    document = docx.Document()
    dialect.write(document, PAPERS[paper])
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def table(document: Any, rows: Iterable[Sequence[str]]) -> None:
    every = list(rows)
    grid = document.add_table(len(every), len(every[0]))
    for row, texts in zip(grid.rows, every, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text


class Jinja:
    """docgen and docxtpl: ``{{ name }}``, ``{%p for %}``, ``{%tr for %}``."""

    def write(self, document: Any, blocks: Sequence[Block], item: str = "") -> None:
        for block in blocks:
            if isinstance(block, str):
                document.add_paragraph(self._text(block, item))
            elif isinstance(block, Rows):
                wide = [""] * (len(block.cells) - 1)
                texts = [self._text(cell, "row.") for cell in block.cells]
                begin, end = f"{{%tr for row in {item}{block.of} %}}", "{%tr endfor %}"
                table(document, [block.headings, [begin, *wide], texts, [end, *wide]])
            else:
                document.add_paragraph(f"{{%p for {block.of}_item in {item}{block.of} %}}")
                self.write(document, block.blocks, f"{block.of}_item.")
                document.add_paragraph("{%p endfor %}")

    def _text(self, text: str, item: str) -> str:
        return VALUE.sub(rf"{{{{ {item}\1 }}}}", text)


class Sections:
    """docxtemplater and easy-template-x: ``{name}``, ``{#list}`` … ``{/list}``."""

    def write(self, document: Any, blocks: Sequence[Block]) -> None:
        for block in blocks:
            if isinstance(block, str):
                document.add_paragraph(self._text(block))
            elif isinstance(block, Rows):
                texts = [self._text(cell) for cell in block.cells]
                texts[0], texts[-1] = f"{{#{block.of}}}{texts[0]}", f"{texts[-1]}{{/{block.of}}}"
                table(document, [block.headings, texts])
            else:
                document.add_paragraph(f"{{#{block.of}}}")
                self.write(document, block.blocks)
                document.add_paragraph(f"{{/{block.of}}}")

    def _text(self, text: str) -> str:
        return VALUE.sub(r"{\1}", text)


class Carbone:
    """Carbone: ``{d.name}``, ``{d.list[i].name}`` and the beginning of the next turn, ``{d.list[i+1].name}``."""

    def write(self, document: Any, blocks: Sequence[Block], owner: str = "d") -> None:
        for block in blocks:
            if isinstance(block, str):
                document.add_paragraph(self._text(block, owner))
                continue
            turn, following = f"{owner}.{block.of}[i]", f"{owner}.{block.of}[i+1]"
            if isinstance(block, Rows):
                rows = [[self._text(cell, each) for cell in block.cells] for each in (turn, following)]
                table(document, [block.headings, *rows])
            else:
                self.write(document, block.blocks, turn)
                first = next(each for each in block.blocks if isinstance(each, str))
                document.add_paragraph(self._text(first, following))

    def _text(self, text: str, owner: str) -> str:
        return VALUE.sub(rf"{{{owner}.\1}}", text)


class MergeFields:
    """docx-mailmerge2: fields of Word, rows repeated by the caller; nothing else repeats."""

    def write(self, document: Any, blocks: Sequence[Block]) -> None:
        for block in blocks:
            if isinstance(block, str):
                self._fill(document.add_paragraph(), block)
            elif isinstance(block, Rows):
                table(document, [block.headings, [""] * len(block.cells)])
                for cell, text in zip(document.tables[-1].rows[1].cells, block.cells, strict=True):
                    self._fill(cell.paragraphs[0], text)
            else:
                raise NotImplementedError("nothing but rows repeats")

    def _fill(self, paragraph: Any, text: str) -> None:
        for number, piece in enumerate(VALUE.split(text)):
            if number % 2:
                field = OxmlElement("w:fldSimple")
                field.set(qn("w:instr"), f" MERGEFIELD {piece} ")
                field.append(OxmlElement("w:r"))
                field[0].append(OxmlElement("w:t"))
                paragraph._p.append(field)  # noqa: SLF001 - python-docx has no other way to a field
            elif piece:
                paragraph.add_run(piece)
