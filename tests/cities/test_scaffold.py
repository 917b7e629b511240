"""A new city is begun with one command, filled in, and proved complete."""

import pytest
from click.testing import CliRunner

from docgen.cities import scaffold
from docgen.cities.proving import BLANK, stated
from docgen.cli import main
from docgen.errors import InputError
from docgen.programme import load
from docgen.shipped import TEMPLATES

NEW = ["programme", "new", "yangli-2010", "--from", "xiamen-2008"]


@pytest.fixture(scope="module")
def begun(tmp_path_factory):
    """The folder of a city that was just begun."""
    home = tmp_path_factory.mktemp("cities")
    made = CliRunner().invoke(main, [*NEW, "--since", "2010-03-01", "-o", str(home)])
    assert made.exit_code == 0, made.output
    return home / "yangli-2010"


def test_a_scaffold_loads_and_extends_the_other(begun):
    programme = load("yangli-2010", [begun.parent, TEMPLATES])
    assert programme.extends == "xiamen-2008"
    assert str(programme.in_force) == "2010-03-01"
    assert [issuer.role for issuer in programme.issuers] == ["lead", "joint"]


def test_a_scaffold_shows_what_it_takes_as_comments(begun):
    text = (begun / "programme.yaml").read_text("utf-8")
    assert "# assessment:\n#   cycle_years: 2\n" in text
    assert "# copies: {work_plan: 5, agreement: 3}" in text


def test_every_blank_of_a_scaffold_is_told_with_its_place(begun):
    told = stated(load("yangli-2010", [begun.parent, TEMPLATES]))
    assert {each.code for each in told} == {"CITY-01"}
    for name in ("programme.yaml", "law.yaml"):
        text = "\n".join(line.partition("#")[0] for line in (begun / name).read_text("utf-8").splitlines())
        assert sum(each.location.file == str(begun / name) for each in told) == text.count(BLANK)


def test_a_folder_that_is_there_is_not_touched(run, begun):
    before = (begun / "programme.yaml").read_bytes()
    again = run(*NEW, "--since", "2011-03-01", "-o", begun.parent)
    assert again.exit_code == 3
    assert "已经有了" in again.output
    assert (begun / "programme.yaml").read_bytes() == before


@pytest.mark.parametrize("name", ["", "泉州", "Quanzhou", "../up", "a b"])
def test_a_name_that_is_no_name_of_a_folder_is_refused(xiamen, name):
    with pytest.raises(InputError, match="cannot be the name"):
        scaffold(name, xiamen, xiamen.in_force)
