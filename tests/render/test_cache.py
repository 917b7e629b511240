"""Compiled code on disk saves the compiling, and never runs what somebody else has put there."""

import marshal
import os
from pathlib import Path

import jinja2
import pytest

from docgen.render import Cache, Template
from docgen.render.language import Language

CODE = compile("1 + 1", "x", "eval")


@pytest.fixture
def cache(tmp_path: Path) -> Cache:
    made = Cache.of_user(tmp_path / "cache")
    assert made is not None
    return made


def entries(folder: Path) -> list[Path]:
    return sorted(path for path in (folder / "cache").iterdir() if path.name != "key")


def test_what_was_compiled_once_is_not_compiled_again(word, tmp_path, cache, monkeypatch) -> None:
    source = word.made("{%p for i in n %}", "{{ i|upper }} {{ v }}", "{%p endfor %}")
    values = {"n": ["a", "b"], "v": "<&>"}
    first = Template(source, cache=cache).render(values)
    assert len(entries(tmp_path)) == 1
    again = Cache.of_user(tmp_path / "cache")
    monkeypatch.setattr(Language, "_compiled", lambda *_: pytest.fail("compiled again"))
    assert Template(source, cache=again).render(values) == first


def test_another_template_filter_or_place_has_code_of_its_own(word, tmp_path, cache) -> None:
    def one(value: object) -> str:
        return f"{value}1"

    @jinja2.pass_context
    def two(context: object, value: object) -> str:
        return f"{value}2"

    source = word.made("{{ v|f }}")
    assert word.texts(Template(source, filters={"f": one}, cache=cache).render({"v": 0})) == ["01"]
    assert word.texts(Template(source, filters={"f": two}, cache=cache).render({"v": 0})) == ["02"]
    assert word.texts(Template(word.made("{{ v|f }}!"), filters={"f": one}, cache=cache).render({"v": 0})) == ["01!"]
    assert len(entries(tmp_path)) == 3


def test_a_fault_of_the_template_is_told_as_ever(word, cache) -> None:
    for _ in range(2):
        assert "写法有误" in word.refused(Template, word.made("{{ a b }}"), cache=cache).message.zh
        template = Template(word.made("x", "{{ gone }}"), cache=cache)
        assert word.refused(template.render, {}).findings[0].location.line == 2


@pytest.mark.parametrize("entry", [b"", b"x", b"x" * 40, b"\0" * 32 + marshal.dumps(CODE)])
def test_an_entry_without_our_signature_is_not_read(tmp_path, cache, entry) -> None:
    (tmp_path / "cache" / "name").write_bytes(entry)
    assert cache.read("name") is None


def test_an_entry_counts_under_its_own_name_only(tmp_path, cache) -> None:
    cache.write("a", CODE)
    assert cache.read("a") is not None
    (tmp_path / "cache" / "b").write_bytes((tmp_path / "cache" / "a").read_bytes())
    assert cache.read("b") is None


def test_what_others_may_write_is_not_read(tmp_path, cache) -> None:
    cache.write("a", CODE)
    entry = tmp_path / "cache" / "a"
    entry.chmod(0o666)
    assert cache.read("a") is None
    entry.chmod(0o600)
    entry.rename(tmp_path / "elsewhere")
    entry.symlink_to(tmp_path / "elsewhere")
    assert cache.read("a") is None


def test_a_folder_that_others_may_write_to_is_no_cache(tmp_path, cache) -> None:
    (tmp_path / "cache").chmod(0o777)
    assert Cache.of_user(tmp_path / "cache") is None
    (tmp_path / "link").symlink_to(tmp_path / "cache")
    (tmp_path / "cache").chmod(0o700)
    assert Cache.of_user(tmp_path / "link") is None
    assert Cache.of_user(tmp_path / "cache") is not None


def test_a_key_that_others_wrote_is_not_taken(tmp_path, cache) -> None:
    key = tmp_path / "cache" / "key"
    assert key.stat().st_mode & 0o777 == 0o600
    key.chmod(0o666)
    assert Cache.of_user(tmp_path / "cache") is None


def test_where_nothing_can_be_written_work_goes_on_without_a_cache(word, tmp_path, cache, monkeypatch) -> None:
    (tmp_path / "file").write_text("x")
    assert Cache.of_user(tmp_path / "file" / "below") is None
    for path in (tmp_path / "cache").iterdir():
        path.unlink()
    (tmp_path / "cache").rmdir()
    assert word.texts(Template(word.made("{{ v }}"), cache=cache).render({"v": 1})) == ["1"]
    monkeypatch.delattr(os, "geteuid")
    assert Cache.of_user(tmp_path / "new") is None


def test_a_cache_does_not_grow_for_ever(tmp_path, cache) -> None:
    for number in range(250):
        cache.write(f"{number:03}", CODE)
    assert 100 <= len(entries(tmp_path)) <= 200
    assert cache.read("249") is not None
