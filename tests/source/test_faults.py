import re

from docgen.diagnostics import Severity
from docgen.source import faults
from docgen.source.faults import Fault

ALL = [fault for fault in vars(faults).values() if isinstance(fault, Fault)]


def test_every_fault_has_a_code_of_its_own_in_the_family():
    codes = [fault.code for fault in ALL]
    assert len(set(codes)) == len(codes)
    assert all(re.fullmatch(r"SRC-\d\d", code) for code in codes)


def test_every_fault_says_in_both_languages_what_is_wrong_and_what_to_do():
    assert all(text for fault in ALL for text in (*fault.message, *fault.hint))


def test_both_languages_name_the_same_values():
    for fault in ALL:
        for wording in (fault.message, fault.hint):
            named = [set(re.findall(r"(?<!\{)\{(\w+?)(?:_en)?\}(?!\})", text)) for text in wording]
            assert named[0] == named[1], fault.code


def test_only_what_loses_nothing_is_a_warning():
    assert {fault.code for fault in ALL if fault.severity is Severity.WARNING} == {"SRC-15", "SRC-17"}
