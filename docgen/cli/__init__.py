"""The command line: reads options, calls the pipeline, prints, and turns errors into exit codes.

A module holds the commands of one subject; what they need beyond click is imported when one of them runs.
"""

import click

from docgen import __version__
from docgen.cli import (
    agreement,
    certificate,
    comparison,
    lookup,
    packet,
    papers,
    printing,
    register,
    review,
    revision,
    scores,
    signing,
    signing_keys,
    verification,
)
from docgen.cli.consistency import audit, trace
from docgen.cli.doctor import doctor
from docgen.cli.fees import fees
from docgen.cli.programme import programme
from docgen.cli.shell import Shell, language
from docgen.cli.status import status
from docgen.cli.templates import lint, text
from docgen.cli.typeset import typeset


@click.group(cls=Shell, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="docgen")
@language(envvar="DOCGEN_LANG")
def main() -> None:
    """一个联盟文件，生成全部文书。 One alliance file in, every paper out."""


papers.template.add_command(text)
papers.template.add_command(lint)
for command in (
    *(lookup.list_, lookup.show, lookup.due, lookup.export),
    *(verification.verify, verification.page),
    printing.calibrate,
    *(signing.sign, signing_keys.keys, signing_keys.withdraw),
):
    certificate.certificate.add_command(command)
agreement.agreement.add_command(comparison.diff)
agreement.agreement.add_command(revision.read)
for command in (
    *(papers.check, papers.build, papers.render, typeset, papers.keys, papers.template),
    *(agreement.agreement, agreement.law),
    certificate.certificate,
    packet.packet,
    status,
    review.review,
    scores.scores,
    fees,
    register.register,
    doctor,
    *(trace, audit),
    programme,
):
    main.add_command(command)
