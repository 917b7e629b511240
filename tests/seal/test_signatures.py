"""Signatures whose time is proved, by keys in tokens, and what was done to the file afterwards."""

import io
import os
import shutil
import subprocess
from datetime import datetime, timedelta
from pathlib import Path

import pikepdf
import pkcs11
import pytest
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.hazmat.primitives.serialization.pkcs12 import load_key_and_certificates
from pkcs11.util.x509 import decode_x509_certificate
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.writer import PageObject

from docgen.errors import InputError
from docgen.seal.identities import Token, read_identity, read_roots, token_identity
from docgen.seal.pades import authority, sign_pdf
from docgen.seal.signatures import Integrity, pdf_signatures

from .identities import ISSUERS, WORDS, TimeStampAuthority, make_authority, make_identities

CHINA = datetime.fromisoformat("2009-02-20T10:00:00+08:00")
FIRST, SECOND, THIRD = ISSUERS


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("identities")
    make_identities(folder)
    make_authority(folder)
    return folder


@pytest.fixture(scope="module")
def roots(folder):
    return read_roots([folder / "root.pem"])


@pytest.fixture(scope="module")
def plain():
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=(842, 595))
        font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
        pdf.pages[0].Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F=font))
        pdf.pages[0].Contents = pdf.make_stream(b"BT /F 10 Tf 10 10 Td (Certificate of the pilot unit) Tj ET")
        written = io.BytesIO()
        pdf.save(written)
        return written.getvalue()


@pytest.fixture
def identity(folder):
    return read_identity(folder / f"{FIRST}.p12", WORDS)


@pytest.fixture
def signed(plain, identity):
    return sign_pdf(plain, identity, at=CHINA)


def test_a_time_stamp_authority_proves_the_time(folder, plain, identity, roots):
    with TimeStampAuthority(folder, CHINA + timedelta(minutes=3)) as url:
        (found,) = pdf_signatures(sign_pdf(plain, identity, at=CHINA, stamper=authority(url)), roots)
    assert found.integrity is Integrity.GOOD
    assert (found.at, found.stamp.at) == (CHINA, CHINA + timedelta(minutes=3))
    assert (found.stamp.authority, found.stamp.trusted) == ("测试时间戳", True)


def test_a_stamp_of_an_unknown_authority_is_not_trusted(folder, plain, identity):
    with TimeStampAuthority(folder, CHINA) as url:
        (found,) = pdf_signatures(sign_pdf(plain, identity, at=CHINA, stamper=authority(url)))
    assert not found.stamp.trusted


def test_an_authority_that_does_not_answer_is_told_and_nothing_is_signed(folder, plain, identity):
    with TimeStampAuthority(folder, CHINA, grants=False) as url, pytest.raises(InputError) as told:
        sign_pdf(plain, identity, at=CHINA, stamper=authority(url))
    assert url in told.value.message.zh
    with pytest.raises(InputError):
        sign_pdf(plain, identity, at=CHINA, stamper=authority(url))  # nobody listens there any more


def changed(pdf, change):
    """Return the PDF with a change that was added at its end, as an editor saves it."""
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    page = writer.root["/Pages"]["/Kids"][0]
    change(writer, page)
    writer.update_container(page)
    target = io.BytesIO()
    writer.write(target)
    return target.getvalue()


def other_words(writer, page):
    content = generic.StreamObject(stream_data=b"BT /F 10 Tf 10 10 Td (Certificate of the prime unit) Tj ET")
    page["/Contents"] = writer.add_object(content)


def a_line(writer, page):
    drawn = generic.StreamObject(stream_data=page["/Contents"].data + b" 0 0 m 9 9 l S")
    page["/Contents"] = writer.add_object(drawn)


def a_note(writer, page):
    note = generic.DictionaryObject(
        {
            generic.pdf_name("/Type"): generic.pdf_name("/Annot"),
            generic.pdf_name("/Subtype"): generic.pdf_name("/FreeText"),
            generic.pdf_name("/Rect"): generic.ArrayObject(map(generic.NumberObject, (0, 0, 90, 9))),
        }
    )
    page["/Annots"] = generic.ArrayObject([*page["/Annots"], writer.add_object(note)])


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (other_words, "第 1 页的文字：原为“the pilot unit”，现为“the prime unit”"),
        (a_line, "第 1 页的图文被改过"),
        (a_note, "第 1 页加了 1 处批注或控件（FreeText）"),
    ],
)
def test_what_was_done_after_a_signature_is_said_in_words(signed, roots, change, said):
    (found,) = pdf_signatures(changed(signed, change), roots)
    assert found.integrity is Integrity.CHANGED
    assert [what.zh for what in found.since] == [said]


def test_a_page_that_was_added_is_told(signed, roots):
    def another(writer, _):
        writer.insert_page(generic_page(writer))

    (found,) = pdf_signatures(changed(signed, another), roots)
    assert [what.zh for what in found.since] == ["原有 1 页，现有 2 页"]


def generic_page(writer):
    content = writer.add_object(generic.StreamObject(stream_data=b""))
    return PageObject(contents=content, media_box=(0, 0, 100, 100))


@pytest.fixture(scope="module")
def token(folder, tmp_path_factory):
    """The first issuer's key and certificate in a token, as a bureau is given them."""
    found = [Path(path) for path in ("/usr/lib/softhsm/libsofthsm2.so", "/usr/local/lib/softhsm/libsofthsm2.so")]
    module = next((path for path in found if path.is_file()), None)
    if module is None or shutil.which("softhsm2-util") is None:
        if os.environ.get("DOCGEN_SKIP_NOTHING"):
            pytest.fail("SoftHSM is not installed")
        pytest.skip("SoftHSM is not installed")
    home = tmp_path_factory.mktemp("token")
    (home / "tokens").mkdir()
    (home / "softhsm2.conf").write_text(f"directories.tokendir = {home}/tokens\nlog.level = ERROR\n")
    os.environ["SOFTHSM2_CONF"] = str(home / "softhsm2.conf")
    private, own, _ = load_key_and_certificates((folder / f"{FIRST}.p12").read_bytes(), WORDS.encode())
    key = private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    (home / "key.pem").write_bytes(key)
    _softhsm("--init-token", "--free", "--label", "bureau", "--so-pin", "1234", "--pin", "5678")
    _softhsm(
        *("--import", home / "key.pem", "--token", "bureau", "--label", "seal", "--id", "01", "--pin", "5678"),
    )
    _import_certificate(module, own.public_bytes(Encoding.DER))
    yield Token(module, "bureau", "seal")
    del os.environ["SOFTHSM2_CONF"]


def _softhsm(*arguments):
    subprocess.run(["softhsm2-util", *map(str, arguments)], check=True, capture_output=True)


def _import_certificate(module, der):
    slots = pkcs11.lib(str(module)).get_slots(token_present=True)
    (slot,) = [slot for slot in slots if slot.get_token().label == "bureau"]
    with slot.get_token().open(rw=True, user_pin="5678") as session:
        session.create_object(
            {
                **decode_x509_certificate(der),
                pkcs11.Attribute.TOKEN: True,
                pkcs11.Attribute.LABEL: "seal",
                pkcs11.Attribute.ID: b"\x01",
            }
        )


@pytest.mark.token
def test_a_key_that_never_leaves_its_token_signs(token, plain, roots):
    with token_identity(token, "5678") as identity:
        (found,) = pdf_signatures(sign_pdf(plain, identity, at=CHINA), roots)
    assert (found.signer, found.integrity) == (FIRST, Integrity.GOOD)


@pytest.mark.token
@pytest.mark.parametrize(
    ("label", "key", "pin"), [("bureau", "seal", "0000"), ("other", "seal", "5678"), ("bureau", "other", "5678")]
)
def test_a_token_that_refuses_is_told(token, plain, label, key, pin):
    with (
        pytest.raises(InputError) as told,
        token_identity(Token(token.module, label, key), pin) as identity,
    ):
        sign_pdf(plain, identity, at=CHINA)
    assert f"“{label}”" in told.value.message.zh
    assert f"“{key}”" in told.value.hint.zh


def test_a_driver_that_is_none_is_told(tmp_path):
    (tmp_path / "driver.so").write_bytes(b"words")
    with (
        pytest.raises(InputError, match="cannot be used"),
        token_identity(Token(tmp_path / "driver.so", "x", "x"), "1"),
    ):
        pass
