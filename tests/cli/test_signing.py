import shutil

import pikepdf
import pytest

from docgen.cli.signing_keys import PASSPHRASE
from tests.seal.identities import ISSUERS, WORDS, make_identities


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("identities")
    make_identities(folder)
    pdf = pikepdf.new()
    pdf.add_blank_page(page_size=(842, 595))
    pdf.save(folder / "plain.pdf")
    return folder


@pytest.fixture
def sign(run, folder, tmp_path, monkeypatch):
    monkeypatch.setenv(PASSPHRASE, WORDS)
    shutil.copy(folder / "plain.pdf", tmp_path / "certificate.pdf")

    def sign(issuer, hour):
        at = f"2009-02-20T{hour}:00+08:00"
        identity = folder / f"{issuer}.p12"
        return run("certificate", "sign", tmp_path / "certificate.pdf", "--identity", identity, "--at", at)

    return sign


def test_three_issuers_sign_in_turn_and_all_is_well(run, sign, folder, tmp_path):
    for hour, issuer in enumerate(ISSUERS, start=10):
        assert sign(issuer, hour).exit_code == 0
    told = run("certificate", "verify", tmp_path / "certificate.pdf", "--roots", folder / "root.pem")
    assert told.exit_code == 0, told.output
    signed = [line for line in told.output.splitlines() if line.startswith("    PDF 签名")]
    assert [line.split("　")[1].split("（")[0] for line in signed] == list(ISSUERS)
    assert f"其后加签：{ISSUERS[1]}、{ISSUERS[2]}" in told.output
    assert told.output.count("签名有效，签名后没有改动") == 3


def test_without_its_root_a_signer_is_not_trusted(run, sign, tmp_path):
    sign(ISSUERS[0], 10)
    told = run("certificate", "verify", tmp_path / "certificate.pdf", "--lang", "en")
    assert told.exit_code == 1
    assert "does not come from the given roots" in told.output


def test_a_pdf_without_signature_is_not_well(run, folder):
    told = run("certificate", "verify", folder / "plain.pdf")
    assert told.exit_code == 3
    assert "没有找到证书的二维码" in told.stderr


def test_a_wrong_passphrase_leaves_the_pdf_as_it_was(sign, folder, tmp_path, monkeypatch):
    monkeypatch.setenv(PASSPHRASE, "wrong")
    told = sign(ISSUERS[0], 10)
    assert told.exit_code == 3
    assert "口令" in told.stderr
    assert (tmp_path / "certificate.pdf").read_bytes() == (folder / "plain.pdf").read_bytes()


def test_a_file_that_is_not_there_does_not_hide_the_others(run, sign, tmp_path):
    sign(ISSUERS[0], 10)
    told = run("certificate", "verify", tmp_path / "none.pdf", tmp_path / "certificate.pdf")
    assert told.exit_code == 3
    assert "打不开" in told.stderr
    assert "PDF 签名" in told.stdout
