"""Charts as pictures: bars, and dots on scales; drawn with our own fonts, the same bytes every time.

Knows numbers and labels, and no alliance.
"""

from docgen.charts.drawing import png, svg
from docgen.charts.figures import Bar, Bars, Dot, Line, Scale, Scales, Zone

__all__ = ["Bar", "Bars", "Dot", "Line", "Scale", "Scales", "Zone", "png", "svg"]
