from dataclasses import replace

from hypothesis import given, settings

from docgen.seal import qr, seal
from docgen.seal.sealing import PREFIX, is_sealed

from .certificates import HAN, certificates
from .conftest import signer_of


def test_the_same_certificate_has_the_same_code(certificate, signer):
    assert seal(certificate, signer) == seal(replace(certificate), signer)
    assert seal(certificate, signer).startswith(PREFIX)


@settings(deadline=None)
@given(certificates(units=HAN.flatmap(lambda one: HAN.map(lambda other: one * 30 + other * 30))))
def test_a_unit_of_sixty_characters_fits_a_code_of_version_fifteen(certificate):
    assert qr.version(seal(certificate, signer_of(1))) <= 15


def test_a_usual_certificate_fits_a_code_of_version_twelve(certificate, signer):
    assert qr.version(seal(replace(certificate, unit="厦门华联电子股份有限公司"), signer)) <= 12


def test_only_text_with_the_prefix_is_one_of_ours():
    assert is_sealed(" DG1:ABC\n")
    assert not is_sealed("HC1:ABC")
