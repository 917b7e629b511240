from docgen.clauses.terms import spoken


def test_a_long_term_hides_the_shorter_one_inside_it():
    assert spoken("参加联盟项目", ["联盟", "联盟项目"]) == {"联盟项目"}


def test_both_are_spoken_where_both_stand():
    assert spoken("联盟的联盟项目", ["联盟", "联盟项目"]) == {"联盟", "联盟项目"}


def test_no_term_is_spoken_by_other_words():
    assert spoken("成员", ["联盟"]) == set()


def test_a_definition_that_only_another_definition_needs_is_printed(write):
    points = write().articles[0].paragraphs[0].points
    assert any("“项目牵头方”" in point.text for point in points)
    assert not any("“联盟实体”" in point.text for point in points)
