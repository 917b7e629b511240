import docgen.errors
from docgen.diagnostics import Wording
from docgen.errors import DocgenError


def kinds():
    found = [kind for kind in vars(docgen.errors).values() if isinstance(kind, type) and issubclass(kind, DocgenError)]
    return {kind.__name__: kind.exit_code for kind in found}


def test_every_kind_of_error_has_an_exit_code_of_its_own():
    codes = kinds()
    assert len(set(codes.values())) == len(codes)
    assert 2 not in codes.values(), "2 is click's"


def test_the_exit_codes_are_those_that_the_handbook_promises():
    assert kinds() == {
        "DocgenError": 1,
        "InputError": 3,
        "PolicyError": 4,
        "TemplateError": 5,
        "ConversionError": 6,
        "AssemblyError": 7,
        "RegistryError": 8,
    }


def test_an_error_carries_what_to_say_in_both_languages():
    error = DocgenError(Wording("不行", "no"), Wording("这样做", "do this"))
    assert (error.message.zh, error.hint.en, str(error)) == ("不行", "do this", "no")
