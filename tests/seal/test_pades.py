import io
from datetime import datetime, timedelta

import pikepdf
import pytest
from pyhanko.pdf_utils.generic import NumberObject
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import signers
from pyhanko.sign.fields import MDPPerm

from docgen import publish
from docgen.errors import InputError
from docgen.seal.identities import read_identity, read_roots
from docgen.seal.pades import read_pdf, sign_pdf
from docgen.seal.signatures import Integrity, pdf_signatures, revisions

from .identities import ISSUERS, WORDS, make_identities

CHINA = datetime.fromisoformat("2009-02-20T10:00:00+08:00")


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("identities")
    make_identities(folder)
    return folder


@pytest.fixture(scope="module")
def roots(folder):
    return read_roots([folder / "root.pem"])


@pytest.fixture(scope="module")
def plain():
    pdf = pikepdf.new()
    pdf.add_blank_page(page_size=(842, 595))
    written = io.BytesIO()
    pdf.save(written)
    return written.getvalue()


@pytest.fixture(scope="module")
def signed(folder, plain):
    pdf = plain
    for hour, issuer in enumerate(ISSUERS):
        pdf = sign_pdf(pdf, read_identity(folder / f"{issuer}.p12", WORDS), at=CHINA + timedelta(hours=hour))
    return pdf


def test_three_issuers_sign_one_after_the_other_and_all_are_good(signed, roots):
    found = pdf_signatures(signed, roots)
    assert [(one.signer, one.at, one.integrity, one.stamp) for one in found] == [
        (issuer, CHINA + timedelta(hours=hour), Integrity.GOOD, None) for hour, issuer in enumerate(ISSUERS)
    ]
    assert [[what.zh for what in one.since] for one in found] == [
        [f"其后加签：{ISSUERS[1]}、{ISSUERS[2]}"],
        [f"其后加签：{ISSUERS[2]}"],
        [],
    ]


def test_every_signature_leaves_the_earlier_bytes_as_they_were(folder, plain, signed):
    assert signed.startswith(plain)
    assert sign_pdf(signed, read_identity(folder / f"{ISSUERS[0]}.p12", WORDS), at=CHINA).startswith(signed)


def test_nothing_but_the_signature_says_a_time(folder, plain):
    added = sign_pdf(plain, read_identity(folder / f"{ISSUERS[0]}.p12", WORDS), at=CHINA)[len(plain) :]
    assert b"20090220100000" in added
    assert b"ModDate" not in added
    assert b"ModifyDate" not in added


def test_the_form_is_pades_and_the_first_certifies_the_document(signed):
    with pikepdf.open(io.BytesIO(signed)) as pdf:
        first, *others = [field.V for field in pdf.Root.AcroForm.Fields]
        assert {f"{value.SubFilter}" for value in (first, *others)} == {"/ETSI.CAdES.detached"}
        assert "/DocMDP" in pdf.Root.Perms
        assert first.Reference[0].TransformParams.P == 2
        assert not any("/Reference" in value for value in others)


def test_a_signer_from_elsewhere_is_not_trusted(signed):
    assert {found.integrity for found in pdf_signatures(signed)} == {Integrity.UNTRUSTED}


def test_a_changed_byte_breaks_the_signatures(plain, signed, roots):
    at = plain.index(b"842")
    forged = signed[:at] + b"843" + signed[at + 3 :]
    assert {found.integrity for found in pdf_signatures(forged, roots)} == {Integrity.BROKEN}


def test_a_change_that_was_added_later_is_told_from_a_further_signature(signed, roots):
    writer = IncrementalPdfFileWriter(io.BytesIO(signed))
    page = writer.root["/Pages"]["/Kids"][0]
    page["/Rotate"] = NumberObject(90)
    writer.update_container(page)
    changed = io.BytesIO()
    writer.write(changed)
    found = pdf_signatures(changed.getvalue(), roots)
    assert {one.integrity for one in found} == {Integrity.CHANGED}
    assert {one.since[-1].zh for one in found} == {"第 1 页被旋转或裁切"}


def test_a_signed_pdf_still_holds_the_file_that_was_there_before(plain, signed):
    digests = list(revisions(signed))
    assert digests[0] == publish.digest(plain)
    assert digests[-1] == publish.digest(signed)
    assert len(digests) == 1 + len(ISSUERS)


def test_a_pdf_without_signatures_has_none(plain):
    assert pdf_signatures(plain) == []


@pytest.mark.parametrize("share", [0, 0.02, 0.5, 0.9, 0.99])
def test_what_is_no_whole_pdf_is_told(signed, share):
    for content in (b"words", signed[: int(len(signed) * share)]):
        with pytest.raises(InputError) as told:
            pdf_signatures(content)
        assert "PDF" in told.value.message.zh


def test_a_pdf_that_is_certified_against_any_change_is_not_signed(folder, plain):
    identity = read_identity(folder / f"{ISSUERS[0]}.p12", WORDS)
    meta = signers.PdfSignatureMetadata("Only", certify=True, docmdp_permissions=MDPPerm.NO_CHANGES)
    closed = signers.sign_pdf(IncrementalPdfFileWriter(io.BytesIO(plain)), meta, identity).getvalue()
    with pytest.raises(InputError) as told:
        sign_pdf(closed, identity, at=CHINA)
    assert "不能再签名" in told.value.message.zh


def test_a_pdf_that_is_not_there_is_told(tmp_path):
    with pytest.raises(InputError):
        read_pdf(tmp_path / "none.pdf")


@pytest.mark.parametrize("passphrase", ["wrong", ""])
def test_a_wrong_passphrase_does_not_open_an_identity(folder, passphrase):
    with pytest.raises(InputError):
        read_identity(folder / f"{ISSUERS[0]}.p12", passphrase)


def test_identities_and_roots_that_are_not_there_are_told(tmp_path):
    (tmp_path / "words").write_text("words")
    for path in (tmp_path / "none", tmp_path / "words"):
        with pytest.raises(InputError):
            read_identity(path, WORDS)
        with pytest.raises(InputError):
            read_roots([path])
