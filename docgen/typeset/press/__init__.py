"""The press: the document tree in, Typst source and PDF out."""
