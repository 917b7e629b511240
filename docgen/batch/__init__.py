"""Many things made at once: by several processes or machines, only what is not there yet, and whole at any moment.

::

    with crew(jobs=2) as workers:
        for event in run([Plan("led.yaml", partial(lot, "led.yaml"))], workers):
            ...                          # Planned, Finished, Failed, Published

A job is named, knows what goes into it, and can be sent to another process. What it made lies on a shelf beside the
output folder with a record of what was really read; the same job is done again only if that would find something else.
Knows no alliance and no programme.
"""

from docgen.batch.crews import Crew, crew
from docgen.batch.job import Job, Lot, Plan, Product, Record
from docgen.batch.reasons import Reason
from docgen.batch.report import REPORT, reported, write_report
from docgen.batch.running import Event, Failed, Finished, Planned, Published, run
from docgen.batch.wares import folder_digest, wares

__all__ = [
    "REPORT",
    "Crew",
    "Event",
    "Failed",
    "Finished",
    "Job",
    "Lot",
    "Plan",
    "Planned",
    "Product",
    "Published",
    "Reason",
    "Record",
    "crew",
    "folder_digest",
    "reported",
    "run",
    "wares",
    "write_report",
]
