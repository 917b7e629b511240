import io
import zipfile

import pytest

from docgen.errors import TemplateError
from docgen.restyle import HOUSE_PARTS, restyle
from docgen.shipped import TEMPLATES

HOUSES = sorted(TEMPLATES.glob("*/house.docx"))
PAIRS = [(house, template) for house in HOUSES for template in sorted(house.parent.glob("*/template.docx"))]


def parts(package):
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.mark.parametrize(("house", "template"), PAIRS, ids=[template.parent.name for _, template in PAIRS])
def test_every_template_wears_the_house_style(house, template):
    dress, worn = parts(house.read_bytes()), parts(template.read_bytes())
    assert {name: worn[name] == dress[name] for name in HOUSE_PARTS} == dict.fromkeys(HOUSE_PARTS, True)


def test_a_changed_house_reaches_the_template_and_nothing_else_changes():
    house, template = PAIRS[0][0].read_bytes(), PAIRS[0][1].read_bytes()
    dress = parts(house)
    dress["word/styles.xml"] = dress["word/styles.xml"].replace(b'w:val="44"', b'w:val="48"')
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, text in dress.items():
            archive.writestr(name, text)
    dressed = parts(restyle(packed.getvalue(), template))
    assert dressed["word/styles.xml"] == dress["word/styles.xml"]
    kept = [name for name in dressed if name not in HOUSE_PARTS]
    assert {name: dressed[name] for name in kept} == {name: parts(template)[name] for name in kept}


def test_a_style_that_the_house_lacks_is_named():
    template = parts(PAIRS[0][1].read_bytes())
    template["word/header1.xml"] = template["word/header1.xml"].replace(b'w:val="Header"', b'w:val="Fancy"')
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, text in template.items():
            archive.writestr(name, text)
    with pytest.raises(TemplateError, match="Fancy"):
        restyle(PAIRS[0][0].read_bytes(), packed.getvalue())


def test_a_file_that_is_no_word_file_is_refused():
    with pytest.raises(TemplateError, match="not a Word file"):
        restyle(b"garbage", PAIRS[0][1].read_bytes())
