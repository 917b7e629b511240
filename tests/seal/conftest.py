"""A key that is always the same, and a certificate as a bureau would issue it."""

from dataclasses import replace
from datetime import date

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from docgen.seal import Certificate, Key, RevocationList, Signer, Trust, digest

ALLIANCE = "厦门市半导体照明产业技术创新战略联盟"
PRINTED = f"""
证书编号：厦科盟SD〔2008〕3-2
厦门大学：
经评估、会审，授予你单位“{ALLIANCE}试点单位”称号。
厦门市科学技术局　厦门市经济发展局　厦门市财政局
二〇〇八年十二月一日
"""


def private(number: int) -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(bytes([number]) * 32)


def public(number: int) -> bytes:
    return private(number).public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)


def signer_of(number: int) -> Signer:
    return Signer(bytes([0, 0, 0, number]), private(number))


def key_of(number: int, **settings: object) -> Key:
    return replace(Key(f"{number:08x}", public(number), "厦门市科学技术局", date(2008, 1, 1)), **settings)


@pytest.fixture(scope="session")
def signer() -> Signer:
    return signer_of(1)


@pytest.fixture(scope="session")
def trust() -> Trust:
    return Trust((key_of(1),), RevocationList(date(2009, 1, 1)))


@pytest.fixture(scope="session")
def certificate() -> Certificate:
    return Certificate(
        number="厦科盟SD〔2008〕3-2",
        kind="pilot",
        unit="厦门大学",
        alliance=ALLIANCE,
        title=f"{ALLIANCE}试点单位",
        issuers=("厦门市科学技术局", "厦门市经济发展局", "厦门市财政局"),
        date=date(2008, 12, 1),
        digest=digest(PRINTED),
    )
