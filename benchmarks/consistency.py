"""A hundred disagreements in finished papers: how many `docgen audit` finds, and what it says of clean ones.

    python benchmarks/consistency.py [SEEDS]

Makes the sets of every sample with all papers of its record, a draft, certificates and the papers of every round;
audits them clean; then changes one fact in one finished file at a time (a Word file by its XML, a PDF by setting a
changed Word file) and audits again, a change in each file.
"""

import random
import sys
import tempfile
import time
from collections import Counter
from datetime import date
from pathlib import Path

from docgen import building, certificates, pipeline, rounds
from docgen.batch import Failed, crew
from docgen.consistency import audit
from docgen.consistency.remaking import remake
from docgen.diagnostics import Location
from docgen.shipped import SAMPLES

sys.path.insert(0, str(Path(__file__).parent.parent))
from tests.consistency.seeding import candidates, plant

LED, MARINE = SAMPLES / "xiamen-2008/led.yaml", SAMPLES / "shili-2021/marine.yaml"

LIVES = {SAMPLES / "xiamen-2008/machinery.yaml", MARINE}


def made(home: Path) -> list[tuple[Path, Path]]:
    """Make every set; return each folder with its alliance file."""
    sets = []
    for file in sorted(SAMPLES.glob("*/*.yaml")):
        building.build(file, home / file.stem, pipeline.Order(record=file in LIVES, as_of=date(2021, 7, 25)))
        sets.append((home / file.stem, file))
    for file in sorted(SAMPLES.glob("*/rounds/*/round.yaml")):
        folder = home / f"round-{file.parent.name}"
        with crew() as alone:
            assert not any(
                isinstance(event, Failed) for event in rounds.convene_all({file: folder}, rounds.Order(), alone)
            )
        sets.append((folder, file))
    building.build(LED, home / "draft", pipeline.Order(draft=True))
    sets.append((home / "draft", LED))
    for file, notice, day in (
        (LED, "厦科联〔2009〕1号", date(2009, 1, 10)),
        (MARINE, "示科联〔2021〕18号", date(2021, 7, 25)),
    ):
        order = certificates.Order(day, "周样例", "授予称号", notice, str(home / f"{file.stem}.sqlite"))
        certificates.issue(file, home / f"{file.stem}-certificates", "pilot", order)
        sets.append((home / f"{file.stem}-certificates", file))
    return sets


def seeded(folder: Path, file: Path, chance: random.Random, wanted: int) -> tuple[int, Counter[str], list[str]]:
    """Change a fact in each of some files, audit, and count what was found with both places."""
    papers = remake(folder, data=file)
    files = [(paper, filed.path) for paper in papers.papers for filed in paper.files if candidates(paper)]
    chance.shuffle(files)
    kept = {path: (folder / path).read_bytes() for _, path in files[:wanted]}
    seeds = [plant(folder, paper, path, chance.choice(candidates(paper)), chance) for paper, path in files[:wanted]]
    told = audit(folder, data=file).findings
    missed = [
        f"{seed.file}: {seed.before} -> {seed.after} ({seed.entry.path})"
        for seed in seeds
        if not any(seed.file in finding.message.zh and _is_place(finding.location) for finding in told)
    ]
    extra = [finding.message.zh for finding in told if not any(seed.file in finding.message.zh for seed in seeds)]
    for path, content in kept.items():
        (folder / path).write_bytes(content)
    return len(seeds), Counter(seed.kind for seed in seeds), missed + extra


def _is_place(place: Location) -> bool:
    """Return whether a finding tells a place in the data; that of a day of issue is the manifest."""
    return bool(place.text.strip()) or place.file.endswith("manifest.json")


def main(wanted: int) -> None:
    chance, found, total, kinds = random.Random(20081008), 0, 0, Counter[str]()
    with tempfile.TemporaryDirectory() as home:
        sets = made(Path(home))
        for folder, file in sets:
            start = time.perf_counter()
            clean = audit(folder, data=file)
            seconds = time.perf_counter() - start
            print(f"{folder.name}: {clean.files} files, {len(clean.findings)} false alarms, {seconds:.1f} s")
            for finding in clean.findings:
                print("   ", finding.message.zh)
        while total < wanted:
            for folder, file in sets:
                count, sorts, wrong = seeded(folder, file, chance, min(6, wanted - total))
                total, found, kinds = total + count, found + count - len(wrong), kinds + sorts
                for line in wrong:
                    print(f"  {folder.name}: {line}")
                if total >= wanted:
                    break
    print(f"{found} of {total} found with both places; {dict(kinds)}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100)
