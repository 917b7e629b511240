"""Issuers with keys and certificates under a root of their own, in PKCS#12 files as a bureau is given them."""

import threading
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from asn1crypto import tsp
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)
from cryptography.hazmat.primitives.serialization.pkcs12 import serialize_key_and_certificates
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from pyhanko.keys import load_certs_from_pemder, load_private_key_from_pemder
from pyhanko.sign.timestamps import DummyTimeStamper

ISSUERS = ("厦门市科学技术局", "厦门市发展和改革委员会", "厦门市经济发展局")
WORDS = "correct horse"


def _name(text):
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)])


def _certificate(subject, public, issuer, private, *, authority, stamping=False):
    usage = {"digital_signature": True, "content_commitment": True, "encipher_only": False, "decipher_only": False}
    usage |= dict.fromkeys(["key_encipherment", "data_encipherment", "key_agreement", "crl_sign"], False)
    builder = (
        x509.CertificateBuilder()
        .subject_name(_name(subject))
        .issuer_name(_name(issuer))
        .public_key(public)
        .serial_number(x509.random_serial_number())
        .not_valid_before(datetime(2008, 1, 1, tzinfo=UTC))
        .not_valid_after(datetime(2018, 1, 1, tzinfo=UTC))
        .add_extension(x509.BasicConstraints(ca=authority, path_length=None), critical=True)
        .add_extension(
            x509.KeyUsage(key_cert_sign=authority, **usage),
            critical=True,
        )
    )
    if stamping:
        builder = builder.add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING]), critical=True)
    return builder.sign(private, hashes.SHA256())


def make_identities(folder: Path) -> None:
    """Write ``root.pem``, its key, and one ``<issuer>.p12`` for each issuer."""
    root = ec.generate_private_key(ec.SECP256R1())
    (folder / "root.key").write_bytes(root.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    authority = _certificate("测试根", root.public_key(), "测试根", root, authority=True)
    (folder / "root.pem").write_bytes(authority.public_bytes(Encoding.PEM))
    for issuer in ISSUERS:
        key = ec.generate_private_key(ec.SECP256R1())
        own = _certificate(issuer, key.public_key(), "测试根", root, authority=False)
        locked = BestAvailableEncryption(WORDS.encode())
        (folder / f"{issuer}.p12").write_bytes(serialize_key_and_certificates(None, key, own, [authority], locked))


def make_authority(folder: Path) -> None:
    """Write ``tsa.pem`` and ``tsa.key``: a time-stamp authority under the root of the issuers."""
    root_key = load_pem_private_key((folder / "root.key").read_bytes(), None)
    key = rsa.generate_private_key(65537, 2048)
    own = _certificate("测试时间戳", key.public_key(), "测试根", root_key, authority=False, stamping=True)
    (folder / "tsa.pem").write_bytes(own.public_bytes(Encoding.PEM))
    (folder / "tsa.key").write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))


class TimeStampAuthority:
    """A time-stamp authority on loopback, where it is always the same hour; ``with TimeStampAuthority(…) as url``."""

    def __init__(self, folder: Path, at: datetime, *, grants: bool = True) -> None:
        stamper = DummyTimeStamper(
            next(iter(load_certs_from_pemder([str(folder / "tsa.pem")]))),
            load_private_key_from_pemder(str(folder / "tsa.key"), None),
            fixed_dt=at,
        )

        class Answer(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                asked = tsp.TimeStampReq.load(self.rfile.read(int(self.headers["Content-Length"])))
                self.send_response(200 if grants else 503)
                self.send_header("Content-Type", "application/timestamp-reply")
                self.end_headers()
                self.wfile.write(stamper.request_tsa_response(asked).dump() if grants else b"")

            def log_message(self, *_: object) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Answer)

    def __enter__(self) -> str:
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return f"http://127.0.0.1:{self._server.server_port}/"

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()
