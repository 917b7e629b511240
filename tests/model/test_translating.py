"""English names: from beside the Chinese ones, or from the file's translations."""

from docgen.model.translating import with_english_names


def test_a_member_has_the_english_name_of_the_translations(led):
    assert with_english_names(led).members[0].english_name == "Xiamen Luguang Semiconductor Lighting Co., Ltd."


def test_an_english_name_beside_the_chinese_one_stays(led):
    named = led.model_copy(update={"english": ()})
    assert with_english_names(named).profile.english_name == led.profile.english_name


def test_who_has_no_english_name_is_given_none(led):
    assert with_english_names(led.model_copy(update={"english": ()})).members[0].english_name is None
