"""Finished papers are read back: each change of a fact is found with both places, and nothing else is."""

import json
import random
import shutil
from datetime import date
from pathlib import Path

import docx
import pytest

from docgen import building, certificates, pipeline, rounds
from docgen.batch import crew
from docgen.consistency import audit
from docgen.consistency.remaking import remake
from docgen.errors import InputError
from docgen.shipped import SAMPLES
from tests.consistency.seeding import altered, candidates, plant

LED = SAMPLES / "xiamen-2008/led.yaml"


def told(folder: Path) -> list[str]:
    return [finding.message.zh for finding in audit(folder).findings]


def rewrite(file: Path, old: str, new: str) -> None:
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), "utf-8")


def test_a_clean_set_has_no_disagreement(folder):
    found = audit(folder)
    assert (found.findings, found.files, found.stale) == ([], 28, ())


@pytest.mark.parametrize("draft", [False, True])
def test_a_clean_set_of_the_first_city_has_none_final_or_draft(tmp_path, draft):
    shutil.copy(LED, tmp_path)
    order = pipeline.Order(formats=("docx",), draft=draft)
    building.build(tmp_path / "led.yaml", tmp_path / "papers", order)
    assert told(tmp_path / "papers") == []


def test_certificates_as_they_were_issued_have_none_and_a_changed_one_is_found(tmp_path):
    shutil.copy(SAMPLES / "shili-2021/marine.yaml", tmp_path)
    day, register = date(2021, 7, 25), str(tmp_path / "register.sqlite")
    order = certificates.Order(day, "周样例", "授予称号", "示科联〔2021〕18号", register)
    certificates.issue(tmp_path / "marine.yaml", tmp_path / "papers", "pilot", order)
    assert told(tmp_path / "papers") == []
    paper = next(paper for paper in remake(tmp_path / "papers").papers if paper.copy.context.get("member"))
    number = next(entry for entry in paper.ledger.entries if entry.text == "SL-P-2021-1-1")
    (tmp_path / "papers/SL-P-2021-1-1.docx").write_bytes(altered(paper.docx, number, "SL-P-2021-1-9"))
    [message] = told(tmp_path / "papers")
    assert "“SL-P-2021-1-9”" in message
    assert "“SL-P-2021-1-1”" in message


def test_a_fact_changed_in_each_of_many_finished_files_is_found_with_both_places(folder):
    chance = random.Random(8)
    papers = remake(folder).papers
    pairs = [(paper, filed.path) for paper in papers for filed in paper.files if candidates(paper)]
    seeds = [plant(folder, paper, path, chance.choice(candidates(paper)), chance) for paper, path in pairs]
    findings = audit(folder).findings
    assert len(seeds) == 28
    for seed in seeds:
        found = [finding for finding in findings if finding.message.zh.startswith(f"{seed.file}（")]
        assert found, seed
        assert all(finding.location.line for finding in found)
        assert any(finding.code == "AUDIT-01" for finding in found), (seed, found)


def test_the_finding_names_the_place_in_the_data_the_paper_and_who_agrees_with_the_data(folder):
    paper = next(paper for paper in remake(folder).papers if str(paper.copy.path) == "evaluation-sheet")
    total = next(entry for entry in paper.ledger.entries if entry.text == "2,000")
    (folder / "evaluation-sheet.docx").write_bytes(altered(paper.docx, total, "2,100"))
    [finding] = audit(folder).findings
    assert finding.message.zh == "evaluation-sheet.docx（正文第 16 段）印的是“2,100”，由 investment 算出是“2,000”"
    assert finding.location.text.strip() == "investment:"
    assert finding.hint is not None
    assert "work-plan.docx" in finding.hint.zh


def test_members_in_another_order_are_found(folder):
    document = docx.Document(folder / "work-plan.docx")
    table = next(table for table in document.tables if table.cell(0, 1).text == "单位名称")
    rows = table.rows
    rows[1]._tr.addprevious(rows[2]._tr)
    document.save(folder / "work-plan.docx")
    findings = audit(folder).findings
    assert any("深蓝" in finding.message.zh for finding in findings)
    assert all("work-plan.docx" in finding.message.zh for finding in findings)


def test_a_word_of_the_template_changed_by_hand_is_a_warning(folder):
    document = docx.Document(folder / "commitment-letter/haida.docx")
    document.paragraphs[0].runs[0].text = "诚信承诺函"
    document.save(folder / "commitment-letter/haida.docx")
    [finding] = audit(folder).findings
    assert (finding.code, str(finding.severity)) == ("AUDIT-03", "warning")
    assert "诚信承诺函" in finding.message.zh


def test_a_header_changed_by_hand_is_found(folder):
    document = docx.Document(folder / "commitment-letter/haida.docx")
    header = next(paragraph for paragraph in document.sections[0].header.paragraphs if "大学" in paragraph.text)
    header.runs[0].text = header.text.replace("海洋大学", "理工大学")
    for run in header.runs[1:]:
        run.text = ""
    document.save(folder / "commitment-letter/haida.docx")
    [finding] = audit(folder).findings
    assert "示例理工大学诚信承诺书" in finding.message.zh
    assert finding.location.text.strip() == "name: 示例海洋大学"


def test_opening_and_saving_in_another_program_is_no_disagreement(folder):
    for file in ("work-plan.docx", "commitment-letter/haida.docx", "pilot-certificates/haida.docx"):
        document = docx.Document(folder / file)
        document.save(folder / file)
    assert told(folder) == []


def test_data_changed_after_the_papers_were_made_disagree_with_each_paper(folder):
    rewrite(folder.parent / "marine.yaml", "full_time_staff: 1", "full_time_staff: 2")
    found = audit(folder)
    assert found.stale == (folder.parent / "marine.yaml",)
    files = {finding.message.zh.partition("（")[0] for finding in found.findings}
    assert files == {"work-plan.docx", "work-plan.pdf"}
    assert all("full_time_staff: 2" in finding.location.text for finding in found.findings)


def test_a_file_that_is_gone_or_broken_is_told(folder):
    (folder / "work-plan.pdf").unlink()
    (folder / "evaluation-sheet.pdf").write_bytes(b"%PDF-1.7 broken")
    (folder / "evaluation-sheet.docx").write_bytes(b"broken")
    assert sorted(finding.code for finding in audit(folder).findings) == ["AUDIT-04", "AUDIT-05", "AUDIT-05"]


def test_the_alliance_file_is_found_where_it_is_said_to_be(folder, tmp_path):
    (tmp_path / "elsewhere").mkdir()
    moved = (folder.parent / "marine.yaml").rename(tmp_path / "elsewhere/marine.yaml")
    with pytest.raises(InputError, match=r"marine\.yaml"):
        audit(folder)
    assert audit(folder, data=moved).findings == []
    assert audit(folder, data=moved.parent).findings == []


def test_a_folder_that_docgen_did_not_make_is_refused(tmp_path):
    with pytest.raises(InputError, match=r"manifest\.json"):
        audit(tmp_path)


def test_the_manifest_says_how_to_make_the_papers_again(made):
    manifest = json.loads((made / "manifest.json").read_text("utf-8"))
    assert {each["order"] for each in manifest["files"]} == {0}
    assert manifest["orders"] == [{"file": "marine.yaml", "as_of": "2021-07-25", "draft": False}]


def test_a_manifest_of_an_earlier_docgen_has_the_order_beside_each_file(folder):
    manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
    (order,) = manifest.pop("orders")
    for each in manifest["files"]:
        each["order"] = order
    (folder / "manifest.json").write_text(json.dumps(manifest), "utf-8")
    assert audit(folder).findings == []


def test_the_papers_of_a_round_are_read_back_with_their_places_in_the_round_or_the_alliance(tmp_path):
    file = SAMPLES / "shili-2021/rounds/2021-1/round.yaml"
    with crew() as alone:
        order = rounds.Order(only=("review-joint", "review-applications"), formats=("docx",))
        assert list(rounds.convene_all({file: tmp_path}, order, alone))
    papers = {str(paper.copy.path): paper for paper in remake(tmp_path, data=file).papers}
    for kind, value, said in (
        ("review-joint/marine", "蔚样本", "joint_review[2].handled_by"),
        ("review-applications", "示例市海洲海洋装备股份有限公司", "members[1].name"),
    ):
        entry = next(entry for entry in papers[kind].ledger.entries if entry.text == value)
        (tmp_path / f"{kind}.docx").write_bytes(altered(papers[kind].docx, entry, "甲乙丙"))
        told = [finding for finding in audit(tmp_path, data=file).findings if kind in finding.message.zh]
        assert said in told[0].message.zh
        assert value in told[0].location.text


def test_an_entry_of_the_record_is_traced_to_its_line(folder):
    building.build(
        folder.parent / "marine.yaml",
        folder,
        pipeline.Order(only=("visit-record", "liaison-report"), formats=("docx",)),
    )
    papers = {str(paper.copy.path): paper for paper in remake(folder).papers}
    report = papers["liaison-report/hua-2"]
    problem = next(entry for entry in report.ledger.entries if entry.text.startswith("走访成员单位5次"))
    assert report.place(problem).name == "liaison[1].reports[2].summary"
    assert "走访成员单位5次" in report.place(problem).location.text


def test_a_file_that_nobody_can_make_again_is_named_and_not_passed_for_clean(run, folder):
    manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
    for each in manifest["files"]:
        if each["path"] == "work-plan.docx":
            del each["order"]
    (folder / "manifest.json").write_text(json.dumps(manifest, ensure_ascii=False), "utf-8")
    assert audit(folder).unknown == ("work-plan.docx",)
    assert "有 1 个文件没有核对" in run("audit", folder).output
