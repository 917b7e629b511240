import json
import stat
from dataclasses import replace
from datetime import date

import pytest

from docgen.cli.signing_keys import PASSPHRASE
from docgen.seal import Certificate, Keyring, digest, qr, seal

PRINTED = "证书编号：厦科盟SD〔2008〕3-2 厦门大学 光电联盟试点单位 厦门市科学技术局 2008年12月1日"
FACTS = Certificate(
    "厦科盟SD〔2008〕3-2",
    "pilot",
    "厦门大学",
    "光电联盟",
    "光电联盟试点单位",
    ("厦门市科学技术局",),
    date(2008, 12, 1),
    digest(PRINTED),
)


@pytest.fixture
def folder(run, tmp_path, monkeypatch):
    monkeypatch.setenv(PASSPHRASE, "correct horse")
    made = run(
        "certificate",
        "keys",
        "new",
        "--holder",
        "厦门市科学技术局",
        "--since",
        "2008-01-01",
        "--keys",
        tmp_path / "seal",
    )
    assert made.exit_code == 0, made.output
    return tmp_path / "seal"


@pytest.fixture
def code(folder):
    return seal(FACTS, Keyring(folder).signer("correct horse"))


def test_a_new_key_is_told_listed_and_kept_from_others(run, folder):
    (key,) = Keyring(folder).published()
    assert run("certificate", "keys", "list", "--keys", folder).output == f"{key.id}　厦门市科学技术局　2008-01-01 起\n"
    assert stat.S_IMODE((folder / "private").stat().st_mode) == 0o700
    assert (
        run("certificate", "keys", "new", "--holder", "x", "--since", "2009-01-01", "--keys", folder)
    ).exit_code == 3


def test_a_passphrase_is_asked_for_twice_and_never_shown(run, tmp_path, monkeypatch):
    monkeypatch.delenv(PASSPHRASE, raising=False)
    asked = []
    monkeypatch.setattr("click.prompt", lambda text, **settings: asked.append((text, settings)) or "correct horse")
    made = run("certificate", "keys", "new", "--holder", "科技局", "--since", "2008-01-01", "--keys", tmp_path / "seal")
    assert made.exit_code == 0
    assert asked == [("私钥的口令", {"hide_input": True, "confirmation_prompt": True, "err": True})]
    assert "correct horse" not in made.output


def test_a_genuine_certificate_ends_with_nought_and_shows_its_facts(run, folder, code, tmp_path):
    (tmp_path / "code.png").write_bytes(qr.png(code))
    (tmp_path / "words.txt").write_text(PRINTED, "utf-8")
    told = run("certificate", "verify", tmp_path / "code.png", "--printed", tmp_path / "words.txt", "--keys", folder)
    assert told.exit_code == 0
    assert "真实，现行有效" in told.output
    assert "种类：试点单位\n    单位：厦门大学" in told.output
    assert "撤销名单截至 2008-01-01" in told.output


def test_altered_words_end_with_one(run, folder, code, tmp_path):
    (tmp_path / "words.txt").write_text(PRINTED.replace("厦门大学", "集美大学"), "utf-8")
    told = run("certificate", "verify", code, "--printed", tmp_path / "words.txt", "--keys", folder, "--lang", "en")
    assert told.exit_code == 1
    assert "not what was signed: unit" in told.output


def test_a_revoked_one_is_told_apart_and_programs_read_it_as_json(run, folder, code):
    done = run("certificate", "withdraw", FACTS.number, "--on", "2009-03-01", "--why", "考核不合格", "--keys", folder)
    assert done.output == "厦科盟SD〔2008〕3-2 已记入撤销名单；名单截至 2009-03-01\n"
    told = run("certificate", "verify", code, "--keys", folder, "--format", "json")
    assert told.exit_code == 1
    (examined,) = json.loads(told.output)
    (verdict,) = examined["codes"]
    assert (verdict["status"], verdict["certificate"]["unit"]) == ("revoked", "厦门大学")


def test_a_changed_key_keeps_what_the_old_one_signed_and_the_revocations(run, folder, code):
    run("certificate", "withdraw", "厦科盟SD〔2008〕3-9", "--on", "2009-03-01", "--why", "遗失", "--keys", folder)
    assert run("certificate", "keys", "rotate", "--since", "2010-01-01", "--keys", folder).exit_code == 0
    assert run("certificate", "keys", "list", "--keys", folder, "--lang", "en").output.count("until 2009-12-31") == 1
    assert run("certificate", "verify", code, "--keys", folder).exit_code == 0
    later = seal(replace(FACTS, number="厦科盟SD〔2008〕3-9"), Keyring(folder).signer("correct horse"))
    assert "遗失" in run("certificate", "verify", later, "--keys", folder).output


def test_one_file_that_is_no_certificate_does_not_hide_the_others(run, folder, code, tmp_path):
    told = run("certificate", "verify", tmp_path / "none.png", code, "--keys", folder)
    assert told.exit_code == 3
    assert "真实" in told.stdout
    assert "打不开" in told.stderr


def test_a_wrong_passphrase_revokes_nothing(run, folder, monkeypatch):
    before = (folder / "revocations.cose").read_bytes()
    monkeypatch.setenv(PASSPHRASE, "wrong")
    assert run("certificate", "withdraw", "1", "--on", "2009-03-01", "--why", "x", "--keys", folder).exit_code == 3
    assert (folder / "revocations.cose").read_bytes() == before


def test_the_page_is_one_file_that_holds_the_keys(run, folder, tmp_path):
    assert run("certificate", "page", "-o", tmp_path / "verify.html", "--keys", folder).exit_code == 0
    (key,) = Keyring(folder).published()
    assert key.id in (tmp_path / "verify.html").read_text("utf-8")


def test_without_keys_every_command_says_how_to_make_them(run, tmp_path):
    for command in (["keys", "list"], ["verify", "DG1:X"], ["page", "-o", tmp_path / "x.html"]):
        told = run("certificate", *command, "--keys", tmp_path / "none")
        assert told.exit_code == 3
        assert "docgen certificate keys new" in told.stderr
    assert list(tmp_path.iterdir()) == []
