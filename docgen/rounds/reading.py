"""From a round file to a round with its alliances, and to everything that is wrong with either."""

import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from pathlib import Path

from docgen import pipeline, rules, source
from docgen.diagnostics import Finding, Location, Severity, Wording, by_place, has_errors
from docgen.errors import InputError, PolicyError
from docgen.model import CHINESE_KEYS, Alliance, Round
from docgen.programme import Programme

_ROUND_KEY = re.compile(r"""^["']?(round|评审会)["']?\s*[:：]""", re.MULTILINE)
_UNREADABLE = Wording("{file} 读不懂或不合格式", "{file} cannot be read or does not fit")
_BREACHED = Wording("{file} 或者其中的联盟有错误", "{file} or an alliance in it has errors")
_MEND = Wording("按上面的提示改正后再试", "mend what is listed above, then try again")
_NO_FILE = Wording("找不到文件 {file}", "there is no file {file}")
_FROM_HERE = Wording("路径从评审会文件所在的文件夹算起", "paths begin at the folder of the round file")


@dataclass(frozen=True)
class CheckedRound:
    """A round file as checked: what was found in it and in its alliances, and what it holds where it could be read.

    ``alliances`` are the files of the alliances as checked, by their ids in the round.
    """

    file: Path
    findings: list[Finding]
    review: Round | None = None
    programme: Programme | None = None
    alliances: Mapping[str, pipeline.Checked] = field(default_factory=dict)

    @property
    def exit_code(self) -> int:
        """The exit code that the findings call for: 0 where nothing is wrong but for warnings."""
        if self._misread:
            return InputError.exit_code
        return PolicyError.exit_code if has_errors(self.findings) else 0

    def cleared(self) -> tuple[Round, Mapping[str, Alliance], Programme]:
        """Return what papers are made from; raise InputError or PolicyError with the findings if it has errors."""
        if self.review is None or self.programme is None or self._misread:
            raise InputError(_UNREADABLE.fill(file=self.file), _MEND, findings=self.findings)
        if has_errors(self.findings):
            raise PolicyError(_BREACHED.fill(file=self.file), _MEND, findings=self.findings)
        return self.review, self.read_alliances, self.programme

    @property
    def read_alliances(self) -> dict[str, Alliance]:
        """The alliances that could be read, by their ids in the round."""
        return {name: checked.alliance for name, checked in self.alliances.items() if checked.alliance}

    @property
    def _misread(self) -> bool:
        return has_errors(finding for finding in self.findings if finding.code.startswith(("SRC-", "FIT-")))


def is_round(file: Path) -> bool:
    """Return whether a file is a round file, told by its top-level key ``round`` (评审会)."""
    try:
        return bool(_ROUND_KEY.search(file.read_text("utf-8")))
    except (OSError, UnicodeDecodeError):
        return False


def check(
    file: Path, *, as_of: date | None = None, templates: Path | None = None, text: str | None = None
) -> CheckedRound:
    """Return everything that is wrong with a round file and with the alliances in it.

    A round is judged by the rules of the day of its meeting, an alliance by those of ``as_of`` or of its plan. ``text``
    is what the file is going to say, where that is to be checked before it is written.
    """
    read = _read(file, text)
    review, misfits = source.fit(read, Round)
    findings = [*read.findings, *misfits]
    if review is None:
        return CheckedRound(file, by_place(findings))
    programme, unknown = pipeline.find_programme(review.programme, templates, read.locate(("programme",)))
    findings += [*unknown, *_missing(review, read, file.parent)]
    files = {each.id: beside(file, each.file) for each in review.alliances if beside(file, each.file).is_file()}
    alliances = {name: pipeline.check(path, as_of=as_of, templates=templates) for name, path in files.items()}
    checked = CheckedRound(file, [], review, programme, alliances)
    if programme is not None:
        findings += rules.check_round(
            review, checked.read_alliances, programme, locate=read.locate, place=partial(_place, files)
        )
    theirs = [finding for each in alliances.values() for finding in each.findings]
    return CheckedRound(file, [*by_place(findings), *theirs], review, programme, alliances)


def _read(file: Path, text: str | None) -> source.Source:
    if text is None:
        return source.read(file, spellings=CHINESE_KEYS)
    return source.parse(text, file=str(file), spellings=CHINESE_KEYS)


def beside(file: Path, name: str) -> Path:
    """Return the path of a file that a round file names."""
    return Path(os.path.normpath(file.parent / name))


def _missing(review: Round, read: source.Source, folder: Path) -> Iterator[Finding]:
    for number, application in enumerate(review.alliances):
        named = {("file",): application.file}
        for place, (written, paper) in enumerate(zip(application.attachments, application.papers, strict=True)):
            named["attachments", place, *(() if isinstance(written, str) else ("file",))] = paper.file
        for path, name in named.items():
            if not (folder / name).is_file():
                location = read.locate(("alliances", number, *path))
                yield Finding(Severity.ERROR, "SRC-25", _NO_FILE.fill(file=name), location, _FROM_HERE)


def _place(files: Mapping[str, Path], alliance_id: str, path: rules.Path) -> Location:
    """Return where something stands in the file of an alliance; it is read again, as few findings need it."""
    return source.read(files[alliance_id], spellings=CHINESE_KEYS).locate(path)
