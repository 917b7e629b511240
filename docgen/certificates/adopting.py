"""An old register is taken in: its certificates keep the numbers that they bear."""

import re
from dataclasses import replace
from pathlib import Path

from docgen.certificates.desk import series
from docgen.certificates.order import Order
from docgen.programme import Programme
from docgen.registry import Adopted, Register, sheets


def adopt(sheet: Path, programme: Programme, order: Order) -> list[str]:
    """Take the certificates of an old register into the new one, with the numbers that they bear; return the numbers.

    A number that has the programme's form keeps its place in its series, so that new ones follow it. Raises
    RegistryError, and takes none, where a row cannot be read or its number is there already.
    """
    kinds = {wording.units: sort for sort, wording in programme.certificates.items()}
    known = {_pattern(wording.number): wording.number for wording in programme.certificates.values()}
    olds = []
    for number, face, act in sheets.read(sheet, who=order.who, kinds=kinds):
        parts = next(((found, text) for form, text in known.items() if (found := form.fullmatch(number))), None)
        place = (int(parts[0]["alliance"]), int(parts[0]["member"])) if parts else None
        pattern = series(parts[1], int(parts[0]["year"])) if parts else order.basis
        cited = replace(act, basis=act.basis or order.basis, why=act.why or order.why)
        olds.append(Adopted(number, cited, face, pattern, place))
    with Register(order.register) as register:
        register.adopt(olds)
    return [old.number for old in olds]


def _pattern(number: str) -> re.Pattern[str]:
    """Return the form that the numbers of a programme have."""
    digits = {"year": r"(?P<year>\d{4})", "alliance_serial": r"(?P<alliance>\d+)", "member_serial": r"(?P<member>\d+)"}
    return re.compile(re.sub(r"\\\{(\w+)\\\}", lambda found: digits[found[1]], re.escape(number)))
