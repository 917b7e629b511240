import errno
import json
import os
import subprocess
import sys
from pathlib import Path, PurePosixPath

import pytest

from docgen.errors import DocgenError
from docgen.publish import MANIFEST, Paper, Shelf, digest, publish, stores, write


def paper(path, content=b"x", kind="plan"):
    return Paper(PurePosixPath(path), content, kind, "t" * 64)


def out(papers, folder):
    return publish(papers, folder, data="d" * 64, tool="docgen 1")


def listing(folder):
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def neighbours(folder):
    return [path.name for path in folder.parent.iterdir()]


def names(folder):
    return [entry["path"] for entry in json.loads((folder / MANIFEST).read_text())["files"]]


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "deep" / "output"


def test_papers_stand_where_they_belong_with_a_manifest_in_order(folder):
    entries = out([paper("z.docx", b"zz"), paper("a/b.pdf", b"b", kind="cert")], folder)
    assert listing(folder).keys() == {"z.docx", "a/b.pdf", MANIFEST}
    first = json.loads((folder / MANIFEST).read_text())["files"][0]
    assert first == {
        "path": "a/b.pdf",
        "kind": "cert",
        "size": 1,
        "sha256": digest(b"b"),
        "template": "t" * 64,
        "data": "d" * 64,
        "tool": "docgen 1",
    }
    assert [entry.path for entry in entries] == ["a/b.pdf", "z.docx"]


def test_publishing_twice_gives_the_same_bytes(folder):
    out([paper("a.docx"), paper("b.docx")], folder)
    before = listing(folder)
    out([paper("b.docx"), paper("a.docx")], folder)
    assert listing(folder) == before


def test_nothing_is_left_beside_or_within_the_folder(folder):
    out([paper("a.docx")], folder)
    assert neighbours(folder) == ["output"]
    assert sorted(path.name for path in folder.iterdir()) == ["a.docx", MANIFEST]


def test_the_folder_where_one_stands_can_be_published_into(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    out([paper("a.docx")], Path())
    assert listing(tmp_path).keys() == {"a.docx", MANIFEST}


@pytest.mark.parametrize("stop", [KeyboardInterrupt, RuntimeError])
def test_what_stops_the_making_leaves_the_old_files_and_nothing_else(folder, stop):
    out([paper("a.docx", b"old")], folder)
    before = listing(folder)

    def papers():
        yield paper("a.docx", b"new")
        raise stop

    with pytest.raises(stop):
        out(papers(), folder)
    assert listing(folder) == before
    assert neighbours(folder) == ["output"]


def test_what_stops_the_moving_puts_everything_back(folder, monkeypatch):
    out([paper("a.docx", b"old a"), paper("b.docx", b"old b"), paper("c.docx", b"stale")], folder)
    before = listing(folder)
    replace = Path.replace

    def refuse(self, target):
        if Path(target).name == "b.docx" and "made" in self.parts:
            raise KeyboardInterrupt
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(KeyboardInterrupt):
        out([paper("a.docx", b"new a"), paper("b.docx", b"new b"), paper("d.docx")], folder)
    assert listing(folder) == before


def test_a_full_disk_is_told_and_leaves_nothing(folder, monkeypatch):
    def full(descriptor):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(stores.os, "fsync", full)
    with pytest.raises(DocgenError, match="the disk is full") as caught:
        out([paper("a.docx")], folder)
    assert caught.value.hint
    assert neighbours(folder) == []


def test_a_folder_in_the_way_is_told_and_everything_stays(folder):
    (folder / "a.docx").mkdir(parents=True)
    (folder / "a.docx" / "mine.txt").write_text("mine")
    with pytest.raises(DocgenError, match="is a folder"):
        out([paper("0.docx"), paper("a.docx")], folder)
    assert listing(folder) == {"a.docx/mine.txt": b"mine"}


@pytest.mark.parametrize("path", ["../a.docx", "/a.docx", "a/../../b.docx", "."])
def test_a_path_outside_the_folder_is_refused(folder, path):
    with pytest.raises(DocgenError, match="outside"):
        out([paper(path)], folder)
    assert not folder.exists()


def test_a_link_out_of_the_folder_is_not_followed(folder, tmp_path):
    (tmp_path / "elsewhere").mkdir()
    folder.mkdir(parents=True)
    (folder / "certs").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(DocgenError, match="outside"):
        out([paper("certs/a.docx")], folder)
    assert not list((tmp_path / "elsewhere").iterdir())


@pytest.mark.parametrize("pair", [("a.docx", "a.docx"), ("certs/x.docx", "certs/X.docx")])
def test_two_papers_of_one_path_are_refused(folder, pair):
    with pytest.raises(DocgenError, match="same file"):
        out([paper(path) for path in pair], folder)


def test_a_paper_that_is_not_made_any_more_goes(folder):
    out([paper("certs/a.pdf", kind="cert"), paper("certs/b.pdf", kind="cert")], folder)
    out([paper("certs/a.pdf", kind="cert")], folder)
    assert not (folder / "certs" / "b.pdf").exists()
    assert names(folder) == ["certs/a.pdf"]


def test_a_paper_changed_by_hand_stays_but_is_no_longer_listed(folder):
    out([paper("certs/b.pdf", kind="cert"), paper("certs/a.pdf", kind="cert")], folder)
    (folder / "certs" / "b.pdf").write_bytes(b"signed")
    out([paper("certs/a.pdf", kind="cert")], folder)
    assert (folder / "certs" / "b.pdf").read_bytes() == b"signed"
    assert names(folder) == ["certs/a.pdf"]


def test_papers_of_other_kinds_and_formats_stay_listed(folder):
    out([paper("plan.docx"), paper("plan.pdf"), paper("cert.pdf", kind="cert")], folder)
    out([paper("plan.pdf", b"new")], folder)
    assert names(folder) == ["cert.pdf", "plan.docx", "plan.pdf"]


def test_files_that_are_not_ours_are_left_alone(folder):
    folder.mkdir(parents=True)
    (folder / "note.txt").write_text("mine")
    (folder / MANIFEST).write_text("[]")
    out([paper("a.docx")], folder)
    assert (folder / "note.txt").read_text() == "mine"


def test_a_manifest_that_names_a_file_outside_removes_nothing_there(folder, tmp_path):
    victim = tmp_path / "deep" / "victim.docx"
    out([paper("a.docx")], folder)
    victim.write_bytes(b"x")
    manifest = (folder / MANIFEST).read_text().replace("a.docx", "../victim.docx")
    (folder / MANIFEST).write_text(manifest)
    with pytest.raises(DocgenError, match="outside"):
        out([paper("b.docx")], folder)
    assert victim.exists()


def test_one_file_is_written_whole_or_not_at_all(tmp_path, monkeypatch):
    target = tmp_path / "new" / "a.pdf"
    write(target, b"first")
    monkeypatch.setattr(stores.os, "fsync", lambda descriptor: (_ for _ in ()).throw(KeyboardInterrupt))
    with pytest.raises(KeyboardInterrupt):
        write(target, b"second")
    assert listing(tmp_path) == {"new/a.pdf": b"first"}


def test_what_is_moved_into_place_is_on_the_disk_before_and_its_folder_knows_after(folder, monkeypatch):
    seen, settled, move = [], os.fsync, Path.replace
    monkeypatch.setattr(stores.os, "fsync", lambda open_: (settled(open_), seen.append(os.fstat(open_).st_ino)))
    monkeypatch.setattr(Path, "replace", lambda file, to: (seen.append((file.stat().st_ino, to)), move(file, to)))
    out([paper("a.docx"), paper("deep/b.pdf")], folder)
    for path in (folder / "a.docx", folder / "deep" / "b.pdf"):
        made, moved = path.stat().st_ino, (path.stat().st_ino, path)
        assert seen.index(made) < seen.index(moved) < seen.index(path.parent.stat().st_ino)


def test_what_waits_for_others_is_not_waited_for_alone(folder, monkeypatch):
    monkeypatch.setattr(stores.os, "fsync", lambda _: pytest.fail("the disk was waited for"))
    with Shelf(stores.Folder(folder), settled=False).opened() as shelf:
        assert shelf.holds(shelf.desk.put("a.docx", b"a", kind="plan"))


KILLED = """
import os, sys
from pathlib import Path, PurePosixPath
from docgen.publish import Paper, publish

left, replace = int(sys.argv[2]), Path.replace

def dying(self, target):
    global left
    left -= 1
    if left == 0:
        os._exit(9)  # like a process that is killed: nothing is put back, nothing tidied up
    return replace(self, target)

Path.replace = dying
papers = [Paper(PurePosixPath(f"{name}.docx"), f"new {name}".encode(), "plan", "t") for name in "abd"]
publish(papers, Path(sys.argv[1]), data="d", tool="docgen 1")
"""


def test_a_kill_at_any_step_of_publishing_leaves_all_old_or_all_new_after_the_next_run(folder):
    old = {"a.docx": b"old a", "b.docx": b"old b", "c.docx": b"stale"}
    new = {"a.docx": b"new a", "b.docx": b"new b", "d.docx": b"new d"}
    found, step, killed = [], 0, 9
    while killed:
        step += 1
        out([paper(name, content) for name, content in old.items()], folder)
        killed = subprocess.run([sys.executable, "-c", KILLED, str(folder), str(step)], check=False).returncode
        out([paper("e.docx", kind="other")], folder)
        found.append({name: content for name, content in listing(folder).items() if name not in {"e.docx", MANIFEST}})
        assert found[-1] in (old, new)
        assert names(folder) == sorted([*found[-1], "e.docx"])
    assert step > 8
    assert found[0] == old
    assert found[-1] == new
