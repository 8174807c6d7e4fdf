"""One build: which papers, whether there is anything to do, then tables, checks, files, and the swap."""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from pipeline import schema
from pipeline.document import line_and_column
from pipeline.findings import Finding, InputError
from pipeline.publish import CONTENTS, package, swap

if TYPE_CHECKING:
    import pyarrow as pa

PROJECT = Path(__file__).parent.parent
RAW = PROJECT / "raw"
DIST = PROJECT / "dist"
VOCABULARY = "vocabulary"
STAMP = ".stamp.json"
DESCRIPTOR = "datapackage.json"
AT_ROOT = PROJECT / DESCRIPTOR

_OURS = re.compile(
    rf"csv/({'|'.join(schema.ORDER)})\.csv|parquet/({'|'.join(schema.ORDER)})\.parquet|text/[^/]+\.txt"
    rf"|{'|'.join(map(re.escape, (name for name in CONTENTS if '.' in name)))}"
)
"""The files that a build puts into its folder."""

Report = Callable[[str], None]


class Outcome(NamedTuple):
    """What a build did. `rows` is empty where nothing was published, `checks` where nothing was checked."""

    dist: Path
    up_to_date: bool = False
    rows: Mapping[str, int] = MappingProxyType({})
    checks: int = 0
    findings: tuple[Finding, ...] = ()

    @property
    def errors(self) -> tuple[Finding, ...]:
        return tuple(finding for finding in self.findings if finding.severity == "error")

    @property
    def exit_code(self) -> int:
        """0 where all is well, 3 where some papers were left out, 1 where nothing was published."""
        if self.up_to_date or not self.errors:
            return 0
        return 3 if self.rows else 1


def build(raw: Path, dist: Path, report: Report) -> Outcome:
    """Build the papers of the folder `raw` into the folder `dist`, or leave `dist` as it was.

    `report` is told each step as it begins. Raises InputError where there is nothing to build from or no place to
    build in; what is wrong with papers or with what was made of them is in the outcome.
    """
    raw, dist = raw.resolve(), dist.resolve()
    folders, vocabulary = _papers(raw), _vocabulary(raw)
    fingerprint = _fingerprint([*folders, vocabulary])
    if swap.is_settled(dist) and _up_to_date(dist, fingerprint):
        return Outcome(dist, up_to_date=True)
    _refuse_strange(raw, dist)
    try:
        with swap.staging(dist) as stage:
            outcome = _fill(stage, folders, vocabulary, report)._replace(dist=dist)
            if outcome.rows:
                # A build that left papers out is never up to date: the next one tells of them again.
                _stamp(stage, dist, "" if outcome.errors else fingerprint)
                report(f"Putting {dist} in place")
                swap.swap(stage, dist)
                _describe_at_root(dist)
    except BlockingIOError as error:
        raise InputError(_unusable(dist, "another build is writing it", "wait until that one has ended")) from error
    except OSError as error:
        reason = f"{error.strerror or error} ({error.filename or dist})"
        cure = "give --out a folder that you may write in, on a disk with room"
        raise InputError(_unusable(dist, reason, cure)) from error
    return outcome


def _fill(stage: Path, folders: Sequence[Path], vocabulary: Path, report: Report) -> Outcome:
    """Read, check and write into `stage`; an outcome without rows where it must not be published.

    A paper whose rows fail a check is left out, and the others are read again without it.
    """
    from pipeline import checks, engine, publish
    from pipeline.checks import release

    named = [folder for folder in folders if _is_paper_id(folder.name)]
    built = engine.build_tables(named, vocabulary, lambda paper_id: report(f"Reading {paper_id}"))
    failed = (*(_misnamed(folder) for folder in folders if folder not in named), *built.failed)
    if built.tables["papers"].num_rows == 0:
        return Outcome(stage, findings=failed)
    report("Checking the tables")
    checked = checks.run(built.tables, built.noticed)
    placed = _with_places(checked.findings, built.tables["source_texts"])
    outcome = Outcome(stage, checks=len(checked.results), findings=(*failed, *placed))
    spoilt = {finding.paper_id for finding in checked.findings if finding.severity == "error"}
    sound = [folder for folder in folders if folder.name not in spoilt]
    if spoilt and None not in spoilt and len(sound) < len(folders):
        rest = _fill(stage, sound, vocabulary, report)
        kept = tuple(finding for finding in outcome.errors if finding.paper_id in spoilt)
        return rest._replace(findings=(*kept, *rest.findings))
    if spoilt:
        return outcome
    tables: dict[str, pa.Table] = {
        **built.tables,
        "findings": checks.findings_table(checked.findings, built.tables),
        "checks": checks.results_table(checked.results),
    }
    report("Writing CSV, Parquet, text and SQLite")
    publish.write(tables, stage)
    report("Checking what was written")
    released = release.check(stage)
    outcome = outcome._replace(findings=(*outcome.findings, *released))
    if _has_error(released):
        return outcome
    return outcome._replace(rows={name: tables[name].num_rows for name in schema.ORDER})


def _with_places(findings: Iterable[Finding], source_texts: pa.Table) -> Iterator[Finding]:
    """The findings with line and column wherever they have an offset in a source text."""
    texts = dict(zip(source_texts["paper_id"].to_pylist(), source_texts["text"].to_pylist(), strict=True))
    for finding in findings:
        text = texts.get(finding.paper_id)
        if text is not None and finding.offset is not None and finding.line is None:
            line, column = line_and_column(text, finding.offset)
            yield finding._replace(line=line, column=column)
        else:
            yield finding


def _has_error(findings: Iterable[Finding]) -> bool:
    return any(finding.severity == "error" for finding in findings)


def _papers(raw: Path) -> list[Path]:
    """The folders of papers, sorted by name."""
    if not raw.is_dir():
        raise InputError(_no_papers(raw, "there is no such folder"))
    folders = sorted(
        path for path in raw.iterdir() if path.is_dir() and path.name != VOCABULARY and not path.name.startswith(".")
    )
    if not folders:
        raise InputError(_no_papers(raw, "it holds no folder of a paper"))
    return folders


def _vocabulary(raw: Path) -> Path:
    own = raw / VOCABULARY
    return own if own.is_dir() else RAW / VOCABULARY


def _fingerprint(inputs: Sequence[Path]) -> str:
    """A hash of everything a build depends on: the inputs, the schemas, the program, its locked requirements."""
    digest = hashlib.sha256()
    for folder in inputs:
        digest.update(os.fsencode(f"{folder.name}/\n"))
        _add(digest.update, folder.parent, _files(folder))
    program = [path for path in _files(PROJECT / "pipeline") if path.suffix == ".py"]
    settings = [PROJECT / "requirements.txt", PROJECT / "pyproject.toml"]
    _add(digest.update, PROJECT, [*_files(PROJECT / "schemas"), *program, *settings])
    return digest.hexdigest()


def _add(update: Callable[[bytes], None], base: Path, files: Iterable[Path]) -> None:
    for path in files:
        update(os.fsencode(f"{path.relative_to(base).as_posix()}\0{_hash(path)}\n"))


def _files(folder: Path) -> Iterator[Path]:
    return (path for path in sorted(folder.rglob("*")) if path.is_file())


def _hash(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _published(folder: Path) -> dict[str, str]:
    """The files of a published folder and their hashes."""
    return {path.relative_to(folder).as_posix(): _hash(path) for path in _files(folder) if path != folder / STAMP}


def _up_to_date(dist: Path, fingerprint: str) -> bool:
    """Whether `dist` was built from the same inputs and nobody has touched it since."""
    try:
        stamp = json.loads((dist / STAMP).read_text(encoding="utf-8"))
        root = _hash(AT_ROOT) if dist == DIST else None
    except (OSError, ValueError):
        return False
    return bool(stamp == {"fingerprint": fingerprint, "files": _published(dist), "root": root})


def _stamp(stage: Path, dist: Path, fingerprint: str) -> None:
    root = hashlib.sha256(_root_descriptor(stage).encode()).hexdigest() if dist == DIST else None
    stamp = {"fingerprint": fingerprint, "files": _published(stage), "root": root}
    (stage / STAMP).write_text(json.dumps(stamp, indent=1) + "\n", encoding="utf-8")


def _root_descriptor(folder: Path) -> str:
    return package.dump(package.root(json.loads((folder / DESCRIPTOR).read_text(encoding="utf-8"))))


def _describe_at_root(dist: Path) -> None:
    """The descriptor at the root of the project, when it is the project's own dist that was built."""
    if dist == DIST:
        draft = AT_ROOT.with_name(f".dist.{DESCRIPTOR}")
        draft.write_text(_root_descriptor(dist), encoding="utf-8", newline="\n")
        draft.replace(AT_ROOT)


def _refuse_strange(raw: Path, dist: Path) -> None:
    """A build replaces a whole folder: never one that holds anything else than a build puts there."""
    if dist.exists() and not dist.is_dir():
        raise InputError(_unusable(dist, "it is a file", "give --out a folder"))
    if raw.is_relative_to(dist) or dist.is_relative_to(raw):
        reason = f"it and the folder of papers, {raw}, lie one within the other"
        raise InputError(_unusable(dist, reason, "give --out a folder apart from it"))
    if not dist.exists():
        return
    ours = any((dist / name).exists() for name in (STAMP, DESCRIPTOR))
    files = [path.relative_to(dist).as_posix() for path in dist.rglob("*") if path.is_symlink() or not path.is_dir()]
    names = [*files, *(path.name for path in dist.iterdir() if path.name not in CONTENTS)]
    strange = min((name for name in names if not ours or not _OURS.fullmatch(name)), default=None)
    if strange is not None:
        reason = f"it holds {strange}, which no build has put there, and a build would remove it"
        raise InputError(_unusable(dist, reason, "move that away, or give --out another folder"))


def _no_papers(raw: Path, reason: str) -> Finding:
    message = f"No papers to build in {raw}: {reason}. Give --raw a folder with one folder a paper, a source in each."
    return Finding("no-papers", "error", message, file=str(raw))


def _is_paper_id(name: str) -> bool:
    """Whether a folder's name can be the id of a paper, as the schema of the papers says.

    >>> _is_paper_id("li-2020"), _is_paper_id("Li 2020"), _is_paper_id("李-2020")
    (True, False, False)
    """
    paper_id = next(field for field in schema.tables()["papers"].fields if field.name == "paper_id")
    return re.fullmatch(paper_id.constraints["pattern"], name) is not None


def _misnamed(folder: Path) -> Finding:
    # The name may hold bytes that are no UTF-8.
    place = os.fsencode(folder).decode("utf-8", "backslashreplace")
    message = (
        f"The name of a paper's folder is the paper's id, author and year: lower-case letters a to z, digits, and single "
        f"hyphens between them, as in li-2020; found “{Path(place).name}”. Rename the folder."
    )
    return Finding("paper-id", "error", message, file=place)


def _unusable(dist: Path, reason: str, cure: str) -> Finding:
    return Finding("unusable-target", "error", f"Cannot build into {dist}: {reason}. Cure: {cure}.", file=str(dist))
