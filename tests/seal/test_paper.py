"""From an alliance file to the photocopy of a certificate, and back."""

import io
import os
import shutil
import subprocess
from datetime import UTC, date, datetime

import pikepdf
import pytest
from PIL import Image

from docgen import documents, programme, seal
from docgen.documents import Issue, Issued
from docgen.documents.plan import filters
from docgen.render import Template
from docgen.render.image import Image as Picture
from docgen.seal import Certificate, RevocationList, Status, Trust, digest, printed_text, qr, scan, verify
from docgen.seal.identities import read_identity
from docgen.seal.pades import sign_pdf
from docgen.shipped import TEMPLATES
from docgen.typeset import typeset

from .conftest import key_of, signer_of
from .identities import ISSUERS, WORDS, make_identities
from .photocopy import turned_and_grainy

DAY = date(2009, 2, 20)
TRUST = Trust((key_of(1),), RevocationList(DAY))
MILLIMETRE = 36_000  # EMU


@pytest.fixture(scope="module")
def paper(led):
    """A certificate as PDF: rendered once for its words, and once with the code in which they are signed."""
    xiamen = programme.load(led.programme, [TEMPLATES])
    member = max(led.members, key=lambda member: len(member.name))
    issue = Issue("pilot", "厦科联〔2009〕1号", {member.id: Issued("厦科盟SD〔2009〕3-2")})
    (copy,) = documents.plan(led, xiamen, only=["pilot-certificates"], as_of=DAY, issue=issue)
    template, values = Template(copy.template, filters=filters(xiamen)), copy.context
    facts = Certificate(
        number="厦科盟SD〔2009〕3-2",
        kind="pilot",
        unit=member.name,
        alliance=led.profile.name,
        title=values["certificate"]["title"],
        issuers=tuple(issuer.name for issuer in xiamen.issuers_on(DAY)),
        date=DAY,
        digest=digest(printed_text(rendered(template, values, "DG1:"))),
    )
    (laid_out,) = typeset([rendered(template, values, seal.seal(facts, signer_of(1)))], created=DAY)
    return laid_out.pdf


def rendered(template, values, code):
    picture = Picture(qr.png(code), width=32 * MILLIMETRE, description="查验二维码")
    own = values["member"]
    marked = own | {"certificate": own["certificate"] | {"qr": picture}}
    return template.render({**values, "member": marked}, created=DAY)


def test_the_pdf_of_a_certificate_is_genuine_with_every_word_on_it(paper, tmp_path):
    (tmp_path / "certificate.pdf").write_bytes(paper)
    (found,) = scan(tmp_path / "certificate.pdf")
    verdict = verify(found.code, TRUST, printed=found.printed)
    assert (verdict.status, verdict.altered) == (Status.GENUINE, ())


def test_signing_keeps_the_standard_of_the_archive(paper, tmp_path):
    make_identities(tmp_path)
    signed = sign_pdf(paper, read_identity(tmp_path / f"{ISSUERS[0]}.p12", WORDS), at=datetime(2009, 2, 20, tzinfo=UTC))
    with pikepdf.open(io.BytesIO(signed)) as pdf:
        assert pdf.open_metadata().pdfa_status == "2A"
        (field,) = pdf.Root.AcroForm.Fields
        assert list(field.Rect) == [0, 0, 0, 0]
        assert int(field.F) & 0b100  # printed, as PDF/A asks of all that stands on a page
    (tmp_path / "certificate.pdf").write_bytes(signed)
    (found,) = scan(tmp_path / "certificate.pdf")
    assert verify(found.code, TRUST, printed=found.printed).status == Status.GENUINE


@pytest.mark.poppler
@pytest.mark.parametrize("angle", [3, -3, 180])
def test_a_photocopy_of_the_page_at_150_dpi_is_genuine(paper, tmp_path, angle):
    if shutil.which("pdftoppm") is None:
        if os.environ.get("DOCGEN_SKIP_NOTHING"):
            pytest.fail("pdftoppm is not installed")
        pytest.skip("pdftoppm is not installed")
    (tmp_path / "certificate.pdf").write_bytes(paper)
    command = ["pdftoppm", "-r", "150", "-png", "-singlefile", "certificate.pdf", "page"]
    subprocess.run(command, cwd=tmp_path, check=True)
    turned_and_grainy(Image.open(tmp_path / "page.png"), angle=angle).save(tmp_path / "copy.png")
    (found,) = scan(tmp_path / "copy.png")
    assert verify(found.code, TRUST).status == Status.GENUINE
