from datetime import date

import pytest
import sqlalchemy
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy.exc import DatabaseError

from docgen.errors import RegistryError
from docgen.registry import Adopted, Event, Register, Status, numbers
from docgen.registry.database import REVISION, Database
from docgen.registry.tables import metadata
from tests.registry.conftest import LED, SERIES, act, face


def issue(register, *units, group=LED):
    with register.reserved(SERIES, group=group, holders=units) as given:
        register.record(act(), {number: face(unit, alliance=group) for unit, number in given.items()})
    return list(given.values())


def crash(register, unit):
    """Reserve a number and come no further."""
    with register._database.writing() as connection:
        return numbers.reserve(connection, SERIES, group=LED, holders=[unit])


def raw(url, statement, **values):
    engine = sqlalchemy.create_engine(
        url.replace("postgresql://", "postgresql+psycopg://") if "://" in url else f"sqlite:///{url}"
    )
    try:
        with engine.begin() as connection:
            connection.execute(sqlalchemy.text(statement), values)
    finally:
        engine.dispose()


def unguarded(url):
    """Take away what keeps entries as they are, as someone with the database's password could."""
    if "://" in url:
        raw(url, "DROP TRIGGER register_entries_append_only ON register_entries")
    else:
        raw(url, "DROP TRIGGER register_entries_no_UPDATE")
        raw(url, "DROP TRIGGER register_entries_no_DELETE")


def test_numbers_follow_the_order_of_units_and_of_alliances(url):
    with Register(url) as register:
        assert issue(register, "甲", "乙") == ["厦联试〔2009〕1-1号", "厦联试〔2009〕1-2号"]
        assert issue(register, "丙", group="生物医药联盟") == ["厦联试〔2009〕2-1号"]
        assert issue(register, "丁") == ["厦联试〔2009〕1-3号"]


def test_a_number_is_given_back_when_its_paper_is_not_made(url):
    with Register(url) as register:
        with pytest.raises(ZeroDivisionError), register.reserved(SERIES, group=LED, holders=["甲"]):
            raise ZeroDivisionError
        assert register.verify().reserved == ()
        assert issue(register, "乙") == ["厦联试〔2009〕1-1号"]


def test_after_a_crash_the_same_paper_is_given_the_same_number(url):
    with Register(url) as register:
        assert crash(register, "甲") == {"甲": "厦联试〔2009〕1-1号"}
        assert issue(register, "乙") == ["厦联试〔2009〕1-2号"]
        assert register.verify().reserved == ("厦联试〔2009〕1-1号",)
        assert issue(register, "甲") == ["厦联试〔2009〕1-1号"]
        assert register.verify().reserved == ()


def test_a_released_number_is_the_next_to_be_given(url):
    with Register(url) as register:
        crash(register, "甲")
        issue(register, "乙")
        assert register.release(["厦联试〔2009〕1-1号", "厦联试〔2009〕1-2号"]) == ["厦联试〔2009〕1-1号"]
        assert issue(register, "丙") == ["厦联试〔2009〕1-1号"]


def test_a_paper_whose_number_was_released_meanwhile_is_not_recorded(url):
    with Register(url) as register:
        with (
            pytest.raises(RegistryError, match="not reserved"),
            register.reserved(SERIES, group=LED, holders=["甲"]) as given,
        ):
            register.release(given.values())
            register.record(act(), {number: face(unit) for unit, number in given.items()})
        assert register.certificates() == []


def test_a_unit_is_issued_one_certificate_and_is_then_referred_to_reissue(url):
    with Register(url) as register:
        issue(register, "甲")
        with pytest.raises(RegistryError) as told:
            issue(register, "乙", "甲")
        assert "甲 已经有编号 厦联试〔2009〕1-1号 的证书" in told.value.message.zh
        assert "reissue" in told.value.hint.zh
        assert register.verify().reserved == ()


def test_a_certificate_is_reissued_corrected_and_revoked_with_its_history(url):
    with Register(url) as register:
        (number,) = issue(register, "甲")
        for event, day in ((Event.REISSUED, 12), (Event.CORRECTED, 13), (Event.REVOKED, 14)):
            register.record(act(event, date(2009, 1, day)), {number: face("甲公司")})
        certificate = register.find(number)
        assert [entry.act.event for entry in certificate.history] == ["issued", "reissued", "corrected", "revoked"]
        assert (certificate.reissues, certificate.status(), certificate.face.unit) == (1, Status.REVOKED, "甲公司")
        with pytest.raises(RegistryError, match="revoked"):
            register.record(act(Event.REISSUED, date(2009, 2, 1)), {number: face("甲")})


def test_an_entry_cannot_be_earlier_than_the_one_before(url):
    with Register(url) as register:
        (number,) = issue(register, "甲")
        with pytest.raises(RegistryError, match="cannot be earlier"):
            register.record(act(Event.REVOKED, date(2009, 1, 9)), {number: face("甲")})


def test_a_number_that_does_not_exist_is_told(url):
    with Register(url) as register, pytest.raises(RegistryError, match="no number 9-9"):
        register.record(act(Event.REVOKED), {"9-9": face("甲")})


def test_a_term_ends_after_its_last_day(url):
    with Register(url) as register:
        (number,) = issue(register, "甲")
        certificate = register.find(number)
        assert certificate.status(date(2011, 1, 9)) is Status.IN_FORCE
        assert certificate.status(date(2011, 1, 10)) is Status.EXPIRED


def test_what_was_written_is_read_back_and_verifies(url):
    with Register(url) as register:
        issue(register, "厦门A&D检测仪器有限公司", "张㛃·𬭎䶮\n'; DROP TABLE register_entries; --")
        units = [certificate.face.unit for certificate in register.certificates()]
        assert units == ["厦门A&D检测仪器有限公司", "张㛃·𬭎䶮\n'; DROP TABLE register_entries; --"]
        found = register.verify()
        assert (found.entries, found.faults, len(found.head)) == (2, (), 64)


@pytest.mark.parametrize("statement", ["UPDATE register_entries SET who = 'x'", "DELETE FROM register_entries"])
def test_the_database_itself_refuses_changes_to_entries(url, statement):
    with Register(url) as register:
        issue(register, "甲")
    with pytest.raises(DatabaseError, match="append-only"):
        raw(url, statement)


@pytest.mark.parametrize(
    ("column", "value"),
    [("number", "厦联试〔2009〕1-2号"), ("event", "revoked"), ("day", "2009-01-11"), ("who", "他人"), ("why", ""),
     ("basis", "口头"), ("face", "{}"), ("previous", "0" * 64), ("digest", "0" * 64)],
)  # fmt: skip
def test_any_change_of_an_entry_shows_at_its_line(url, column, value):
    with Register(url) as register:
        issue(register, "甲", "乙", "丙")
        unguarded(url)
        raw(url, f"UPDATE register_entries SET {column} = :value WHERE seq = 3", value=value)
        faults = register.verify().faults
        assert [fault.seq for fault in faults][:1] == [3]


def test_an_entry_that_is_taken_out_shows(url):
    with Register(url) as register:
        issue(register, "甲", "乙", "丙")
        unguarded(url)
        raw(url, "DELETE FROM register_entries WHERE seq = 2")
        assert [fault.what.zh for fault in register.verify().faults] == ["第 2 条不见了"]


def test_entries_cut_off_at_the_end_show_by_a_head_that_was_noted(url):
    with Register(url) as register:
        issue(register, "甲", "乙")
        noted = register.verify().head
        issue(register, "丙")
        assert register.verify(head=noted).faults == ()
        unguarded(url)
        raw(url, "DELETE FROM register_entries WHERE seq > 1")
        assert register.verify().faults == ()
        assert "删去" in register.verify(head=noted).faults[0].what.zh


def test_an_entry_that_cannot_be_read_points_to_verify(url):
    with Register(url) as register:
        issue(register, "甲")
        unguarded(url)
        raw(url, "UPDATE register_entries SET face = 'x'")
        with pytest.raises(RegistryError) as told:
            register.certificates()
        assert "verify" in told.value.hint.zh


def test_old_certificates_keep_their_numbers_and_new_ones_follow(url):
    with Register(url) as register:
        register.adopt(
            [
                Adopted("厦联试〔2009〕3-2号", act(), face("甲", alliance="旧联盟"), SERIES, (3, 2)),
                Adopted("老字第7号", act(), face("乙", alliance="旧联盟"), "老字"),
            ]
        )
        assert issue(register, "丙", group="旧联盟") == ["厦联试〔2009〕3-1号"]
        assert issue(register, "丁") == ["厦联试〔2009〕1-1号"]
        with pytest.raises(RegistryError, match="recorded already"):
            register.adopt([Adopted(number, act(), face("戊"), "老字") for number in ("老字第8号", "老字第7号")])
        assert len(register.certificates()) == 4


def test_a_large_old_register_costs_no_more_questions_than_a_small_one(url):
    def asked(count, group):
        olds = [Adopted(f"{group}字第{n}号", act(), face(f"{n}", alliance=group), "老字") for n in range(count)]
        with Register(url) as register:
            questions = []
            sqlalchemy.event.listen(
                register._database._engine, "before_cursor_execute", lambda *said: questions.append(said[2])
            )
            register.adopt(olds)
            assert len(register.certificates(group=group)) == count
        return len(questions)

    assert asked(3, "甲") == asked(120, "乙")


def test_the_tables_are_those_of_the_newest_migration(url):
    with Register(url):
        pass
    database = Database(url)
    with database.reading() as connection:
        inspector = sqlalchemy.inspect(connection)
        for table in metadata.sorted_tables:
            made = {(column["name"], column["nullable"]) for column in inspector.get_columns(table.name)}
            assert made == {(column.name, column.nullable) for column in table.columns}
        assert connection.execute(sqlalchemy.text("SELECT version_num FROM alembic_version")).scalar() == REVISION
    database.close()


def test_a_register_of_a_newer_docgen_is_left_alone(url):
    with Register(url):
        pass
    raw(url, "UPDATE alembic_version SET version_num = '999'")
    with pytest.raises(RegistryError, match="newer docgen"):
        Register(url)


@pytest.mark.parametrize("address", ["mysql://x/y", "nonsense://", "://"])
def test_an_address_of_no_register_is_told(address):
    with pytest.raises(RegistryError) as told:
        Register(address)
    assert told.value.exit_code == 8
    assert "register.sqlite" in told.value.hint.zh


def test_a_file_that_is_no_register_is_told(tmp_path):
    path = tmp_path / "register.sqlite"
    path.write_text("某某证书登记簿，二〇〇九年" * 100, "utf-8")
    with pytest.raises(RegistryError, match="cannot be used"):
        Register(str(path))
    with pytest.raises(RegistryError, match="cannot be used"):
        Register(str(tmp_path / "no" / "register.sqlite"))


def test_a_password_is_never_told():
    with pytest.raises(RegistryError) as told:
        Register("postgresql://clerk:secret@127.0.0.1:1/x")
    assert "secret" not in told.value.message.zh + told.value.message.en


@settings(max_examples=20, deadline=None)
@given(st.lists(st.tuples(st.sampled_from("甲乙丙丁戊己"), st.sampled_from(["record", "fail", "crash"])), max_size=12))
def test_whatever_happens_numbers_have_no_gap_once_the_crashed_are_done_again(tmp_path_factory, jobs):
    with Register(str(tmp_path_factory.mktemp("r") / "register.sqlite")) as register:
        left, done = set(), set()
        for unit, fate in jobs:
            if unit in done:
                continue
            if fate == "record":
                issue(register, unit)
                done.add(unit)
            elif fate == "crash":
                crash(register, unit)
            elif unit not in left:
                with pytest.raises(ZeroDivisionError), register.reserved(SERIES, group=LED, holders=[unit]):
                    raise ZeroDivisionError
            left = (left | {unit} if fate == "crash" else left) - done
        for unit in sorted(left):
            issue(register, unit)
        serials = sorted(int(c.number.rstrip("号").rpartition("-")[2]) for c in register.certificates())
        assert len(serials) == len(done | left)
        holes = set(range(1, len(serials) + 1)) - set(serials)
        for unit in range(len(holes)):
            issue(register, f"新{unit}")
        assert {int(c.number.rstrip("号").rpartition("-")[2]) for c in register.certificates()} == set(
            range(1, len(serials) + len(holes) + 1)
        )
