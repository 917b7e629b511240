"""From a round file to the packets of its experts and of the archive: first the papers, once, then the books."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

from docgen.batch import Crew, Event, Failed, Finished, Plan, Published, run
from docgen.diagnostics import Wording
from docgen.errors import AssemblyError, DocgenError
from docgen.packets import binding, papers
from docgen.packets.binding import Made
from docgen.packets.volumes import Order

PAPERS, PACKETS, ATTACHMENTS = "文书 papers", "汇编 packets", "附件 attachments"
"""What the two lots, and the attachments that cannot go in, are called."""

_REFUSED = Wording("没有装入，由说明页代替：{reason.zh}", "left out, a page stands in its place: {reason.en}")
_ASK_AGAIN = Wording("请提交单位重新提供，再运行一次", "ask for the file again, then run again")
_BUG = Wording("排版程序出错：{error}", "a bug of the layout: {error}")


def pack_all(file: Path, folder: Path, order: Order, workers: Crew) -> Iterator[Event]:
    """Make the packets of a round in a folder; yield what happens.

    An attachment that cannot go in fails by its name, a page stands in its place, and all else goes on. Everything
    fails with InputError or PolicyError for a round with errors.
    """
    failed: dict[str, Wording] = {}
    published: Published | None = None
    for event in run([Plan(PAPERS, partial(papers.lot, file, folder, order))], workers):
        match event:
            case Published():
                published = event
            case Failed(job=job, error=error) if job.startswith(papers.ENCLOSED):
                failed[job] = error.message if isinstance(error, DocgenError) else _BUG.fill(error=repr(error))
                continue
        yield event
    if published is not None:
        made = Made(papers.place_of(folder, order), published.products, failed)
        plan = Plan(PACKETS, partial(binding.lot, folder, published.about, made))
        yield from _bound(run([plan], workers))


def _bound(events: Iterator[Event]) -> Iterator[Event]:
    """Yield what happens while packets are bound, and at the end each attachment that none of them could take."""
    refused: dict[str, Wording] = {}
    for event in events:
        if isinstance(event, Finished):
            refused.update({name: Wording(zh, en) for name, zh, en in event.product.notes["refused"]})
        yield event
    for name, reason in refused.items():
        yield Failed(ATTACHMENTS, name, AssemblyError(_REFUSED.fill(reason=reason), _ASK_AGAIN))
