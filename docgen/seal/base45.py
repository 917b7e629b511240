"""Base45 (RFC 9285): bytes as the 45 characters that a QR code holds in 5.5 bits each."""

from struct import iter_unpack

_ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"
_PAIRS = tuple(f"{low}{high}" for high in _ALPHABET for low in _ALPHABET)
_VALUES = {character: value for value, character in enumerate(_ALPHABET)}


def encode(content: bytes) -> str:
    """Return three characters for every two bytes, and two for a last single one."""
    whole = len(content) // 2 * 2
    triples = (_PAIRS[number % 45**2] + _ALPHABET[number // 45**2] for (number,) in iter_unpack(">H", content[:whole]))
    return "".join((*triples, *(_PAIRS[byte] for byte in content[whole:])))


def decode(text: str) -> bytes:
    """Return the bytes; a ValueError for text that no bytes encode to."""
    return b"".join(_bytes(text[at : at + 3]) for at in range(0, len(text), 3))


def _bytes(triple: str) -> bytes:
    if len(triple) == 1 or not set(triple) <= set(_VALUES):
        raise ValueError("not Base45")
    number: int = sum(_VALUES[character] * 45**place for place, character in enumerate(triple))
    if number >= 256 ** (len(triple) - 1):
        raise ValueError("not Base45")
    return number.to_bytes(len(triple) - 1, "big")
