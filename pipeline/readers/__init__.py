"""Readers: one file a format, each turning what came into a `Document`. Only readers open a paper's source."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from pipeline.document import Document
from pipeline.findings import Finding, InputError
from pipeline.readers import markdown, text_layer

SOURCES: dict[str, Callable[[Path, str], Document]] = {"source.txt": text_layer.read, "source.md": markdown.read}
"""The file names under which a paper's source may stand in its folder, each with its reader."""


def read(folder: Path) -> Document:
    """Read the one source of a paper's folder; the folder's name is the paper's id.

    Raises `InputError` where the folder holds no source or more than one, or the source cannot be read.
    """
    found = [name for name in SOURCES if (folder / name).is_file()]
    if len(found) == 1:
        return SOURCES[found[0]](folder / found[0], folder.name)
    expected = " or ".join(SOURCES)
    if found:
        message = f"a paper has exactly one source; found {' and '.join(found)}: keep the one that came first, move the others out"
        raise InputError(Finding("two-sources", "error", message, paper_id=folder.name, file=str(folder)))
    message = f"no source in this paper's folder: put the paper there as {expected}"
    raise InputError(Finding("no-source", "error", message, paper_id=folder.name, file=str(folder)))
