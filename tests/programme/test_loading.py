from pathlib import Path

import pytest

from docgen.errors import InputError
from docgen.programme import load
from docgen.shipped import TEMPLATES

SHIPPED = TEMPLATES / "xiamen-2008"


def copy(folder: Path, *, scheme: tuple[str, str] = ("", ""), law: tuple[str, str] = ("", "")) -> list[Path]:
    """Copy the shipped programme with one change in each of its files."""
    root = folder / "elsewhere"
    root.mkdir()
    for name, (old, new) in {"programme.yaml": scheme, "law.yaml": law}.items():
        text = (SHIPPED / name).read_text(encoding="utf-8")
        assert old in text
        (root / name).write_text(text.replace(old, new, 1), encoding="utf-8")
    return [folder]


def findings(search: list[Path]) -> list[tuple[str, str]]:
    with pytest.raises(InputError) as caught:
        load("elsewhere", search)
    return [
        (finding.code, finding.location.text.strip() if finding.location.line > 1 else "")
        for finding in caught.value.findings
    ]


def test_a_programme_knows_its_folder() -> None:
    assert load("xiamen-2008", [Path("nowhere"), TEMPLATES]).root == SHIPPED


def test_an_unknown_programme_is_answered_with_the_nearest_one() -> None:
    with pytest.raises(InputError) as caught:
        load("xiamen-2009", [TEMPLATES])
    assert caught.value.hint is not None
    assert "xiamen-2008" in caught.value.hint.zh


def test_where_nothing_is_near_all_programmes_are_named() -> None:
    with pytest.raises(InputError) as caught:
        load("q", [TEMPLATES])
    assert caught.value.hint is not None
    assert caught.value.hint.en == "there are: shili-2021, xiamen-2008"


def test_a_misspelt_key_is_reported_at_its_line(tmp_path: Path) -> None:
    search = copy(tmp_path, scheme=("in_force: 2008-10-08", "inforce: 2008-10-08"))
    assert ("FIT-01", "inforce: 2008-10-08") in findings(search)


def test_a_rule_that_cites_what_does_not_exist_is_reported(tmp_path: Path) -> None:
    search = copy(tmp_path, scheme=("cite: [mlg-770-8-1]", "cite: [mlg-770-8-9]"))
    assert [code for code, _ in findings(search)] == ["PROG-01"]


def test_a_rule_that_outlives_its_basis_is_reported(tmp_path: Path) -> None:
    search = copy(tmp_path, scheme=("cite: [mlg-770-8-1]", "cite: [contract-law-60]"))
    assert [code for code, _ in findings(search)] == ["PROG-02"]


def test_settings_of_a_rule_that_overlap_are_reported(tmp_path: Path) -> None:
    twice = "[{since: 2008-12-30, severity: error}, {since: 2009-01-01, severity: warning}]"
    search = copy(tmp_path, scheme=("[{since: 2008-12-30, severity: warning, cite: [mlg-770-8-5]}]", twice))
    assert [code for code, _ in findings(search)] == ["PROG-03"]


def test_a_citation_that_stands_twice_is_reported(tmp_path: Path) -> None:
    search = copy(tmp_path, law=("- id: seals\n", "- id: numerals\n"))
    assert [code for code, _ in findings(search)] == ["LAW-01"]


def test_a_successor_that_does_not_exist_is_reported(tmp_path: Path) -> None:
    search = copy(tmp_path, law=("now: civil-code-469", "now: civil-code-9"))
    assert [code for code, _ in findings(search)] == ["LAW-02"]
