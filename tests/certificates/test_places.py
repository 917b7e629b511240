import io
import itertools
from datetime import UTC, date, datetime

import pikepdf
import pypdf
import pytest

from docgen import documents, programme
from docgen.certificates import Marks, places
from docgen.certificates.places import MM
from docgen.documents import Issue, Issued
from docgen.errors import InputError
from docgen.pipeline import Press
from docgen.seal import Keyring
from docgen.seal.identities import read_identity, read_roots
from docgen.seal.signatures import Integrity, pdf_signatures
from docgen.shipped import TEMPLATES
from tests.seal.identities import ISSUERS, WORDS, make_identities

DAY = datetime(2009, 2, 20, 2, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def marks(tmp_path_factory):
    """A bureau's key."""
    folder = tmp_path_factory.mktemp("seal")
    for file, content in Keyring(folder).create("厦门市科学技术局", date(2009, 1, 1), WORDS).files.items():
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
    return Marks(folder, WORDS)


@pytest.fixture(scope="module")
def paper(led, marks):
    xiamen = programme.load(led.programme, [TEMPLATES])
    issue = Issue("pilot", "厦科联〔2009〕1号", {led.members[0].id: Issued("厦联试〔2009〕1-1号")})
    (copy,) = documents.plan(led, xiamen, only=["pilot-certificates"], as_of=date(2009, 2, 20), issue=issue)
    press = Press(xiamen, ["pdf"])
    (made,) = press.papers([marks.mark(copy, "pilot", press.docx)])
    return made.content


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("identities")
    make_identities(folder)
    return folder


@pytest.fixture(scope="module")
def signed(paper, folder):
    """The certificate, signed by its three issuers in turn, each at its own place."""
    for issuer in ISSUERS:
        paper = places.sign(paper, read_identity(folder / f"{issuer}.p12", WORDS), at=DAY, issuer=issuer)
    return paper, read_roots([folder / "root.pem"])


def test_three_issuers_are_shown_at_their_places_and_all_signatures_are_good(signed):
    pdf, roots = signed
    assert [(one.signer, one.integrity) for one in pdf_signatures(pdf, roots)] == [
        (issuer, Integrity.GOOD) for issuer in ISSUERS
    ]
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        boxes = [[float(side) for side in field.Rect] for field in opened.Root.AcroForm.Fields]
        assert opened.open_metadata().pdfa_status == "2A"
    for left, bottom, right, top in boxes:
        assert right - left == pytest.approx(45 * MM, abs=1)
        assert top - bottom == pytest.approx(11 * MM, abs=1)
    assert all(before[2] < after[0] for before, after in itertools.pairwise(boxes))


def test_what_is_shown_names_the_signer_and_the_time_and_no_word_of_the_page_changes(signed, paper):
    pdf, _ = signed
    page = pypdf.PdfReader(io.BytesIO(pdf)).pages[0]
    shown = [note.get_object()["/AP"]["/N"].get_object() for note in page["/Annots"]]
    assert len(shown) == len(ISSUERS)
    assert all("/Drawing" in appearance["/Resources"]["/XObject"] for appearance in shown)
    assert page.extract_text() == pypdf.PdfReader(io.BytesIO(paper)).pages[0].extract_text()


def test_an_issuer_who_is_not_on_the_page_has_no_place(paper, folder):
    identity = read_identity(folder / f"{ISSUERS[0]}.p12", WORDS)
    with pytest.raises(InputError) as told:
        places.sign(paper, identity, at=DAY, issuer="某市科学技术局")
    assert "、".join(ISSUERS) in told.value.hint.zh


def test_nobody_signs_twice_at_one_place(signed, folder):
    pdf, _ = signed
    with pytest.raises(InputError, match="no place"):
        places.sign(pdf, read_identity(folder / f"{ISSUERS[0]}.p12", WORDS), at=DAY, issuer=ISSUERS[0])
