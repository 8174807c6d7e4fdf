"""What the text-layer reader takes, and what it refuses in plain words."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline import readers
from pipeline.findings import Finding, InputError


def refused(folder: Path, data: bytes | None) -> Finding:
    folder.mkdir(exist_ok=True)
    if data is not None:
        (folder / "source.txt").write_bytes(data)
    with pytest.raises(InputError) as error:
        readers.read(folder)
    (finding,) = error.value.findings
    assert finding.severity == "error"
    assert finding.paper_id == folder.name
    assert str(folder) in str(finding.file)
    return finding


@pytest.mark.parametrize(
    ("data", "code", "words"),
    [
        (b"", "empty-source", "no text"),
        (b"\xef\xbb\xbf \n\n", "empty-source", "no text"),
        ("数字\n劳".encode() + b"\xff\xfe", "not-utf-8", "byte 10"),
        (b"ab\xed\xa0\x80", "not-utf-8", "surrogate pair at byte 2"),
        ("劳动".encode("utf-16"), "not-utf-8", "byte 0"),
        ("劳\n动\0".encode(), "nul-character", "byte 7"),
        (b"a" * 1_000_001, "line-too-long", "1,000,001 characters"),
        (b"ab\n" * 7_000_000, "source-too-large", "21,000,000 bytes"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_bad_file_is_refused_with_its_place(tmp_path: Path, data: bytes, code: str, words: str) -> None:
    finding = refused(tmp_path / "li-2020", data)
    assert finding.code == code
    assert words in finding.message


def test_the_line_is_named(tmp_path: Path) -> None:
    assert refused(tmp_path / "a", "一\n二\n三\0".encode()).line == 3
    assert refused(tmp_path / "b", b"a\nb\n\xff").line == 3


def test_a_folder_without_a_source_is_refused(tmp_path: Path) -> None:
    assert refused(tmp_path / "li-2020", None).code == "no-source"


def test_the_text_is_what_came(tmp_path: Path) -> None:
    (tmp_path / "source.txt").write_bytes("\ufeff一\r\n二\r三\n\f四".encode())
    document = readers.read(tmp_path)
    assert document.source == "\ufeff一\r\n二\r三\n\f四"
    assert [document.source[line.start : line.end] for line in document.lines] == ["\ufeff一", "二", "三", "四"]
    assert [line.page for line in document.lines] == [1, 1, 1, 2]
