"""What people changed: values, standing wording, structure."""

from copy import deepcopy


def test_nothing_is_read_where_nothing_was_changed(edited, read_back):
    assert not read_back(edited.blob)


def test_a_value_that_was_changed_is_told_by_its_key(edited, read_back):
    edited.change("应当提前三十日书面通知", "三十", "六十")
    edits = read_back(edited.blob)
    (value,) = edits.values
    assert (value.key, value.before, value.after) == ("agreement.exit_notice_days", "三十", ("六十",))
    assert (value.headings, value.changed, value.printed) == (("第二十五条　退出",), 1, 1)
    assert not edits.wording
    assert not edits.structure


def test_a_value_printed_in_several_places_counts_them(edited, read_back):
    for place in range(2):
        edited.change("示例大道22号", "22", "28", place=place)
    (value,) = read_back(edited.blob).values
    assert (value.key, value.changed, value.printed) == ("members.1.address", 2, 3)


def test_places_that_do_not_agree_are_both_told(edited, read_back):
    edited.change("示例大道22号", "22", "28", place=0)
    edited.change("示例大道22号", "22", "30", place=0)
    assert read_back(edited.blob).values[0].after == ("厦门市集美区示例大道28号", "厦门市集美区示例大道30号")


def test_standing_wording_that_was_changed_is_told_by_its_clause(edited, read_back):
    edited.change("无法克服的技术困难", "无法克服", "难以克服")
    edits = read_back(edited.blob)
    (wording,) = edits.wording
    assert wording.place == "risk"
    assert "难以克服" in wording.after
    assert not edits.values


def test_a_sum_that_was_changed_has_no_key(edited, read_back):
    edited.change("1,760", "1,760", "1,800")
    (value,) = read_back(edited.blob).values
    assert (value.key, value.after) == ("", ("1,800",))


def test_a_paragraph_that_was_removed_or_added_is_told_where(edited, read_back):
    gone = edited.paragraphs("联盟保持开放")[0]
    gone._p.getparent().remove(gone._p)
    edited.paragraphs("成员合并、分立")[0].insert_paragraph_before("成员更名的，应当公告。")
    assert [(edit.kind, edit.place) for edit in read_back(edited.blob).structure] == [
        ("removed", "talent"),
        ("added", "succession"),
    ]


def test_a_row_of_a_table_is_told_as_one(edited, read_back):
    row = edited.paragraphs("产业情报与对外技术交流")[0]._p.getparent().getparent()
    row.getparent().remove(row)
    (edit,) = read_back(edited.blob).structure
    assert (edit.kind, edit.place) == ("removed", "annex-tasks")
    assert edit.text.startswith("5 | 产业情报与对外技术交流 | ")


def test_a_row_that_was_copied_is_added(edited, read_back):
    row = edited.paragraphs("产业情报与对外技术交流")[0]._p.getparent().getparent()
    row.addnext(deepcopy(row))
    (edit,) = read_back(edited.blob).structure
    assert edit.kind == "added"


def test_a_paragraph_that_was_moved_is_told_once(edited, read_back):
    first, second = edited.paragraphs("专利申请")[0], edited.paragraphs("联盟保持开放")[0]
    first._p.addprevious(second._p)
    (edit,) = read_back(edited.blob).structure
    assert (edit.kind, edit.text[:6]) == ("moved", "联盟保持开放")


def test_a_blank_that_was_filled_in_is_told(edited, read_back):
    cell = edited.paragraphs("协议编号")[0]._p.getparent().getnext()
    paragraph = next(cell.iter("{*}p"))
    paragraph.append(deepcopy(edited.paragraphs("协议编号")[0].runs[0]._r))
    edits = read_back(edited.blob)
    assert [edit.after for edit in edits.wording] == ["协议编号"]


def test_edits_are_plain_data_for_tools(edited, read_back):
    edited.change("应当提前三十日书面通知", "三十", "六十")
    told = read_back(edited.blob).as_dict()
    assert told["values"][0]["key"] == "agreement.exit_notice_days"
    assert told["structure"] == []
