"""What is remembered stays within its room."""

from docgen.typeset.memory import Memory


def test_the_memory_stays_within_its_room_and_keeps_what_is_asked_for() -> None:
    small = Memory(1_000)
    small.keep("asked for", "kept", 100)
    for number in range(200):
        small.keep(number, str(number), 100)
        assert small.get("asked for") == "kept"
        assert len(small) <= 10
    assert small.get(0) is None


def test_what_is_too_large_is_not_kept_and_drives_nothing_out() -> None:
    small = Memory(1_000)
    small.keep("small", "kept", 100)
    small.keep("large", "not kept", 501)
    assert (small.get("small"), small.get("large")) == ("kept", None)


def test_what_was_met_long_ago_is_met_for_the_first_time_again() -> None:
    small = Memory(1_000)
    assert [small.is_met_again(key) for key in ("甲", "乙", "甲")] == [False, False, True]
    assert not any(small.is_met_again(number) for number in range(100_000))
    assert not small.is_met_again("甲")
