"""The account of a batch for machines: how much was done, and what was not, with the reasons."""

import json
import traceback
from collections.abc import Iterable
from typing import Any, Final

from docgen.batch.running import Failed
from docgen.errors import DocgenError
from docgen.publish import Place, Shelf, store_at

REPORT: Final = "report.json"


def write_report(place: Place, done: int, failures: Iterable[Failed]) -> None:
    """Write the report into an output folder."""
    with Shelf(store_at(place)).opened() as shelf:
        shelf.place(REPORT, reported(done, failures))


def reported(done: int, failures: Iterable[Failed]) -> bytes:
    """Return the report: the same for the same outcome, in whatever order and however often things were tried."""
    failed = sorted(map(_line, failures), key=lambda line: (line["lot"], line["job"]))
    account = {"done": done, "failed": len(failed), "failures": failed}
    return (json.dumps(account, ensure_ascii=False, indent=2) + "\n").encode()


def _line(failure: Failed) -> dict[str, Any]:
    error = failure.error
    line: dict[str, Any] = {"lot": failure.lot, "job": failure.job}
    if not isinstance(error, DocgenError):
        return line | {"code": 1, "message": f"{error!r}", "trace": traceback.format_exception(error)}
    return line | {
        "code": error.exit_code,
        "message": error.message._asdict(),
        "hint": error.hint._asdict() if error.hint else None,
        "findings": [finding.as_dict("zh") for finding in error.findings],
    }
