import json

from docgen.diagnostics import Finding, Location, Severity, Wording, as_json, as_text, by_place, has_errors

CODE = Finding(
    Severity.ERROR,
    "MEMB-05",
    Wording("校验码不对", "the check digit is wrong"),
    Location("led.yaml", 3, 9, 4, "    名称: 鹭光公司"),
    hint=Wording("请核对营业执照", "compare with the licence"),
    cite=Wording("GB 32100—2015", "GB 32100—2015"),
)


def test_a_finding_shows_its_line_with_a_caret_under_the_whole_value():
    lines = as_text(CODE, "zh").splitlines()
    assert lines[0] == "led.yaml:3:9: error MEMB-05 校验码不对"
    assert lines[1] == "        名称: 鹭光公司"
    assert lines[2] == " " * 14 + "^" * 8, "a Chinese character takes two cells of a terminal"
    assert lines[3:] == ["    怎么办：请核对营业执照", "    依据：GB 32100—2015"]


def test_a_finding_speaks_english_when_asked():
    assert as_text(CODE, "en").splitlines()[3:] == ["    hint: compare with the licence", "    basis: GB 32100—2015"]


def test_tools_get_the_same_facts_as_json():
    [fact] = json.loads(as_json([CODE], "en"))
    assert fact == {
        "file": "led.yaml",
        "line": 3,
        "column": 9,
        "severity": "error",
        "code": "MEMB-05",
        "message": "the check digit is wrong",
        "hint": "compare with the licence",
        "cite": "GB 32100—2015",
    }


def test_findings_come_in_the_order_of_the_file():
    later = Finding(Severity.WARNING, "NAME-01", Wording("名", "n"), Location("led.yaml", 10, 1))
    assert by_place([later, CODE]) == [CODE, later]


def test_only_errors_stop_a_build():
    warning = Finding(Severity.WARNING, "NAME-01", Wording("名", "n"), Location("led.yaml", 10, 1))
    assert not has_errors([warning])
    assert has_errors([warning, CODE])


def test_a_wording_is_filled_in_both_languages():
    assert Wording("缺 {n} 家", "{n} missing").fill(n=2) == ("缺 2 家", "2 missing")
