"""What each task is expected to yield and who will own it, by the choice of ownership."""

from collections.abc import Iterator

from docgen.clauses.choosing import standing
from docgen.clauses.library import Results
from docgen.clauses.pieces import pieces, traced
from docgen.clauses.tree import Result
from docgen.clauses.wording import Facts, say, value
from docgen.model.alliance import Alliance, Task


def results(alliance: Alliance, known: Results, facts: Facts) -> Iterator[Result]:
    """Return the results of the tasks that yield intellectual property, each with its owner, in the file's order."""
    for number, task in enumerate(alliance.tasks, start=1):
        told = facts | _task_facts(task, alliance)
        if task.deliverables and value(known.when, told):
            owner = next(standing(known.owners, told), None)
            yield Result(number, task, pieces(say(owner.unit.text, told)) if owner else ())


def _task_facts(task: Task, alliance: Alliance) -> dict[str, object]:
    names = {
        member.id: traced(member.name, ("members", number, "name")) for number, member in enumerate(alliance.members)
    }
    return {
        "task_kind": task.kind,
        "lead": names.get(task.lead),
        "participants": [names[member] for member in (task.lead, *task.partners) if member in names],
    }
