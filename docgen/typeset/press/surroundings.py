"""What stands around a paragraph, a table or a box, and decides how it is set."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from docgen.typeset.tree import Block, Grid, Page, Settings


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a paragraph has around it: the sheet, the grid, the width of its column, the section's numbers.

    ``top_level`` is false inside tables, boxes and margins, where no page can end; ``repeated`` is true in headers and
    footers, whose objects behind the text are set with the sheet.
    """

    page: Page
    grid: Grid
    settings: Settings
    width: float
    numbering: str
    section: tuple[str, str]
    top_level: bool = True
    repeated: bool = False


Story = Callable[[Sequence[Block], Surroundings], str]
