"""The commands that look after the register itself."""

import click

from docgen.cli.lookup import open_register, register_option
from docgen.cli.shell import Outcome, language, say
from docgen.diagnostics import Wording
from docgen.errors import RegistryError

_RELEASED = Wording(
    "已收回 {number}；以此编号印出的证书作废，请销毁", "released {number}: destroy papers printed with it"
)
_SOUND = Wording("登记簿完好：{count} 条，校验值 {head}", "the register is sound: {count} entries, digest {head}")
_BROKEN = Wording("登记簿有 {count} 处被改动", "the register was changed in {count} place(s)")
_RESTORE = Wording("停止使用，用备份恢复，并查明是谁改动的", "stop using it, restore a backup and find out who did it")
_RESERVED = Wording(
    "{number} 已预留，没有登记：正在办理，或者上次中断。重新发证即可接着办，不办的用 register release 收回",
    "{number} is reserved and not recorded: issue again to go on, or give it back with register release",
)


@click.group()
def register() -> None:
    """登记簿的校验和维护。 Look after the register."""


@register.command()
@click.option("--head", metavar="DIGEST", help="以前记下的校验值，应当还在其中 · a digest that was noted earlier")
@register_option
@language()
def verify(head: str | None, register: str | None) -> None:
    """查明登记簿是否被改动过。 Tell whether the register was tampered with."""
    outcome = Outcome()
    with outcome.trying(), open_register(register) as book:
        found = book.verify(head=head)
        for number in found.reserved:
            say(_RESERVED.fill(number=number), err=True)
        for fault in found.faults:
            say(fault.what, err=True, colour="red")
        if found.faults:
            raise RegistryError(_BROKEN.fill(count=len(found.faults)), _RESTORE)
        say(_SOUND.fill(count=found.entries, head=found.head))
    outcome.end()


@register.command()
@click.argument("numbers", nargs=-1, required=True, metavar="NUMBER…")
@register_option
@language()
def release(numbers: tuple[str, ...], register: str | None) -> None:
    """收回预留而没有登记的编号。 Give back numbers that are reserved and not recorded."""
    outcome = Outcome()
    with outcome.trying(), open_register(register) as book:
        for number in book.release(numbers):
            say(_RELEASED.fill(number=number))
    outcome.end()
