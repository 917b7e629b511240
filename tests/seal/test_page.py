import base64
import hashlib
import os
import random
import re
from dataclasses import asdict, replace
from datetime import date
from pathlib import Path

import pytest

import docgen.seal.page
from docgen.seal import Certificate, Revocation, RevocationList, Status, Trust, digest, qr, seal, verify
from docgen.seal.page import page
from docgen.text import arabic_date

from .browser import Browser, is_installed
from .conftest import ALLIANCE, PRINTED, key_of, signer_of
from .photocopy import photocopied

KEYS = (key_of(1), key_of(3, until=date(2008, 6, 30)))
REVOKED = RevocationList(
    date(2009, 3, 2),
    (
        Revocation("厦科盟SD〔2008〕3-97", date(2009, 3, 1), "考核</script>不合格"),
        Revocation("厦科盟SD〔2008〕3-99", date(2009, 3, 2), "遗失", "厦科盟SD〔2008〕3-99（补）"),
        Revocation("厦科盟SD〔2008〕3-95", date(2009, 3, 2), "写错", "厦科盟SD〔2008〕3-95", digest(PRINTED)),
    ),
)
TRUST = Trust(KEYS, REVOKED)
VERDICT = "return document.querySelector('#verdict').dataset.status"
SETTLED = (
    "const box = document.querySelector('#verdict'); return box.textContent && !box.textContent.includes('正在读图')"
)


@pytest.fixture(scope="module")
def file(tmp_path_factory):
    path = tmp_path_factory.mktemp("page") / "verify.html"
    path.write_text(page(TRUST), "utf-8")
    return path


def opened(path, folder, *arguments, **settings):
    if not is_installed():
        if os.environ.get("DOCGEN_SKIP_NOTHING"):
            pytest.fail("chromium and chromedriver are not installed")
        pytest.skip("chromium and chromedriver are not installed")
    return Browser(folder, *arguments, **settings)


@pytest.fixture(scope="module")
def browser(file, tmp_path_factory):
    with opened(file, tmp_path_factory.mktemp("profile")) as browser:
        browser.open(file)
        browser.click("[data-say=zh]")
        yield browser


def as_page(verdict):
    """Return a verdict as the page's `verify` returns it, without what both take from the same list."""
    certificate = verdict.certificate and {
        **asdict(verdict.certificate),
        "issuers": list(verdict.certificate.issuers),
        "date": f"{verdict.certificate.date}",
        "digest": verdict.certificate.digest.hex(),
    }
    return {
        "status": str(verdict.status),
        "certificate": certificate,
        "altered": list(verdict.altered),
        "reason": verdict.revocation.reason if verdict.revocation else None,
    }


PAGE_VERDICTS = """return arguments[0].map(([code, printed]) => {
  const {status, certificate = null, altered = [], revocation} = verify(code, printed);
  return {status, certificate, altered, reason: revocation ? revocation.reason : null};
})"""


def assert_agree(browser, cases):
    assert browser.run(PAGE_VERDICTS, cases) == [
        as_page(verify(code, TRUST, printed=printed or None)) for code, printed in cases
    ]


def test_the_page_is_the_same_for_the_same_keys_and_revocations():
    assert page(TRUST) == page(Trust(KEYS, REVOKED))
    assert page(TRUST) != page(Trust(KEYS))


def test_only_the_script_that_is_inside_may_run_and_nothing_may_be_fetched():
    text = page(TRUST)
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', text)[1]
    script = re.findall(r"<script>(.*?)</script>", text, re.DOTALL)
    assert len(script) == 1
    assert base64.b64encode(hashlib.sha256(script[0].encode()).digest()).decode() in policy
    assert policy.startswith("default-src 'none'; script-src 'sha256-")
    assert not re.search(r'(src|href)="', text.replace(script[0], ""))


def test_each_file_of_others_is_the_one_that_its_readme_names():
    vendor = Path(docgen.seal.page.__file__).parent / "vendor"
    readme = (vendor / "README.md").read_text("utf-8")
    for file in [*vendor.glob("*.js"), *vendor.glob("*.wasm")]:
        assert f"`{hashlib.sha256(file.read_bytes()).hexdigest()}`" in readme, file.name


@pytest.mark.browser
def test_the_page_opens_without_complaint_in_both_languages(browser):
    assert browser.text("h1") == "证书查验"
    browser.click("[data-say=en]")
    assert browser.text("h1") == "Is this certificate genuine?"
    browser.click("[data-say=zh]")
    assert browser.complaints() == []


@pytest.mark.browser
def test_a_thousand_certificates_are_judged_as_in_python(browser):
    dice = random.Random(7)
    cases = []
    for number in range(1000):
        unit = "".join(chr(dice.randrange(0x4E00, 0x9FA6)) for _ in range(dice.randint(2, 60)))
        day = date(2008, number % 12 + 1, number % 28 + 1)
        printed = f"厦科盟SD〔2008〕3-{number}{unit}{ALLIANCE}试点单位厦门市财政局{arabic_date(day)}"
        facts = Certificate(
            f"厦科盟SD〔2008〕3-{number}",
            ("pilot", "demonstration", "training")[number % 3],
            unit,
            ALLIANCE,
            f"{ALLIANCE}试点单位",
            ("厦门市财政局",),
            day,
            digest(printed),
        )
        signer = signer_of((1, 1, 1, 2, 3)[number % 5])
        changed = printed.replace(unit[0], "改", 1) if number % 7 == 0 else printed
        cases.append([seal(facts, signer), changed if number % 2 else ""])
    assert_agree(browser, cases)
    found = {answer["status"] for answer in browser.run(PAGE_VERDICTS, cases)}
    assert found == {str(status) for status in Status} - {"unlisted", "forged"}


@pytest.mark.browser
def test_every_character_that_gbk_has_is_shown_as_it_was_signed(browser, certificate, signer):
    characters = [chr(code) for code in range(0x80, 0xFFFF) if not 0xD800 <= code < 0xE000]
    in_gbk = "".join(character for character in characters if character.encode("gbk", "ignore"))
    assert len(in_gbk) > 20_000
    cases = [[seal(replace(certificate, unit=in_gbk[at : at + 60]), signer), ""] for at in range(0, len(in_gbk), 60)]
    assert_agree(browser, cases)


@pytest.mark.browser
def test_damaged_codes_and_printed_words_are_judged_as_in_python(browser, certificate, signer):
    code = seal(certificate, signer)
    damaged = [code[:at] + ("0" if code[at] != "0" else "1") + code[at + 1 :] for at in range(4, len(code))]
    words = [PRINTED[:at] + "改" + PRINTED[at + 1 :] for at in range(len(PRINTED))]
    others = ["DG1:", "DG1:X", "DG1:::::", "DG1:中文", f"  {code}\n"]
    assert_agree(browser, [*([text, ""] for text in (*damaged, *others)), *([code, printed] for printed in words)])


@pytest.mark.browser
@pytest.mark.parametrize(
    ("number", "told"),
    [
        ("3-2", "真实，现行有效"),
        ("3-95", "真实，现行有效"),
        ("3-97", "真实，但已于 2009-03-01 撤销：考核</script>不合格"),
        ("3-99", "真实，但已于 2009-03-02 由 厦科盟SD〔2008〕3-99（补） 代替：遗失"),
    ],
)
def test_a_pasted_code_is_told_apart(browser, certificate, signer, number, told):
    browser.run(
        "document.querySelector('#code').value = arguments[0]",
        seal(replace(certificate, number=f"厦科盟SD〔2008〕{number}"), signer),
    )
    browser.click("#check")
    assert browser.text("#verdict h2") == told
    assert "厦门大学" in browser.text("#verdict dl")
    assert browser.text("#verdict p") == "撤销名单截至 2009-03-02"


@pytest.mark.browser
def test_printed_words_that_were_altered_are_named(browser, certificate, signer):
    fill = (
        "document.querySelector('#code').value = arguments[0]; document.querySelector('#printed').value = arguments[1]"
    )
    browser.run(fill, seal(certificate, signer), PRINTED.replace("财政局", "财务局"))
    browser.click("#check")
    assert browser.text("#verdict h2") == "印出的内容被改动过，与签名不符：颁发单位"
    browser.run(fill, "", "")


@pytest.mark.browser
@pytest.mark.parametrize(("length", "millimetres", "angle"), [(12, 30, 0), (12, 30, 3), (60, 35, 3), (60, 35, -3)])
def test_a_picture_of_a_photocopy_is_read_and_judged(
    browser, certificate, signer, tmp_path, length, millimetres, angle
):
    code = seal(replace(certificate, unit="厦门华联电子股份有限公司" * (length // 12)), signer)
    photocopied(qr.png(code), millimetres=millimetres, angle=angle).save(tmp_path / "copy.png")
    browser.run("document.querySelector('#verdict').replaceChildren()")
    browser.type("#picture", f"{tmp_path / 'copy.png'}")
    browser.wait_for(SETTLED, 30)
    assert browser.run(VERDICT) == "genuine"


@pytest.mark.browser
def test_a_picture_without_a_code_and_a_file_that_is_none_are_told(browser, tmp_path):
    (tmp_path / "words.png").write_text("no picture")
    (tmp_path / "other.png").write_bytes(qr.png("HC1:ABC"))
    for name, told in (("words.png", "不是浏览器能打开的图片"), ("other.png", "没有找到证书的二维码")):
        browser.run("document.querySelector('#verdict').replaceChildren()")
        browser.type("#picture", f"{tmp_path / name}")
        browser.wait_for(SETTLED)
        assert told in browser.text("#verdict")


@pytest.mark.browser
def test_the_camera_of_a_telephone_reads_a_code(file, certificate, signer, tmp_path):
    code = photocopied(qr.png(seal(certificate, signer), scale=5), millimetres=60, noise=5).resize((480, 480))
    frame = code.convert("RGB").crop((-80, 0, 560, 480))
    frame.save(tmp_path / "film.mjpeg", format="jpeg", quality=95)
    camera = ("--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream")
    film = f"--use-file-for-fake-video-capture={tmp_path / 'film.mjpeg'}"
    with opened(file, tmp_path / "profile", *camera, film, size="390,844") as telephone:
        telephone.open(file)
        assert telephone.run("return document.documentElement.scrollWidth <= innerWidth")
        telephone.click("#camera")
        assert telephone.wait_for(VERDICT, 30) == "genuine"
        assert telephone.run("return document.querySelector('#view').hidden")
