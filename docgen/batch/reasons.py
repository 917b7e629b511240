"""Why a job is to be done: what is new, what went into it that has changed, what it made that is gone."""

from collections.abc import Iterator, Sequence
from itertools import islice

from docgen.batch.job import Job, Record
from docgen.diagnostics import Wording
from docgen.publish import Shelf
from docgen.render.paths import Path, said
from docgen.render.reading import changed

Reason = Wording

_MOST_PATHS = 5

NEW = Wording("没有做过", "it was never made")
_OTHER_FILES = Wording("还没有 {path}", "{path} is not there yet")
_TOUCHED = Wording("{path} 不在了，或者被改过", "{path} is gone or was changed")
_INGREDIENT = Wording("{name.zh}变了", "{name.en} changed")
_VALUES = Wording("用到的数据变了：{paths.zh}", "values that it uses changed: {paths.en}")
_MORE = Wording(" 等 {total} 处", " and {count} more")
_NAMES = {
    "template": Wording("模板", "the template"),
    "words": Wording("方案的用词", "the programme's words"),
    "fonts": Wording("字体", "the fonts"),
    "engine": Wording("排版引擎", "the engine"),
    "docgen": Wording("docgen 自己", "docgen itself"),
    "date": Wording("文书日期", "the paper's date"),
    "file": Wording("原文件", "the file itself"),
    "own fonts": Wording("你的字体", "your own fonts"),
    "order": Wording("装订的内容和次序", "what is bound, and its order"),
    "demands": Wording("命令的选项", "the command's options"),
}


def reasons(job: Job, record: Record | None, shelf: Shelf) -> list[Reason]:
    """Return why a job is to be done, or nothing if what it made before still holds."""
    return [NEW] if record is None else list(_reasons(job, record, shelf))


def _reasons(job: Job, record: Record, shelf: Shelf) -> Iterator[Reason]:
    for name in dict.fromkeys([*record.recipe, *job.recipe]):
        if record.recipe.get(name) != job.recipe.get(name):
            yield _INGREDIENT.fill(name=_NAMES.get(name, Wording(f" {name} ", name)))
    paths = changed(record.product.reads, job.values)
    if paths:
        yield _VALUES.fill(paths=_told(paths))
    made = {filed.path: filed for filed in record.product.files}
    for path in job.wanted:
        if path not in made:
            yield _OTHER_FILES.fill(path=path)
        elif not shelf.holds(made[path]):
            yield _TOUCHED.fill(path=path)


def _told(paths: Sequence[Path]) -> Wording:
    first = [said(path) for path in islice(paths, _MOST_PATHS)]
    more = len(paths) - len(first)
    tail = _MORE.fill(total=len(paths), count=more) if more else Wording("", "")
    return Wording("、".join(each.zh for each in first) + tail.zh, "; ".join(each.en for each in first) + tail.en)
