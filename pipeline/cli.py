"""`python -m pipeline`: build, check, serve. Findings go to standard output as JSON lines, words to standard error."""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.build import Outcome
    from pipeline.findings import Finding

INTERRUPTED = 130
SHOWN = 20
"""So many findings of one code are told to a person; to a program, all."""

CLEAR = "\r\x1b[K"
"""Takes back the line on which a terminal's cursor stands."""


def main(arguments: Sequence[str]) -> int:
    """Run a command; the exit code is 0 only when all is well."""
    from pipeline.findings import InputError

    chosen = _parser().parse_args(arguments)
    try:
        return int(chosen.run(chosen))
    except InputError as error:
        _tell(error.findings, as_json=chosen.json)
        return 1
    except BrokenPipeError:
        _say("Whoever read the findings stopped before the last one.")
        return 1
    except OSError as error:
        place = error.filename or "standard output"
        cure = "make it readable and writable, with room on its disk, and run this again"
        _say(f"error {place}: {error.strerror or error}: {cure}")
        return 1
    except KeyboardInterrupt:
        _say("Stopped. What was published is as it was.")
        return INTERRUPTED


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        "python -m pipeline", description="Papers in, checked tables out.", allow_abbrev=False
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    build = commands.add_parser("build", help="read the papers of RAW and publish their tables in DIST")
    build.add_argument("--raw", type=Path, default=Path("raw"), help="folder with one folder a paper (default: raw)")
    build.add_argument("--out", type=Path, default=Path("dist"), metavar="DIST", help="folder to fill (default: dist)")
    build.set_defaults(run=_build)
    check = commands.add_parser("check", help="check whether DIST is whole and agrees with itself")
    check.set_defaults(run=_check)
    serve = commands.add_parser("serve", help="open DIST in Datasette, for this machine only")
    serve.add_argument("--port", type=int, default=8001, help="default: 8001")
    serve.set_defaults(run=_serve, json=False)
    for command in (check, serve):
        command.add_argument("dist", type=Path, nargs="?", default=Path("dist"), metavar="DIST", help="default: dist")
    for command in (build, check):
        command.add_argument("--json", action="store_true", help="print findings as JSON lines on standard output")
    return parser


def _build(chosen: argparse.Namespace) -> int:
    from pipeline.build import build

    outcome = build(chosen.raw, chosen.out, _step)
    _tell(outcome.findings, as_json=chosen.json)
    _summarise(outcome)
    return outcome.exit_code


def _check(chosen: argparse.Namespace) -> int:
    from pipeline.checks import release

    findings = release.check(chosen.dist)
    _tell(findings, as_json=chosen.json)
    _say(f"{chosen.dist}: {_counted(findings)}.")
    return int(any(finding.severity == "error" for finding in findings))


def _serve(chosen: argparse.Namespace) -> int:
    from pipeline import serve

    serve.serve(chosen.dist, chosen.port, _say)
    return 0


def _tell(findings: Iterable[Finding], *, as_json: bool) -> None:
    by_code: dict[str, list[Finding]] = {}
    for finding in findings:
        if as_json:
            known = {name: value for name, value in finding._asdict().items() if value is not None}
            print(json.dumps(known, ensure_ascii=False), flush=True)
        by_code.setdefault(finding.code, []).append(finding)
    for found in by_code.values():
        for finding in found[:SHOWN]:
            _say(_line(finding))
        if len(found) > SHOWN:
            _say(f"… and {len(found) - SHOWN:,} more{'' if as_json else '; --json gives all'}")


def _line(finding: Finding) -> str:
    """A finding for a person: `error source-encoding raw/x/source.txt:12:3 message`."""
    place = finding.file or finding.row_id or finding.paper_id or finding.table_name
    position = [str(number) for number in (finding.line, finding.column) if number is not None]
    where = ":".join([*filter(None, [place]), *position])
    return " ".join(filter(None, (finding.severity, finding.code, where, finding.message)))


def _counted(findings: Iterable[Finding]) -> str:
    counts = Counter(finding.severity for finding in findings)
    return f"errors {counts['error']}, warnings {counts['warning']}"


def _summarise(outcome: Outcome) -> None:
    from pipeline.build import DIST

    if outcome.up_to_date:
        _say(f"Nothing to do: {outcome.dist} is up to date.")
        return
    if not outcome.rows:
        kept = f"; {outcome.dist} is as it was" if outcome.dist.exists() else ""
        _say(f"Nothing was published ({_counted(outcome.findings)}){kept}.")
        return
    width = max(map(len, outcome.rows))
    for name, rows in outcome.rows.items():
        _say(f"  {name:<{width}} {rows:>9,}")
    failed = len({finding.code for finding in outcome.errors})
    _say(f"Checks run {outcome.checks}, failed {failed}; {_counted(outcome.findings)}.")
    _say(f"The files are in {outcome.dist}.")
    _say(f"Next: {'make serve' if outcome.dist == DIST else f'python -m pipeline serve {outcome.dist}'}")


def _step(line: str) -> None:
    """Tell a step: on a terminal in one line that the next takes over, in a log each in its own."""
    if sys.stderr.isatty():
        print(f"{CLEAR}{line} …", end="", file=sys.stderr, flush=True)
    else:
        _say(line)


def _say(line: str) -> None:
    print(f"{CLEAR if sys.stderr.isatty() else ''}{line}", file=sys.stderr, flush=True)
