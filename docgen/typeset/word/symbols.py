"""Characters of symbol fonts (Wingdings, Symbol) as the Unicode characters that look like them."""

# Only likenesses that the shipped faces have.
_WINGDINGS = {
    0x4A: "☺", 0x6C: "●", 0x6D: "○", 0x6E: "■", 0x6F: "□", 0x70: "□", 0x71: "□", 0x72: "□", 0x73: "◆", 0x74: "◆",
    0x75: "◆", 0x76: "◆", 0x77: "◆", 0x78: "☒", 0x81: "①", 0x82: "②", 0x83: "③", 0x84: "④", 0x85: "⑤", 0x86: "⑥",
    0x87: "⑦", 0x88: "⑧", 0x89: "⑨", 0x8A: "⑩", 0x9E: "·", 0x9F: "•", 0xA1: "○", 0xA4: "◎", 0xA7: "▪", 0xA8: "□",
    0xAB: "★", 0xB2: "◇", 0xD8: "►", 0xE0: "→", 0xE8: "→", 0xF0: "→", 0xFB: "×", 0xFC: "√", 0xFD: "☒", 0xFE: "☑",
}  # fmt: skip
_WINGDINGS_2 = {
    0x4F: "×", 0x50: "√", 0x51: "☒", 0x52: "☑", 0x53: "☒", 0x54: "☒", 0x96: "•", 0x97: "●", 0x98: "●", 0x99: "○",
    0xA1: "■", 0xA2: "■", 0xA3: "□", 0xAE: "◆",
}  # fmt: skip
_SYMBOL = {
    0xA3: "≤", 0xA5: "∞", 0xAE: "→", 0xB0: "°", 0xB1: "±", 0xB3: "≥", 0xB4: "×", 0xB7: "•", 0xB8: "÷", 0xB9: "≠",
    0xBB: "≈", 0xD6: "√", 0xE5: "∑",
}  # fmt: skip
_FACES = {"Wingdings": _WINGDINGS, "Wingdings 2": _WINGDINGS_2, "Symbol": _SYMBOL}
_PRIVATE = 0xF000  # symbol fonts keep their characters at U+F020 … U+F0FF


def symbol(face: str, text: str) -> str:
    """Return ``text`` of the symbol font ``face`` in Unicode; a character without a likeness becomes • or stays."""
    table = _FACES.get(face, {})
    return "".join(_likeness(character, table) for character in text)


def _likeness(character: str, table: dict[int, str]) -> str:
    code = ord(character)
    private = _PRIVATE <= code <= _PRIVATE + 0xFF
    found = table.get(code - _PRIVATE if private else code)
    return found or ("•" if private else character)
