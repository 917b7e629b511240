from lxml import etree

from docgen.render.word import W, w
from docgen.revision.atoms import atoms, joined


def paragraph(content: str):
    return etree.fromstring(f'<w:p xmlns:w="{W}">{content}</w:p>')


def keys(content: str, *, strict: bool = False):
    return [atom.key.split("\0")[0] for atom in atoms(paragraph(content), strict=strict)[0]]


BOLD = "<w:rPr><w:b/></w:rPr>"


def test_words_are_the_same_however_they_are_cut_into_runs():
    whole = "<w:r><w:t>提前三十日通知</w:t></w:r>"
    cut = "<w:r><w:t>提前</w:t></w:r><w:r><w:t>三十</w:t></w:r><w:r><w:t>日通知</w:t></w:r>"
    assert keys(whole) == keys(cut) == ["提", "前", "三十日", "通", "知"]


def test_formatting_tells_words_apart_only_where_it_is_asked_for():
    plain, bold = paragraph("<w:r><w:t>甲</w:t></w:r>"), paragraph(f"<w:r>{BOLD}<w:t>甲</w:t></w:r>")
    for strict in (True, False):
        one, other = (atoms(each, strict=strict)[0][0].key for each in (plain, bold))
        assert (one != other) == strict


def test_a_field_is_one_whether_it_is_simple_or_not():
    simple = '<w:fldSimple w:instr=" REF _Ref_a \\n \\h "><w:r><w:t>第一条</w:t></w:r></w:fldSimple>'
    marks = [f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")]
    code = "<w:r><w:instrText> REF  _Ref_a \\h \\n </w:instrText></w:r>"
    complex_ = f"{marks[0]}{code}{marks[1]}<w:r><w:t>第一条</w:t></w:r>{marks[2]}"
    (one,), (other,) = (atoms(paragraph(each), strict=False)[0] for each in (simple, complex_))
    assert (one.key, one.text) == (other.key, other.text)
    assert len(other.runs) == 5


def test_bookmarks_go_with_what_follows_them():
    start, end = '<w:bookmarkStart w:id="1" w:name="a"/>', '<w:bookmarkEnd w:id="1"/>'
    found, left = atoms(paragraph(f"{start}<w:r><w:t>甲</w:t></w:r>{end}"), strict=False)
    assert [mark.tag for mark in found[0].marks] == [w("bookmarkStart")]
    assert [mark.tag for mark in left] == [w("bookmarkEnd")]


def test_runs_that_look_alike_are_joined_again():
    content = f"<w:r><w:t>甲</w:t></w:r><w:r><w:t>乙</w:t></w:r><w:r>{BOLD}<w:t>丙</w:t></w:r><w:r><w:br/></w:r>"
    found, _ = atoms(paragraph(content), strict=True)
    runs = joined([run for atom in found for run in atom.runs])
    assert [run.findtext(w("t")) for run in runs] == ["甲乙", "丙", None]


def test_a_page_break_is_compared_only_between_files_of_one_house():
    content = '<w:r><w:br w:type="page"/><w:t>甲</w:t></w:r>'
    assert len(keys(content, strict=True)) == 2
    assert keys(content) == ["甲"]
