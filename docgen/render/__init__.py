"""Word files with Jinja tags in, finished Word files out; knows Word, and no alliance and no programme.

A template is written in Word. Its tags are docxtpl's:

========================= ======================================================================
``{{ value }}``           prints a value; a line break in it becomes Word's, a tab likewise
``{% if %} {% for %}``    Jinja's statements, inside one paragraph or around text of several
``{%p for x in xs %}``    the same, and the whole **paragraph** that holds the tag disappears
``{%tr for x in xs %}``   the same for the table **row** that holds the tag, ``{%tc`` for the **cell**
``{%r if x %}``           the same for a **run**; ``{{r value }}`` prints runs (docxtpl's RichText)
``{{p value }}``          prints paragraphs in the place of this one
``{{ picture }}``         draws an :class:`Image` in the line of text
``{{p inset }}``          prints the body of another Word file, an :class:`Inset`
``{% colspan n %}``       this cell spans ``n`` columns; ``{% cellbg "FFEEDD" %}`` colours it
``{% vm %}`` ``{% hm %}`` the cell and its copies of the loop around it are merged down, or across
``{% restart %}``         in a numbered paragraph: its list counts anew from here (once per turn of a loop)
``{%- … -%}``             joins the text before, or after, to this
``{# … #}`` ``{#p … #}``  a comment; a comment that takes its paragraph with it (``tr``, ``tc`` too)
``{_{ }_}`` ``{_% %_}``   the characters ``{{ }}`` and ``{% %}`` themselves
========================= ======================================================================
"""

from docgen.render.cache import Cache
from docgen.render.image import Image
from docgen.render.inset import Inset
from docgen.render.ledger import Entry, Ledger
from docgen.render.streaming import to_folder, to_zip
from docgen.render.template import Template

__all__ = ["Cache", "Entry", "Image", "Inset", "Ledger", "Template", "to_folder", "to_zip"]
