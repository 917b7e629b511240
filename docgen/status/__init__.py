"""Where alliances stand on a day: what they have behind them, what is due next and by when, and what is missing.

The steps of a life are the programme's data; the day is an input, and nothing after it counts.
"""

from docgen.status.report import report
from docgen.status.standing import Ahead, Event, Standing, standing

__all__ = ["Ahead", "Event", "Standing", "report", "standing"]
