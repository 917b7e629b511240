"""Keys in the other language: only the keys change, all else stays byte for byte."""

from docgen.diagnostics import Lang
from docgen.source.tree import Source


def respell(source: Source, lang: Lang) -> str:
    """Return the file's text with its keys in Chinese or English; unknown keys, comments and values stay as they are.

    Of several Chinese words for one key, the first of the table is written. ``source`` must be free of errors.
    """
    table = source.spellings if lang == "en" else {en: zh for zh, en in reversed([*source.spellings.items()])}
    pieces: list[str] = []
    done = 0
    for span in sorted(place.key for place in source.places.values() if place.key):
        written = source.text[span.start : span.end]
        quote = written[0] if written[:1] in {'"', "'"} else ""
        name = written.removeprefix(quote).removesuffix(quote)
        pieces += [source.text[done : span.start], quote, table.get(name, name), quote]
        done = span.end
    return "".join([*pieces, source.text[done:]])
