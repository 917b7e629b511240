"""Each disorder has a code of its own, and the page for users lists them all."""

import importlib
import pkgutil
import re
from pathlib import Path

import docgen.doctor
from docgen.doctor.symptoms import Disorder

PAGE = Path(__file__).parents[2] / "docs" / "doctor.md"
HEAD = "|---|---|---|\n"


def disorders() -> list[Disorder]:
    modules = [
        importlib.import_module(f"docgen.doctor.{module.name}")
        for module in pkgutil.iter_modules(docgen.doctor.__path__)
    ]
    found = {value for module in modules for value in vars(module).values() if isinstance(value, Disorder)}
    return sorted(found, key=lambda disorder: (disorder.code, disorder.severity))


def table() -> str:
    rows = [
        f"| {disorder.code} | {disorder.severity} | {disorder.what.zh}<br>{disorder.what.en} |\n"
        for disorder in disorders()
    ]
    return "".join(re.sub(r"\{[\w.]+\}", "…", row) for row in rows)


def test_every_disorder_has_a_code_of_its_own():
    whats = {}
    for disorder in disorders():
        assert whats.setdefault(disorder.code, disorder.what) == disorder.what


def test_the_page_lists_every_code(update_golden):
    before, _, rest = PAGE.read_text("utf-8").partition(HEAD)
    after = rest[rest.index("\n\n") + 1 if rest.startswith("|") else 0 :]
    if update_golden:
        PAGE.write_text(f"{before}{HEAD}{table()}{after}", "utf-8")
    assert table() in PAGE.read_text("utf-8"), "run make golden"
