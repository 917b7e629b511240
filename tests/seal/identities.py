"""Issuers with keys and certificates under a root of their own, in PKCS#12 files as a bureau is given them."""

from datetime import UTC, datetime
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, Encoding
from cryptography.hazmat.primitives.serialization.pkcs12 import serialize_key_and_certificates
from cryptography.x509.oid import NameOID

ISSUERS = ("厦门市科学技术局", "厦门市发展和改革委员会", "厦门市经济发展局")
WORDS = "correct horse"


def _name(text):
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)])


def _certificate(subject, public, issuer, private, *, authority):
    usage = {"digital_signature": True, "content_commitment": True, "encipher_only": False, "decipher_only": False}
    usage |= dict.fromkeys(["key_encipherment", "data_encipherment", "key_agreement", "crl_sign"], False)
    return (
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
        .sign(private, hashes.SHA256())
    )


def make_identities(folder: Path) -> None:
    """Write ``root.pem`` and one ``<issuer>.p12`` for each issuer."""
    root = ec.generate_private_key(ec.SECP256R1())
    authority = _certificate("测试根", root.public_key(), "测试根", root, authority=True)
    (folder / "root.pem").write_bytes(authority.public_bytes(Encoding.PEM))
    for issuer in ISSUERS:
        key = ec.generate_private_key(ec.SECP256R1())
        own = _certificate(issuer, key.public_key(), "测试根", root, authority=False)
        locked = BestAvailableEncryption(WORDS.encode())
        (folder / f"{issuer}.p12").write_bytes(serialize_key_and_certificates(None, key, own, [authority], locked))
