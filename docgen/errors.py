"""What can stop docgen: one tree of errors, each with its exit code and with what to do next.

::

    DocgenError 1
    ├── InputError 3       a file that cannot be read, or does not fit the model
    ├── PolicyError 4      a rule of the programme is broken
    ├── TemplateError 5    a template is missing, malformed, or asks for what is not there
    ├── ConversionError 6  a document could not be laid out
    ├── AssemblyError 7    a packet could not be put together
    └── RegistryError 8    a number or an entry could not be recorded
"""

from collections.abc import Sequence
from typing import Any, ClassVar

from docgen.diagnostics import Finding, Wording


class DocgenError(Exception):
    """Something that stops the work and that the user can mend.

    ``message`` says what happened, ``hint`` what to do; ``findings`` are the places in the user's files, if any.
    """

    exit_code: ClassVar[int] = 1

    def __init__(self, message: Wording, hint: Wording | None = None, *, findings: Sequence[Finding] = ()) -> None:
        super().__init__(message.en)
        self.message = message
        self.hint = hint
        self.findings = tuple(findings)

    def __reduce__(self) -> tuple[Any, ...]:
        """Return how to make the error anew in another process."""
        return _again, (type(self), self.message, self.hint, self.findings)


def _again(
    kind: type[DocgenError], message: Wording, hint: Wording | None, findings: tuple[Finding, ...]
) -> DocgenError:
    return kind(message, hint, findings=findings)


class InputError(DocgenError):
    """A file of the user's cannot be read or does not fit the model."""

    exit_code = 3


class PolicyError(DocgenError):
    """The data breaks a rule of the programme."""

    exit_code = 4


class TemplateError(DocgenError):
    """A template is missing, malformed, or asks for a value that is not there."""

    exit_code = 5


class ConversionError(DocgenError):
    """A document could not be laid out as PDF."""

    exit_code = 6


class AssemblyError(DocgenError):
    """A packet of documents could not be put together."""

    exit_code = 7


class RegistryError(DocgenError):
    """A number or an entry could not be recorded."""

    exit_code = 8
