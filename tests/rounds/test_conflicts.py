"""Conflicts of interest that were planted in a round are all found, and no innocent pair is accused."""

import re

from docgen import rounds, rules, source
from docgen.diagnostics import Location
from docgen.model.round import Expert
from tests.rules.test_likeness import MEMBERS, STRANGERS

PLANTED = {
    "alias": ("field: 光学工程, leader: true}", "field: 光学工程, leader: true, aliases: [福建示范大学]}"),
    "former name": ("福建省示范经济研究中心, title", "厦门鹭光灯具厂, title"),
    "subsidiary by the stem of its name": ("泉州示范光机电有限公司", "福建鹭光智能科技有限公司"),
    "half-width brackets": ("厦门示范会计师事务所", "厦门海曜光电(集团)有限公司"),
    "member of the committee": ("  - {expert: e3, alliance: machinery, reason: 系该联盟专家技术委员会成员}\n", ""),
}
FOUND = [
    ("e1 陆示例", "COI-01", "单位别名“福建示范大学”与成员单位“福建示范大学”"),
    ("e3 康示例", "COI-03", "专家技术委员会成员“康示例”"),
    ("e5 沈样例", "COI-01", "工作单位“厦门鹭光灯具厂”与成员单位曾用名“厦门鹭光灯具厂”"),
    ("e6 蒙样例", "COI-02", "“福建鹭光智能科技有限公司”与成员单位“厦门鹭光半导体照明股份有限公司”"),
    ("e7 鲍样例", "COI-01", "“厦门海曜光电(集团)有限公司”与成员单位“厦门海曜光电（集团）有限公司”"),
]


def test_planted_conflicts_are_all_found_with_the_place_in_both_files(unmarked, run):
    led = unmarked.parents[2] / "led.yaml"
    luguang = "    name: 厦门鹭光半导体照明股份有限公司\n"
    led.write_text(
        led.read_text("utf-8").replace(luguang, f"{luguang}    former_names: [厦门鹭光灯具厂]\n", 1), "utf-8"
    )
    text = unmarked.read_text("utf-8")
    for before, after in PLANTED.values():
        assert text.count(before) == 1
        text = text.replace(before, after)
    unmarked.write_text(text, "utf-8")
    told = [line for line in run("check", unmarked).output.splitlines() if " COI-" in line]
    for who, code, what in FOUND:
        (line,) = [line for line in told if code in line and what in line and who.split()[1] in line]
        assert re.search(r"round\.yaml:\d+:\d+: .*（/.*\.yaml:\d+:\d+）", line), line
    assert len(told) == len(FOUND), told


def test_two_hundred_innocent_pairs_are_none_accused(sample_round):
    review, alliances, programme = rounds.check(sample_round).cleared()
    led = alliances["led"]
    template = next(member for member in led.members if member.kind == "enterprise")
    members = tuple(template.model_copy(update={"id": f"m{n}", "name": name}) for n, name in enumerate(MEMBERS))
    experts = tuple(Expert(id=f"x{n}", name=f"生人{n}", unit=unit, leader=n == 0) for n, unit in enumerate(STRANGERS))
    assert len(members) * len(experts) == 200
    alliance = led.model_copy(update={"members": members})
    review = review.model_copy(
        update={"experts": experts, "alliances": review.alliances[:1], "recusals": (), "scores": ()}
    )
    read = source.read(sample_round)
    findings = rules.check_round(
        review, {"led": alliance}, programme, locate=read.locate, place=lambda *_: Location("led.yaml", 1, 1)
    )
    assert [finding.message.zh for finding in findings if finding.code.startswith("COI-")] == []
