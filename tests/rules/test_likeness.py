"""Names of one house are seen to be alike, and names of two houses are not, however much they share."""

from itertools import product

import pytest

from docgen.programme import load
from docgen.rules.likeness import kinship
from docgen.shipped import TEMPLATES

WORDS = load("xiamen-2008", [TEMPLATES]).review.likeness
MEMBERS = [
    "厦门鹭光半导体照明股份有限公司",
    "厦门海曜光电（集团）有限公司",
    "厦门A&D检测仪器有限公司",
    "福建示范大学",
    "鹭岛示范理工学院",
    "厦门市光电示范研究所",
    "厦门市光电子示范行业协会",
    "厦门港通物流软件有限公司",
    "福建省机械科学示范研究院",
    "厦门市软件评测示范中心",
]
STRANGERS = [
    "厦门鹭岛半导体照明有限公司",
    "厦门海岳光电集团有限公司",
    "厦门B&D检测仪器有限公司",
    "福建示范医科大学",
    "福建师范大学",
    "鹭岛海洋示范学院",
    "鹭江示范大学",
    "厦门市光学示范研究所",
    "厦门市电子示范行业协会",
    "厦门港务物流有限公司",
    "福建省机械工业示范设计院",
    "厦门市软件示范行业协会",
    "厦门半导体科技有限公司",
    "厦门光电软件有限公司",
    "东海示范理工大学",
    "厦门示范会计师事务所",
    "泉州示范光机电有限公司",
    "福建省示范经济研究中心",
    "厦门市软件测试中心",
    "上海海耀光电（集团）有限公司",
]


def test_two_hundred_innocent_pairs_are_none_accused():
    pairs = list(product(MEMBERS, STRANGERS))
    assert len(pairs) == 200
    assert [(one, other) for one, other in pairs if kinship(one, other, WORDS)] == []


@pytest.mark.parametrize(
    ("one", "other", "how"),
    [
        ("厦门海曜光电(集团)有限公司", "厦门海曜光电（集团）有限公司", "same"),
        ("厦门 海曜光电集团股份有限公司", "厦门海曜光电（集团）有限公司", "same"),
        ("厦门Ａ＆Ｄ检测仪器有限公司", "厦门A&D检测仪器有限公司", "same"),
        ("福建示范大学光电学院", "福建示范大学", "part"),
        ("福建示范大学资产经营有限公司", "福建示范大学", "part"),
        ("厦门鹭光照明有限公司", "厦门鹭光半导体照明股份有限公司", "stem"),
        ("鹭光（福建）智能科技有限公司", "厦门鹭光半导体照明股份有限公司", "stem"),
    ],
)
def test_planted_kinships_are_found_from_either_side(one, other, how):
    assert kinship(one, other, WORDS) == kinship(other, one, WORDS) == how
