"""A small city that extends the first: few papers, so that a proof is quick; a test breaks it in one place."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from docgen.documents import documents
from docgen.programme import Programme, load
from docgen.shipped import TEMPLATES

KEPT = {"evaluation-sheet", "visit-plan", "plaque", "review-pledge", "pilot-certificates", "certificate-list"}

SCHEME = """\
id: {id}
extends: xiamen-2008
title: 样例市联盟试点
english: Sample City
city: 样例市
in_force: 2010-03-01
cite: plan
issuers:
  - {{name: 样例市科学技术局, short: 市科技局, role: lead, since: 2010-03-01}}
  - {{name: 样例市经济委员会, short: 市经委, role: joint, since: 2010-03-01}}
reception: {{office: 甲, phone: "1", supervision: 乙, supervision_phone: "2", address: 丙}}
removes: [life, certificates/demonstration]
removes_files: [{removes}]
certificates:
  pilot: {{number: "样〔{{year}}〕{{alliance_serial}}-{{member_serial}}"}}
life: []
"""


@pytest.fixture(scope="session")
def xiamen() -> Programme:
    return load("xiamen-2008", [TEMPLATES])


def write_city(home: Path, xiamen: Programme, *changes: tuple[str, str], name: str = "yangli-2010") -> Path:
    """Write a small city into a folder, its text changed where a test says so; return its own folder."""
    removes = sorted({kind.kind for kind in documents(xiamen)} - KEPT)
    text = SCHEME.format(id="yangli-2010", removes=", ".join([*removes, "coverage.yaml"]))
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new)
    folder = home / name
    folder.mkdir()
    law = (TEMPLATES / "shili-2021/law.yaml").read_text("utf-8").replace("2021-03-01", "2010-03-01")
    (folder / "law.yaml").write_text(law, "utf-8")
    (folder / "programme.yaml").write_text(text, "utf-8")
    return folder


@pytest.fixture
def city(tmp_path: Path, xiamen: Programme) -> Callable[..., Path]:
    return partial(write_city, tmp_path, xiamen)
