"""Base45 (RFC 9285): bytes as the 45 characters that a QR code holds in 5.5 bits each."""

_ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"
_VALUES = {character: value for value, character in enumerate(_ALPHABET)}


def encode(content: bytes) -> str:
    """Return three characters for every two bytes, and two for a last single one."""
    return "".join(_characters(content[at : at + 2]) for at in range(0, len(content), 2))


def decode(text: str) -> bytes:
    """Return the bytes; a ValueError for text that no bytes encode to."""
    return b"".join(_bytes(text[at : at + 3]) for at in range(0, len(text), 3))


def _characters(pair: bytes) -> str:
    number = int.from_bytes(pair, "big")
    return "".join(_ALPHABET[number // 45**place % 45] for place in range(len(pair) + 1))


def _bytes(triple: str) -> bytes:
    if len(triple) == 1 or not set(triple) <= set(_VALUES):
        raise ValueError("not Base45")
    number: int = sum(_VALUES[character] * 45**place for place, character in enumerate(triple))
    if number >= 256 ** (len(triple) - 1):
        raise ValueError("not Base45")
    return number.to_bytes(len(triple) - 1, "big")
