"""Whatever has become of a document, the doctor examines it to the end."""

import random

import pytest
from lxml import etree

from docgen.doctor import examine

ODD = ("", "-1", "--1", "x", "99999999999", "{{ n }}", "²", "０")


def maimed(root: etree._Element, chance: random.Random) -> None:
    """Remove, move, or spoil a random element of a part."""
    element = chance.choice(list(root.iter(etree.Element)))
    above = element.getparent()
    match chance.randrange(4):
        case 0 if above is not None:
            above.remove(element)
        case 1 if above is not None:
            above.insert(0, element)
        case 2 if element.attrib:
            element.set(chance.choice(list(element.attrib)), chance.choice(ODD))
        case 3 if element.attrib:
            del element.attrib[chance.choice(list(element.attrib))]


@pytest.mark.parametrize("seed", range(60))
def test_no_damage_stops_the_examination(members, pack, seed):
    chance = random.Random(seed)
    name = chance.choice([name for name in members if name.endswith((".xml", ".rels"))])
    root = etree.fromstring(members[name])
    for _ in range(chance.randrange(1, 5)):
        maimed(root, chance)
    for symptom in examine(pack(members | {name: etree.tostring(root)}), "a.docx"):
        assert symptom.message.zh
        assert symptom.hint is not None
