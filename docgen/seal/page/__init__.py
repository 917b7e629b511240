"""One HTML file that checks certificates in any browser, with no server and no network.

Its code, the QR reader, the public keys and the revocations are all inside; a content security policy forbids the
browser to fetch anything. What is in ``vendor/`` is described in ``vendor/README.md``.
"""

import hashlib
import json
from base64 import b64encode
from collections.abc import Mapping
from html import escape
from pathlib import Path
from typing import Any

from docgen.diagnostics import Wording
from docgen.seal.certificate import FIELDS
from docgen.seal.revocations import RevocationList
from docgen.seal.verifying import LISTED, MESSAGES, OTHER_TEXT, Trust

_FOLDER = Path(__file__).parent
_SCRIPTS = ("vendor/primitives.js", "vendor/zxing-reader.js", "verify.js", "screen.js")
_WORDS = {
    "key": Wording("签名密钥", "signing key"),
    "listed": LISTED,
    "other": OTHER_TEXT,
    "reading": Wording("正在读图……", "reading the picture…"),
    "nothing": Wording(
        "没有找到证书的二维码。请拍得更近、更正、更清楚，再试一次。",
        "No certificate's code was found. Photograph it closer, straighter and sharper, and try again.",
    ),
    "noPicture": Wording("这个文件不是浏览器能打开的图片。", "The browser cannot open this file as a picture."),
    "noCamera": Wording(
        "摄像头用不了。请改用“选一张照片或扫描图”。",
        "The camera cannot be used. Choose a photograph or a scan instead.",
    ),
}


def page(trust: Trust) -> str:
    """Return the page: the same text for the same keys and revocations."""
    script = "\n".join([*_inlined(trust), *((_FOLDER / name).read_text("utf-8") for name in _SCRIPTS)])
    script = f'"use strict";\n{script}'.replace("</script", "<\\/script")
    parts = {
        "policy": _policy(script),
        "style": (_FOLDER / "page.css").read_text("utf-8"),
        "keys": "".join(f"<li>{escape(key.holder)} <code>{escape(key.id)}</code></li>" for key in trust.keys),
        "engine": b64encode((_FOLDER / "vendor" / "zxing_reader.wasm").read_bytes()).decode(),
        "script": script,
    }
    return _put((_FOLDER / "page.html").read_text("utf-8"), parts)


def _put(frame: str, parts: Mapping[str, str]) -> str:
    """Return the frame with each part in the place that is named after it; a part's own braces stay as they are."""
    pieces = [frame]
    for name, part in parts.items():
        head, tail = pieces.pop().split(f"{{{name}}}")
        pieces += [head, part, tail]
    return "".join(pieces)


def _policy(script: str) -> str:
    """Return a content security policy under which only this script runs and nothing is fetched."""
    allowed = b64encode(hashlib.sha256(script.encode()).digest()).decode()
    return f"default-src 'none'; script-src 'sha256-{allowed}' 'wasm-unsafe-eval'; style-src 'unsafe-inline'"


def _inlined(trust: Trust) -> tuple[str, str]:
    """Return the keys, the revocations and all words as script."""
    known = {"keys": [key.as_jwk() for key in trust.keys], "revoked": _revoked(trust.revoked)}
    words = {
        **{name: wording._asdict() for name, wording in _WORDS.items()},
        "fields": {name: wording._asdict() for name, wording in FIELDS.items()},
        "messages": {str(status): wording._asdict() for status, wording in MESSAGES.items()},
    }
    return f"const trust = {_json(known)};", f"const words = {_json(words)};"


def _revoked(revoked: RevocationList | None) -> dict[str, Any] | None:
    if revoked is None:
        return None
    entries = [
        {
            "number": entry.number,
            "on": f"{entry.on}",
            "reason": entry.reason,
            "successor": entry.successor,
            "current": entry.current.hex(),
        }
        for entry in revoked.entries
    ]
    return {"on": f"{revoked.on}", "entries": entries}


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False).replace("<", "\\u003c")
