import json
from dataclasses import replace

import pytest

from docgen.batch import Failed, Finished, Plan, Planned, Published, crew, reported, run
from docgen.diagnostics import Wording
from docgen.errors import DocgenError, InputError, PolicyError
from tests.batch.works import Failing, Writing, job, plan


def done(*plans, jobs=1):
    with crew(jobs=jobs) as workers:
        return list(run(plans, workers))


def files(folder):
    return {f"{path.relative_to(folder)}": path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def visible(folder):
    return {name for name in files(folder) if not name.startswith(".docgen")}


def reasons(events):
    return {event.job: [reason.en for reason in event.reasons] for event in events if isinstance(event, Finished)}


def failures(events):
    return {(event.lot, event.job): event.error for event in events if isinstance(event, Failed)}


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_batch_puts_its_files_and_their_manifest_into_the_folder(tmp_path, jobs):
    events = done(plan(tmp_path, [job("a"), job("b")]), jobs=jobs)
    assert visible(tmp_path) == {"a.txt", "b.txt", "manifest.json"}
    assert [entry.path for entry in events[-1].entries] == ["a.txt", "b.txt"]
    assert events[0] == Planned("lot", 2)
    assert isinstance(events[-1], Published)


def test_several_processes_leave_the_same_bytes_as_one(tmp_path):
    for folder, jobs in ((tmp_path / "one", 1), (tmp_path / "two", 2)):
        done(*(plan(folder / f"{n}", [job(f"{n}-{m}") for m in range(5)], name=f"{n}") for n in range(4)), jobs=jobs)
    assert files(tmp_path / "one") == files(tmp_path / "two")


def test_what_has_not_changed_is_not_made_again(tmp_path):
    diary = tmp_path / "diary"
    jobs = [job(name, Writing(name, name, diary)) for name in "abc"]
    for _ in range(3):
        events = done(plan(tmp_path / "out", jobs))
    assert diary.read_text().split() == ["a", "b", "c"]
    assert reasons(events) == {"a": [], "b": [], "c": []}


def test_each_reason_to_make_a_thing_again_is_told(tmp_path):
    old = [job(name) for name in "abcdef"]
    done(plan(tmp_path, old))
    (tmp_path / "b.txt").write_bytes(b"changed by hand")
    (tmp_path / "c.txt").unlink()
    (tmp_path / ".docgen" / "records" / "d.json").write_text("not a record")
    new = [*old[:4], job("e", template="other", fonts="new"), replace(old[5], wanted=("f.txt", "f.pdf"))]
    assert reasons(done(plan(tmp_path, new))) == {
        "a": [],
        "b": ["b.txt is gone or was changed"],
        "c": ["c.txt is gone or was changed"],
        "d": ["it was never made"],
        "e": ["the template changed", "the fonts changed"],
        "f": ["f.pdf is not there yet"],
    }


def test_values_that_were_read_and_differ_now_are_named_and_no_more_than_five(tmp_path):
    class Reading(Writing):
        def __call__(self, desk):
            reads = {f"members/{number}/phone": "old" for number in range(7)}
            return replace(super().__call__(desk), reads=reads)

    reading = job("a", Reading("a", "a"))
    done(plan(tmp_path, [reading]))
    (told,) = reasons(done(plan(tmp_path, [reading])))["a"]
    assert told.startswith("values that it uses changed: members, item 1, phone; members, item 2, phone")
    assert told.endswith("item 5, phone and 2 more")


def test_one_failure_does_not_stop_the_others(tmp_path):
    def unreadable():
        raise PolicyError(Wording("违反规则", "a rule is broken"))

    events = done(
        plan(tmp_path / "1", [job("a"), job("b", Failing()), job("c")], name="1"),
        Plan("2", unreadable),
        plan(tmp_path / "3", [job("a")], name="3"),
        plan(tmp_path / "4", [job("x", Failing("bug"))], name="4"),
    )
    failed = failures(events)
    assert {place: type(error) for place, error in failed.items()} == {
        ("1", "b"): InputError,
        ("2", ""): PolicyError,
        ("4", "x"): ZeroDivisionError,
    }
    assert visible(tmp_path / "3") == {"a.txt", "manifest.json"}
    assert visible(tmp_path / "1") == set(), "papers of one folder appear together or not at all"


def test_what_was_finished_beside_a_failure_is_not_made_again(tmp_path):
    diary = tmp_path / "diary"
    jobs = [job("a", Writing("a", "a", diary)), job("b", Failing())]
    done(plan(tmp_path / "out", jobs))
    done(plan(tmp_path / "out", [jobs[0], job("b")]))
    assert diary.read_text().split() == ["a"]
    assert visible(tmp_path / "out") == {"a.txt", "b.txt", "manifest.json"}
    assert not list((tmp_path / "out" / ".docgen").rglob("made/*"))


def test_files_that_stand_alone_appear_one_by_one(tmp_path):
    events = done(plan(tmp_path, [job("a"), job("b", Failing()), job("c")], together=False))
    assert visible(tmp_path) == {"a.txt", "c.txt", "manifest.json"}
    assert list(failures(events)) == [("lot", "b")]


def test_a_failure_leaves_the_older_file_that_stands_alone(tmp_path):
    done(plan(tmp_path, [job("a"), job("b")], together=False))
    done(plan(tmp_path, [job("a"), job("b", Failing(), template="new")], together=False))
    assert visible(tmp_path) == {"a.txt", "b.txt", "manifest.json"}


def test_the_record_of_a_paper_that_is_not_made_any_more_goes_with_it(tmp_path):
    of_one_kind = [job(name, Writing(name, name)) for name in "ab"]
    done(plan(tmp_path, of_one_kind))
    (tmp_path / "b.txt").unlink()
    done(plan(tmp_path, of_one_kind[:1]))
    assert [path.name for path in (tmp_path / ".docgen" / "records").iterdir()] == ["a.json"]


def test_a_process_that_dies_takes_only_its_own_job_down(tmp_path):
    jobs = [*(job(f"{number}") for number in range(6)), job("deadly", Failing("die")), job("last")]
    events = done(plan(tmp_path, jobs, together=False), jobs=2)
    assert list(failures(events)) == [("lot", "deadly")]
    assert "died" in str(failures(events)["lot", "deadly"])
    assert visible(tmp_path) == {*(f"{number}.txt" for number in range(6)), "last.txt", "manifest.json"}


def test_a_folder_that_another_run_writes_into_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr("docgen.publish.shelf._PATIENCE", 0)

    class Nested(Writing):
        def __call__(self, desk):
            (error,) = failures(done(plan(tmp_path, [job("b")]))).values()
            assert "another docgen" in str(error)
            return super().__call__(desk)

    assert not failures(done(plan(tmp_path, [job("a", Nested("a", "a"))])))


def test_the_report_is_the_same_in_whatever_order_things_failed():
    error = InputError(Wording("读不懂", "cannot be read"), Wording("改正", "mend it"))
    failed = [Failed("b", "", error), Failed("a", "x", ZeroDivisionError("oh"))]
    report = reported(7, failed)
    assert report == reported(7, reversed(failed))
    account = json.loads(report)
    assert (account["done"], account["failed"]) == (7, 2)
    assert account["failures"][0]["message"] == "ZeroDivisionError('oh')"
    assert account["failures"][1] == {
        "lot": "b",
        "job": "",
        "code": 3,
        "message": {"zh": "读不懂", "en": "cannot be read"},
        "hint": {"zh": "改正", "en": "mend it"},
        "findings": [],
    }


def test_an_error_that_comes_from_another_process_is_whole(tmp_path):
    events = done(plan(tmp_path, [job("a", Failing()), job("b", Failing())]), jobs=2)
    error = failures(events)["lot", "a"]
    assert (error.message.zh, error.hint.zh, error.exit_code) == ("读不懂", "改正", 3)
    assert isinstance(error, DocgenError)
