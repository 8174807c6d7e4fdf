"""A published folder, examined as a stranger would who has nothing else: files, forms, rows, and a referee."""

from __future__ import annotations

import errno
import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import NamedTuple

import pyarrow as pa

from pipeline import checks, schema
from pipeline.checks import agreement, described, released_csv, typed
from pipeline.checks.registry import NOTICED, RELEASE
from pipeline.findings import Finding

MANIFEST = "datapackage.json"
DATABASE = "digital-labor.db"
UNLISTED = {MANIFEST, DATABASE, ".stamp.json"}
PUBLISHED = tuple(name for name in schema.ORDER if name not in schema.TEXT_ONLY)
RESULTS = ("findings", "checks")

_CURE = "Restore it (git checkout), or build the folder anew."
_SHOWN = 80
_OFFSET = re.compile(r"f(\d{7,})")
# The length and hash of a file are told once, by release-hash.
_TOLD = {"hash-count", "byte-count"}


class Listed(NamedTuple):
    """A file as `datapackage.json` lists it; length and hash are None where it does not say."""

    path: str
    size: int | None
    sha256: str | None


def check(dist: Path) -> list[Finding]:
    """Everything that is wrong with a published folder, beyond what its table `findings` says itself.

    Looks at datapackage.json and the files it lists, at every cell of CSV, Parquet, SQLite (where there is one) and
    text, runs the typed and integrity checks on the rows again, and asks frictionless as a referee. What one fault
    hides is not examined, all else is; nothing is raised.
    """
    if not dist.is_dir():
        message = f"{dist}: expected a published folder; found none. Give the folder's name, or build it."
        return [_finding("release-manifest", dist, message)]
    listed, found = _manifest(dist)
    for_referee = listed is not None and all(finding.value is None for finding in found)
    found += _files(dist, listed)
    cells: dict[str, pa.Table] = {}
    tables: dict[str, pa.Table] = {}
    for name in PUBLISHED:
        path = dist / "csv" / f"{name}.csv"
        if not path.is_file():
            continue
        as_written, faults = released_csv.read(path, name)
        found += faults
        if as_written is not None:
            cells[name] = as_written
            table, faults = released_csv.typed(path, name, as_written)
            found += faults
            if table is not None:
                tables[name] = table
    texts, faults = _texts(dist, tables.get("papers"))
    cells["source_texts"] = tables["source_texts"] = texts
    found += faults
    for name in PUBLISHED:
        if name in cells and (dist / "parquet" / f"{name}.parquet").is_file():
            found += agreement.parquet(dist / "parquet" / f"{name}.parquet", name, cells[name])
    if (dist / DATABASE).is_file():
        found += agreement.sqlite(dist / DATABASE, cells)
    found += _rows(dist, tables)
    if for_referee:
        found += _referee(dist)
    return found


def _manifest(dist: Path) -> tuple[list[Listed] | None, list[Finding]]:
    path = dist / MANIFEST
    try:
        package = json.loads(path.read_text(encoding="utf-8"))
        listed = [Listed(str(one["path"]), one.get("bytes"), _sha256(one.get("hash"))) for one in package["resources"]]
    except FileNotFoundError:
        return None, [_finding("release-manifest", path, f"{MANIFEST}: expected this file; found none. {_CURE}")]
    except (OSError, ValueError, RecursionError) as error:
        return None, [
            _finding(
                "release-manifest", path, f"{MANIFEST}: expected JSON in UTF-8; found otherwise ({error}). {_CURE}"
            )
        ]
    except (KeyError, TypeError, AttributeError):
        message = f"{MANIFEST}: expected a list of resources, each with its path; found otherwise. {_CURE}"
        return None, [_finding("release-manifest", path, message)]
    outside = [one for one in listed if not _may_be_inside(dist, one.path)]
    found = [
        _finding(
            "release-manifest",
            path,
            f"{MANIFEST}: expected paths of files inside the folder; found {one.path[:_SHOWN]!r}. {_CURE}",
            repr(one.path[:_SHOWN]),
        )
        for one in outside
    ]
    found += [_finding("release-manifest", path, f"{MANIFEST}: {fault} {_CURE}") for fault in described.faults(package)]
    return [one for one in listed if one not in outside], found


def _may_be_inside(dist: Path, name: str) -> bool:
    """Whether a path leads to no place outside the folder, and a file could bear it."""
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts:
        return False
    try:
        (dist / path).stat()
    except OSError as error:
        return error.errno in {errno.ENOENT, errno.ENOTDIR}
    except ValueError:
        return False
    return True


def _files(dist: Path, listed: list[Listed] | None) -> Iterator[Finding]:
    expected = {f"{kind}/{name}.{kind}" for name in PUBLISHED for kind in ("csv", "parquet")}
    for name in sorted(expected | {one.path for one in listed or ()}):
        if not (dist / name).is_file():
            yield _finding("release-file-missing", dist / name, f"{name}: expected this file; found none. {_CURE}")
    if listed is None:
        return
    for one in listed:
        if (dist / one.path).is_file():
            yield from _hash(dist, one)
    named = UNLISTED | {one.path for one in listed}
    for path in sorted(path for path in dist.rglob("*") if path.is_file()):
        name = path.relative_to(dist).as_posix()
        if name not in named:
            message = f"{name}: expected only files that {MANIFEST} lists; found this one too. Move it out, or build the folder anew."
            yield _finding("release-unlisted", path, message)


def _hash(dist: Path, listed: Listed) -> Iterator[Finding]:
    path = dist / listed.path
    size = path.stat().st_size
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    if listed.size != size:
        message = f"{listed.path}: expected {listed.size} bytes, as {MANIFEST} says; found {size}. {_CURE}"
        yield _finding("release-hash", path, message, str(size))
    elif listed.sha256 != digest:
        message = f"{listed.path}: expected SHA-256 {listed.sha256}, as {MANIFEST} says; found {digest}. {_CURE}"
        yield _finding("release-hash", path, message, digest)


def _texts(dist: Path, papers: pa.Table | None) -> tuple[pa.Table, list[Finding]]:
    """The published texts as the table `source_texts`, and where they are not what `papers` says of them."""
    known = {row["paper_id"]: row for row in papers.to_pylist()} if papers is not None else {}
    found, rows = [], []
    for path in sorted((dist / "text").glob("*.txt")):
        try:
            data = path.read_bytes()
            rows.append({"paper_id": path.stem, "text": data.decode("utf-8")})
        except UnicodeDecodeError as error:
            message = f"text/{path.name}: expected UTF-8; found something else at byte {error.start}. {_CURE}"
            found.append(_text_finding(path, message, None))
            continue
        except OSError as error:
            message = f"text/{path.name}: expected a file that can be read; found none ({error.strerror}). {_CURE}"
            found.append(_text_finding(path, message, None))
            continue
        paper = known.get(path.stem)
        if paper is not None and paper["source_characters"] != len(rows[-1]["text"]):
            message = f"text/{path.name}: expected {paper['source_characters']} characters, as papers.source_characters says; found {len(rows[-1]['text'])}. {_CURE}"
            found.append(_text_finding(path, message, str(len(rows[-1]["text"]))))
        elif paper is not None and paper["source_format"] in {"text-layer", "markdown"}:
            digest = hashlib.sha256(data).hexdigest()
            if digest != paper["source_sha256"]:
                message = f"text/{path.name}: expected SHA-256 {paper['source_sha256']}, as papers.source_sha256 says; found {digest}. {_CURE}"
                found.append(_text_finding(path, message, digest))
    for paper_id in sorted(known.keys() - {path.stem for path in (dist / "text").glob("*.txt")}):
        message = f"text/{paper_id}.txt: expected the source text of the paper; found none. {_CURE}"
        found.append(_text_finding(dist / "text" / f"{paper_id}.txt", message, None))
    return pa.Table.from_pylist(rows, schema.arrow_schema("source_texts")), found


def _rows(dist: Path, tables: Mapping[str, pa.Table]) -> Iterator[Finding]:
    """Typed and integrity checks on the released rows, without what the released findings say already."""
    published = tables["findings"].to_pylist() if "findings" in tables else []
    noticed = [
        Finding(
            row["code"], row["severity"], row["message"], row["paper_id"], row["table_name"], row["row_id"],
            _offset(row["finding_id"]), row["line"], row["column"], row["value"],
        )
        for row in published
        if row["code"] in NOTICED
    ]  # fmt: skip
    made = {name: table for name, table in tables.items() if name not in RESULTS}
    checked = checks.run(made, noticed)
    told = {(row["code"], row["row_id"], row["message"]) for row in published}
    for finding in checked.findings:
        if (finding.code, finding.row_id, finding.message) not in told:
            yield finding._replace(file=str(dist / "csv" / f"{finding.table_name}.csv"))
    results = {name: tables[name] for name in (*RESULTS, "papers") if name in tables}
    broken = False
    for finding in typed.faults(results, Counter()):
        if finding.table_name in RESULTS:
            broken = True
            yield finding._replace(file=str(dist / "csv" / f"{finding.table_name}.csv"))
    if not broken and tables.keys() >= set(schema.ORDER) and all(one.severity == "warning" for one in checked.findings):
        anew = {
            "findings": checks.findings_table(checked.findings, tables),
            "checks": checks.results_table(checked.results),
        }
        for name, table in anew.items():
            path = dist / "csv" / f"{name}.csv"
            published_cells, cells = agreement.as_text(tables[name]), agreement.as_text(table)
            yield from agreement.differences("results-differ", path, name, published_cells, cells)


def _referee(dist: Path) -> Iterator[Finding]:
    import frictionless

    try:
        report = frictionless.validate(str(dist / MANIFEST))
    except frictionless.FrictionlessException as refusal:
        message = f"{MANIFEST}: frictionless cannot read it ({refusal.error.message}). {_CURE}"
        yield _finding("referee", dist / MANIFEST, message)
        return
    for error in report.errors:
        yield _finding("referee", dist / MANIFEST, f"{MANIFEST}: {error.message} (frictionless: {error.type}). {_CURE}")
    for task in report.tasks:
        errors = [error for error in task.errors if error.type not in _TOLD]
        for error in errors[: agreement.MOST]:
            line, field = getattr(error, "row_number", None), getattr(error, "field_name", None)
            place = "".join((f", line {line}" if line else "", f", column {field}" if field else ""))
            message = f"{task.place}{place}: {error.message} (frictionless: {error.type}). {_CURE}"
            yield Finding(
                "referee", RELEASE["referee"].severity, message, table_name=task.name, line=line,
                value=getattr(error, "cell", None), file=str(dist / task.place),
            )  # fmt: skip
        if len(errors) > agreement.MOST:
            message = f"{task.place}: {len(errors) - agreement.MOST} more errors of frictionless. {_CURE}"
            yield _finding("referee", dist / task.place, message)


def _sha256(text: str | None) -> str | None:
    return text.removeprefix("sha256:") if text else None


def _offset(finding_id: str | None) -> int | None:
    match = _OFFSET.search(finding_id or "")
    return int(match.group(1)) if match else None


def _text_finding(path: Path, message: str, value: str | None) -> Finding:
    finding = _finding("text-differs", path, message, value)
    return finding._replace(paper_id=path.stem, table_name="source_texts", row_id=path.stem)


def _finding(code: str, path: Path, message: str, value: str | None = None) -> Finding:
    return Finding(code, RELEASE[code].severity, message, value=value, file=str(path))
