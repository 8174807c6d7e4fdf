"""Starting the server: what cannot be served is said in words."""

from __future__ import annotations

import socket
from contextlib import closing
from pathlib import Path

import pytest

from pipeline import serve
from pipeline.findings import InputError


def test_a_folder_without_a_database_says_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="Run `make` first") as raised:
        serve.datasette(tmp_path)
    assert raised.value.findings[0].file == str(tmp_path / "digital-labor.db")


@pytest.mark.parametrize("content", [b"", b"not a database, by far not one"])
def test_what_is_no_database_of_ours_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "digital-labor.db").write_bytes(content)
    with pytest.raises(InputError, match="Not a database that `make` built"):
        serve.datasette(tmp_path)


@pytest.mark.parametrize("content", [None, "", "{}"])
def test_a_descriptor_that_is_none_is_refused(dist: Path, tmp_path: Path, content: str | None) -> None:
    (tmp_path / "digital-labor.db").symlink_to(dist / "digital-labor.db")
    if content is not None:
        (tmp_path / "datapackage.json").write_text(content, encoding="utf-8")
    with pytest.raises(InputError, match="Run `make` again") as raised:
        serve.datasette(tmp_path)
    assert raised.value.findings[0].file == str(tmp_path / "datapackage.json")


@pytest.mark.parametrize("port", [-1, 0, 65536, 99999999])
def test_a_port_out_of_range_is_refused(dist: Path, port: int) -> None:
    with pytest.raises(InputError, match=f"Port {port} is out of range"):
        serve.serve(dist, port)


def test_a_port_in_use_is_refused_and_another_proposed(dist: Path) -> None:
    with closing(socket.create_server((serve.HOST, 0))) as other:
        port: int = other.getsockname()[1]
        with pytest.raises(InputError, match=rf"Port {port} cannot be had .*PORT=\d+"):
            serve.serve(dist, port)
