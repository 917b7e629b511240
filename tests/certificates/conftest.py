"""The databases of registers, as the tests of the register have them."""

from tests.registry.conftest import server, url

__all__ = ["server", "url"]
