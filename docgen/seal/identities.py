"""Whose signature goes into a PDF: a key with its certificate, in a PKCS#12 file or a PKCS#11 token; whom to trust."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pyhanko.config.pkcs11 import TokenCriteria
from pyhanko.keys import load_certs_from_pemder
from pyhanko.sign import signers
from pyhanko.sign.general import SigningError

from docgen.diagnostics import Wording
from docgen.errors import InputError

_BAD_IDENTITY = Wording("打不开签名证书 {file}，或者口令不对", "{file} cannot be opened, or the passphrase is wrong")
_PKCS12 = Wording("应是 PKCS#12 文件（.p12 或 .pfx）", "it should be a PKCS#12 file (.p12 or .pfx)")
_BAD_ROOTS = Wording("打不开根证书 {file}", "the root certificates {file} cannot be opened")
_PEM = Wording("应是 PEM 或 DER 文件", "it should be a PEM or DER file")
_NO_DRIVER = Wording("没有安装 PKCS#11 的支持", "the support of PKCS#11 is not installed")
_INSTALL = Wording("请安装 alliance-docgen[pkcs11]", "install alliance-docgen[pkcs11]")
_BAD_TOKEN = Wording("密码设备“{token}”用不了：{reason}", "the token “{token}” cannot be used: {reason}")
_CHECK_TOKEN = Wording(
    "检查驱动库、设备名称、PIN，设备里要有名为“{label}”的密钥和证书",
    "check the module, the token's label and the PIN; it must hold a key and a certificate labelled “{label}”",
)

Root = Any
"""A certificate that one trusts, as `asn1crypto` (which has no types) reads it."""


@dataclass(frozen=True)
class Token:
    """A key in a PKCS#11 device: the driver's library, the device's label, and the label of key and certificate."""

    module: Path
    label: str
    key: str


def read_identity(path: Path, passphrase: str) -> signers.SimpleSigner:
    """Return the key and certificate in a PKCS#12 file; an InputError for a wrong passphrase or another file."""
    load: Callable[..., signers.SimpleSigner | None] = signers.SimpleSigner.load_pkcs12
    identity = load(path, passphrase=passphrase.encode()) if path.is_file() else None
    if identity is None:
        raise InputError(_BAD_IDENTITY.fill(file=path), _PKCS12)
    return identity


@contextmanager
def token_identity(token: Token, pin: str) -> Iterator[signers.Signer]:
    """Give the key and certificate in a token while its session is open; an InputError where it refuses."""
    try:
        import pkcs11  # noqa: PLC0415 - an extra
        from pyhanko.sign.pkcs11 import PKCS11Signer, open_pkcs11_session  # noqa: PLC0415
    except ImportError as error:
        raise InputError(_NO_DRIVER, _INSTALL) from error
    try:
        criteria = TokenCriteria(label=token.label)
        with open_pkcs11_session(str(token.module), token_criteria=criteria, user_pin=pin) as session:
            # Hashed here: not every token hashes for elliptic curves.
            yield PKCS11Signer(session, cert_label=token.key, key_label=token.key, use_raw_mechanism=True)
    except (pkcs11.PKCS11Error, SigningError, RuntimeError, LookupError) as error:
        reason = str(error) or type(error).__name__
        raise InputError(
            _BAD_TOKEN.fill(token=token.label, reason=reason), _CHECK_TOKEN.fill(label=token.key)
        ) from error


def read_roots(paths: Sequence[Path]) -> list[Root]:
    """Return the root certificates in PEM or DER files; an InputError for other files."""
    load: Callable[..., Sequence[Root]] = load_certs_from_pemder
    roots: list[Root] = []
    for path in paths:
        try:
            roots += load([str(path)])
        except (OSError, ValueError) as error:
            raise InputError(_BAD_ROOTS.fill(file=path), _PEM) from error
    return roots
