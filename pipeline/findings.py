"""What readers and checks notice, and the error that stops a paper."""

from __future__ import annotations

from typing import Literal, NamedTuple

Severity = Literal["error", "warning"]


class Finding(NamedTuple):
    """One thing noticed, for a person on the terminal, for a program as JSON, and as a row of `findings`.

    `offset` counts code points of the source text; `line` and `column` (from 1) follow from it, or are given
    where there is no source text to count in (a YAML file). `file` names a file for the person who must mend it.
    """

    code: str
    severity: Severity
    message: str
    paper_id: str | None = None
    table_name: str | None = None
    row_id: str | None = None
    offset: int | None = None
    line: int | None = None
    column: int | None = None
    value: str | None = None
    file: str | None = None


class InputError(Exception):
    """A paper, vocabulary or folder that cannot be used; `findings` say which, where, why, and what to do."""

    def __init__(self, *findings: Finding) -> None:
        super().__init__("; ".join(finding.message for finding in findings))
        self.findings = findings
