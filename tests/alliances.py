"""Alliance files as large as one likes: the sample with more members, some of them with very long names."""

from pathlib import Path

from docgen.shipped import SAMPLES
from docgen.text import uscc_check

LED = SAMPLES / "xiamen-2008" / "led.yaml"
LAST = "厦门市光电子示范行业协会"
_TRADES = "集成电路新型显示智能装备生物医药海洋科技新材料新能源软件信息服务现代物流精密仪器先进制造工程技术研究"
_MEMBER = """  - id: m{number}
    name: {name}
    kind: enterprise
    uscc: {uscc}
    legal_representative: 样例
    contact: {{name: 样例, phone: "0592-0000009", email: m{number}@xinlai.example}}
    address: 厦门市示例路{number}号
    contribution: {{cash: 0, in_kind: 20, staff: 3}}

"""


def alliance(folder: Path, number: int, *, members: int) -> Path:
    """Write the file of an alliance with so many members, eight of them those of the sample; return it."""
    names = {at: f"厦门{_TRADES[: 2 + at * 7 % 49]}{number}第{at}有限公司" for at in range(1, members - 7)}
    written = "".join(_member(number, at, name) for at, name in names.items())
    listed = "".join(f"      - {name}\n" for name in names.values())
    partners = ", ".join(["yuan", *(f"m{at}" for at in names)])
    text = LED.read_text("utf-8")
    for old, new in (
        ("厦门市半导体照明产业技术创新战略联盟", f"厦门市第{number}半导体照明产业技术创新战略联盟"),
        (f"      - {LAST}\n", f"      - {LAST}\n{listed}"),
        ("objectives:  ", f"{written}objectives:  "),
        ("partners: [yuan]", f"partners: [{partners}]"),
    ):
        text = text.replace(old, new)
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"{number:04}.yaml"
    file.write_text(text, "utf-8")
    return file


def several_notices(folder: Path, *, notices: int, each: int) -> Path:
    """Write the file of an alliance to which so many notices name ``each`` members; return it."""
    file = alliance(folder, 0, members=notices * each)
    head, _, rest = file.read_text("utf-8").partition("grants:")
    block, _, tail = rest.partition("\n\n")
    names = [line.strip(" -") for line in block.splitlines() if line.startswith("      - ")]
    title = next(line for line in block.splitlines() if line.startswith("    title:"))
    written = (
        f"  - kind: pilot\n    number: 厦科联〔2009〕{number + 1}号\n    issued_on: 2009-01-08\n{title}\n    members:\n"
        + "".join(f"      - {name}\n" for name in names[number * each : (number + 1) * each])
        for number in range(notices)
    )
    file.write_text(f"{head}grants:\n{''.join(written)}\n\n{tail}", "utf-8")
    return file


def _member(alliance: int, number: int, name: str) -> str:
    stem = f"91350200MA{alliance:04}{number:03}"
    return _MEMBER.format(number=number, name=name, uscc=stem + uscc_check(stem))
