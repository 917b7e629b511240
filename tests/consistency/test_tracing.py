from docgen import building, pipeline
from docgen.consistency import trace
from docgen.consistency.remaking import remake
from docgen.shipped import SAMPLES

LED = SAMPLES / "xiamen-2008/led.yaml"


def test_a_text_is_traced_to_its_line_and_to_every_paper_and_page_that_prints_it(made):
    [traced] = trace(made, "91990100MA8DEM002T")
    assert traced.name.zh == "members[2].uscc"
    assert traced.location.text.strip() == "uscc: 91990100MA8DEM002T"
    places = {(printed.file, printed.place.zh) for printed in traced.prints}
    assert ("work-plan.pdf", "第 3 页") in places
    assert {file for file, _ in places} == {
        "work-plan.docx", "work-plan.pdf", "commitment-letter/shenlan.docx", "commitment-letter/shenlan.pdf",
    }  # fmt: skip


def test_the_value_that_is_the_text_comes_before_those_that_hold_it(made):
    first, *others = trace(made, "示例海洋大学")
    assert first.location.text.strip() == "name: 示例海洋大学"
    assert others


def test_a_sum_is_traced_to_what_it_was_made_from(made):
    names = [traced.name.zh for traced in trace(made, "2,000")]
    assert "由 investment 算出" in names


def test_a_word_of_the_template_is_traced_to_the_template(made):
    [traced] = trace(made, "提交的材料真实、完整，与原件一致")
    assert traced.name.en == "the template's own words"
    assert traced.location.file.endswith("commitment-letter/template.docx")


def test_what_programme_and_law_say_is_traced_to_their_files(made):
    [traced, *_] = trace(made, "示例市工业和信息化局")
    assert traced.location.file.endswith("shili-2021/programme.yaml")


def test_the_day_of_issue_is_traced_to_the_manifest(made):
    [traced] = trace(made, "二〇二一年七月二十五日")
    assert traced.location.file.endswith("manifest.json")


def test_what_is_not_printed_is_traced_to_nothing(made):
    assert trace(made, "没有这几个字") == []
    assert trace(made, "") == []


def test_every_value_of_an_agreement_in_one_language_or_two_has_its_place(tmp_path):
    order = pipeline.Order(only=("agreement", "agreement-bilingual"), formats=("docx",))
    building.build(LED, tmp_path, order)
    for paper in remake(tmp_path, data=LED).papers:
        assert all(paper.place(entry).location.line for entry in paper.ledger.entries)
