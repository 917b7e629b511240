import io
import zipfile

import docx
import pytest

from docgen.doctor import examine
from docgen.render import Template
from docgen.render.annotate import annotate
from docgen.render.lint import lint

VALUES = {"name": "甲"}


def annotated(blob, lang="zh"):
    return annotate(blob, "a.docx", lint(blob, "a.docx", contexts=[VALUES]), lang)


def comments(word, blob):
    with zipfile.ZipFile(io.BytesIO(blob)) as archive:
        (part,) = [name for name in archive.namelist() if "comments" in name.rpartition("/")[2]]
    return [
        "".join(text.text for text in comment.iter(f"{word.W}t"))
        for comment in word.tree(blob, part).iter(f"{word.W}comment")
    ]


def test_every_fault_gets_a_comment_and_the_copy_is_whole(word):
    blob = annotated(word.made("{{ nmae }}", "{{ name }}", "{{ oter }}"), "en")
    told = comments(word, blob)
    assert [text.partition(" ")[0] for text in told] == ["TPL-08", "TPL-08"]
    assert "Did you mean name?" in told[0]
    assert not examine(blob, "a.docx")


def test_a_comment_stands_around_the_runs_of_its_fault(word):
    body = "<w:p>" + "".join(f"<w:r><w:t>{text}</w:t></w:r>" for text in ("前", "{{ nm", "ae }}", "后")) + "</w:p>"
    root = word.tree(annotated(word.package(body=body)))
    (paragraph,) = root.iter(f"{word.W}p")
    kinds = [child.tag.removeprefix(word.W) for child in paragraph]
    assert kinds == ["r", "commentRangeStart", "r", "r", "commentRangeEnd", "r", "r"]


def test_a_comment_about_a_text_box_stands_outside_it(word):
    body = (
        "<w:p><w:r><w:t>外</w:t></w:r><w:r><w:pict><w:txbxContent><w:p><w:r><w:t>{{ nmae }}</w:t></w:r></w:p>"
        "</w:txbxContent></w:pict></w:r></w:p>"
    )
    blob = annotated(word.package(body=body))
    (start,) = word.tree(blob).iter(f"{word.W}commentRangeStart")
    assert not list(start.iterancestors(f"{word.W}txbxContent"))
    assert not examine(blob, "a.docx")


def test_a_fault_in_a_header_is_told_at_the_start_of_the_body(word):
    document = docx.Document()
    document.add_paragraph("正文")
    document.sections[0].header.paragraphs[0].text = "{{ nmae }}"
    blob = annotated(word.blob(document))
    (told,) = comments(word, blob)
    assert "页眉" in told
    assert not examine(blob, "a.docx")


def test_comments_that_are_there_stay(word):
    document = docx.Document()
    paragraph = document.add_paragraph("{{ nmae }}")
    document.add_comment(paragraph.runs, text="第一条", author="某")
    before = word.blob(document)
    blob = annotated(before)
    told = comments(word, blob)
    assert told[0] == "第一条"
    assert told[1].startswith("TPL-08")
    assert len(examine(blob, "a.docx")) == len(examine(before, "a.docx"))


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_comment_brings_no_tag_of_its_own(word, lang):
    blob = annotated(word.made("{{ nmae }}"), lang)
    assert Template(blob).render({"nmae": "乙"})
