from lxml import etree

from docgen.revision import Passage, Record, Stretch

STRETCHES = (
    Stretch("提前"),
    Stretch("三十", "value", "agreement.exit_notice_days"),
    Stretch("日，依照"),
    Stretch("第五条", "reference", "_Ref_exit"),
    Stretch("八", "computed"),
)


def test_a_record_is_read_as_it_was_written():
    record = Record(
        "B07BBF9A6040", (Passage("_dg1", "exit", "第一条　退出", 0, STRETCHES), Passage("_dg2", "", "", 3, ()))
    )
    assert Record.read(etree.fromstring(record.xml())) == record


def test_a_record_keeps_every_character():
    record = Record("", (Passage("_dg1", "a", "b", 0, (Stretch("𠮷<&>\"'\n  ]]>", "value", "x"),)),))
    assert Record.read(etree.fromstring(record.xml())) == record


def test_a_record_of_a_later_docgen_is_read_as_far_as_it_is_understood():
    xml = b'<record xmlns="urn:alliance-docgen:record:1"><p mark="_dg1"><q>?</q><w>A</w></p></record>'
    assert Record.read(etree.fromstring(xml)) == Record("", (Passage("_dg1", "", "", 0, (Stretch("A"),)),))


def test_a_passage_says_what_its_stretches_say():
    assert Passage("_dg1", "", "", 0, STRETCHES).text == "提前三十日，依照第五条八"
