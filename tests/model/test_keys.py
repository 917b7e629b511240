import inspect

from docgen.model import CHINESE_KEYS, Record, agreement, alliance, award, fees, life
from docgen.model import round as rounds


def keys_of_the_model():
    modules = (agreement, alliance, award, fees, life, rounds)
    kinds = [kind for module in modules for _, kind in inspect.getmembers(module, inspect.isclass)]
    records = [kind for kind in kinds if issubclass(kind, Record)]
    return {field.alias or name for record in records for name, field in record.model_fields.items()}


def test_every_key_of_the_model_can_be_written_in_chinese():
    assert keys_of_the_model() - set(CHINESE_KEYS.values()) == set()


def test_a_person_has_a_word_of_their_own_for_name_and_title():
    assert {CHINESE_KEYS[word] for word in ("名称", "姓名")} == {"name"}
    assert {CHINESE_KEYS[word] for word in ("标题", "职务", "职称")} == {"title"}


def test_the_table_holds_no_key_that_the_model_does_not_know():
    assert set(CHINESE_KEYS.values()) - keys_of_the_model() == set()
