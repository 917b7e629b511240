"""The house rules that no linter knows: direction of imports, sizes, names, and tests that mirror the source."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import docgen

PACKAGE = Path(docgen.__file__).parent
TESTS = Path(__file__).parent
MODULES = sorted(PACKAGE.rglob("*.py"))
MODULE_LINES, FUNCTION_LINES = 400, 50
FORBIDDEN_MODULES = {"utils", "util", "helpers", "common", "manager", "base", "misc"}
OF_THE_WHOLE = {"architecture", "docs", "papers", "wheel"}
NOT_A_CLOCK = {"programme/law.py", "programme/loading.py"}  # there ``now`` is what stands in a repealed law's place
FORBIDDEN_ENDINGS = ("Data", "Info", "Handler", "Manager")


def name(module):
    return str(module.relative_to(PACKAGE))


def test_imports_walk_one_way():
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"]
    done = subprocess.run(command, cwd=PACKAGE.parent, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("module", MODULES, ids=name)
def test_modules_and_functions_stay_small(module):
    text = module.read_text("utf-8")
    assert len(text.splitlines()) <= MODULE_LINES
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert node.end_lineno - node.lineno < FUNCTION_LINES, node.name


def test_names_say_what_a_thing_is():
    assert not {module.stem for module in MODULES} & FORBIDDEN_MODULES
    for module in MODULES:
        for node in ast.walk(ast.parse(module.read_text("utf-8"))):
            if isinstance(node, ast.ClassDef):
                assert not node.name.endswith(FORBIDDEN_ENDINGS), f"{name(module)}: {node.name}"


def test_only_the_command_line_prints_and_catches_our_errors():
    for module in MODULES:
        for node in ast.walk(ast.parse(module.read_text("utf-8"))):
            if isinstance(node, ast.ExceptHandler) and node.type and module.parent.name != "cli":
                caught = {part.id for part in ast.walk(node.type) if isinstance(part, ast.Name)}
                assert "DocgenError" not in caught, name(module)
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and module.parent.name != "cli":
                assert node.func.id != "print", name(module)


def test_every_step_of_the_source_has_its_tests_in_the_same_place():
    for step in sorted(PACKAGE.iterdir()):
        if step.name.startswith("__") or not (step.suffix == ".py" or (step / "__init__.py").is_file()):
            continue
        mirrored = [*(TESTS / step.stem).rglob("test_*.py"), *TESTS.glob(f"test_{step.stem}.py")]
        assert mirrored, f"{step.name} has no test"


def test_no_test_stands_where_nothing_is():
    steps = {step.stem for step in PACKAGE.iterdir()} | OF_THE_WHOLE
    for test in TESTS.rglob("test_*.py"):
        place = test.relative_to(TESTS)
        assert (place.parts[0] if len(place.parts) > 1 else place.stem.removeprefix("test_")) in steps, place


def test_nothing_says_how_late_it_is():
    for module in MODULES:
        for node in ast.walk(ast.parse(module.read_text("utf-8"))):
            if isinstance(node, ast.Attribute):
                assert node.attr not in {"now", "today", "utcnow", "st_mtime"} or name(module) in NOT_A_CLOCK, name(
                    module
                )
            if isinstance(node, ast.Import | ast.ImportFrom):
                assert "time" not in {alias.name for alias in node.names}, name(module)
