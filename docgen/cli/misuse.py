"""A wrong command, told in the language that the user chose: what is wrong with it, and where its use is told."""

import re
from typing import IO, Any

import click

from docgen.diagnostics import Wording

_WRONG = Wording("命令写错了：{what}", "wrong command: {what}")
_HINT = Wording("怎么办：{command} --help 列出全部写法", "hint: {command} --help tells how to write it")

_SAID = (
    (
        r"No such command '(.+?)'\.(?: Did you mean '(.+)'\?| \(Did you mean one of: (.+)\?\))?",
        "没有命令“{0}”",
        "，是不是 {1}{2}？",
    ),
    (
        r"No such option:? '?(\S+?)'?\.?(?: Did you mean '?(.+?)'?\?| \(Possible options: (.+)\))?",
        "没有选项 {0}",
        "，是不是 {1}{2}？",
    ),
    (r"Missing (?:argument|option|parameter) '(.+?)'\.(?: Choose from:\s*(.+))?", "缺少 {0}", "，可以写：{1}"),
    (r"Missing command\.", "没有写子命令", ""),
    (r"Option '(.+)' requires .+\.", "{0} 后面缺少内容", ""),
    (r"Got unexpected extra arguments? \((.+)\)", "多写了 {0}", ""),
    (
        r"Invalid value for (.+?): '?(.*?)'? does not match the format .+",
        "{0} 的“{1}”不是日期，写成 2008-11-20 这样",
        "",
    ),
    (r"Invalid value for (.+?): '?(.*?)'? is not one of (.+)\.", "{0} 没有“{1}”，可以写：{2}", ""),
    (r"Invalid value for (.+?): \w+ '(.+)' does not exist\.", "{0}：找不到 {1}", ""),
    (r"Invalid value for (.+?): \w+ '(.+)' is a file\.", "{0}：{1} 是文件，这里要文件夹", ""),
    (r"Invalid value for (.+?): \w+ '(.+)' is a directory\.", "{0}：{1} 是文件夹，这里要文件", ""),
    (r"Invalid value for (.+?): \w+ '(.+)' is not (?:read|writ)able\.", "{0}：没有权限打开 {1}", ""),
    (r"Invalid value for (.+?): '?(.*?)'? is not a valid .+", "{0} 的“{1}”不是数", ""),
    (r"Invalid value for (.+?): '?(.*?)'? is not in the range (.+)\.", "{0} 的 {1} 不在范围之内：{2}", ""),
    (r"Invalid value for (.+?): (.+)", "{0}：{1}", ""),
)
"""What click says, and its Chinese; then what follows where click names something near."""


class Misuse(click.UsageError):
    """A wrong command, told in the user's language; without ``ctx`` it is the command under way."""

    def __init__(self, what: Wording, ctx: click.Context | None = None) -> None:
        super().__init__(what.en, ctx or click.get_current_context(silent=True))
        self.what = what

    def show(self, file: IO[Any] | None = None) -> None:
        """Tell on standard error what is wrong."""
        chosen = self.ctx.find_root().obj if self.ctx else None
        command = self.ctx.command_path if self.ctx else "docgen"
        for wording in (_WRONG.fill(what=self.what.say(chosen or "zh")), _HINT.fill(command=command)):
            click.echo(wording.say(chosen or "zh"), err=True, file=file)


def told(error: click.UsageError) -> Misuse:
    """Return what click found wrong, in words of our own."""
    said = error.format_message()
    return Misuse(Wording(in_chinese(said), said.rstrip(".")), error.ctx)


def in_chinese(said: str) -> str:
    """Return what click says about a wrong command in Chinese; what it has no Chinese for as it is."""
    for pattern, chinese, near in _SAID:
        found = re.fullmatch(pattern, said, re.DOTALL)
        if found:
            parts = [re.sub(r",\s+", "、", (part or "").replace("'", "")) for part in found.groups()]
            return (chinese + (near if near and any(parts[1:]) else "")).format(*parts)
    return said
