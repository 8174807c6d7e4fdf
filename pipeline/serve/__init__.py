"""A published folder in the browser: Datasette on its SQLite file, read only, on this machine only.

Datasette's texts come from the schemas (`texts.py`), its search from `pipeline.search` (`plugins/`), its pages
from `templates/` and `static/`, its canned queries from `queries/`.
"""

from __future__ import annotations

import json
import socket
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.findings import Finding, InputError
from pipeline.serve.texts import DATABASE, configuration

if TYPE_CHECKING:
    from datasette.app import Datasette

__all__ = ["configuration", "datasette", "serve"]

HOST = "127.0.0.1"

SETTINGS = {
    "default_page_size": 50,
    "max_returned_rows": 2000,
    "sql_time_limit_ms": 3000,
    "facet_time_limit_ms": 1000,
    # Guessing facets takes thirty times as long as the page itself.
    "suggest_facets": False,
}

_FOLDER = Path(__file__).parent

_NAMED = ("title", "title_zh", "description", "description_zh", "bibliographicCitation", "sources")
"""What of the descriptor stands on the pages."""


def datasette(dist: Path) -> Datasette:
    """Datasette on `dist/digital-labor.db`, immutable, with the files of `dist` under `/dist/`.

    Raises `InputError` where there is no such file, it is no database of ours, or its descriptor is missing.
    """
    from datasette.app import Datasette

    path = dist / f"{DATABASE}.db"
    _open(path)
    package = _descriptor(dist / "datapackage.json")
    return Datasette(
        immutables=[str(path)],
        metadata={**configuration(package), "package": package},
        settings=SETTINGS,
        plugins_dir=str(_FOLDER / "plugins"),
        template_dir=str(_FOLDER / "templates"),
        static_mounts=[("static", str(_FOLDER / "static")), ("dist", str(dist))],
    )


def serve(dist: Path, port: int, report: Callable[[str], None] = print) -> None:
    """Serve a published folder on 127.0.0.1 until interrupted; says where through `report`.

    Raises `InputError` where the database is missing or the port cannot be had.
    """
    import uvicorn

    with closing(_listen(port)) as listener:
        application = datasette(dist)
        report(f"http://{HOST}:{port}/ serves {dist} until Ctrl-C · 按 Ctrl-C 停止")
        uvicorn.Server(uvicorn.Config(application.app(), log_level="warning")).run(sockets=[listener])


def _open(path: Path) -> None:
    """See that the file is a database with papers in it."""
    if not path.is_file():
        raise InputError(_finding("no-database", "There is no such file. Run `make` first. 请先运行 make。", path))
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as connection:
            connection.execute("SELECT paper_id FROM papers LIMIT 1")
    except sqlite3.DatabaseError as error:
        message = f"Not a database that `make` built ({error}). Delete it and run `make` again. 请删除后重新 make。"
        raise InputError(_finding("no-database", message, path)) from error


def _descriptor(path: Path) -> dict[str, Any]:
    """What the dataset is called, how it is cited and from which papers it is, as its descriptor has it."""
    try:
        package: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        return {name: package[name] for name in _NAMED}
    except (OSError, ValueError, KeyError) as error:
        message = f"Not the descriptor that `make` wrote ({error}). Run `make` again. 请重新 make。"
        raise InputError(_finding("no-descriptor", message, path)) from error


def _listen(port: int) -> socket.socket:
    """A socket that listens on the port of this machine."""
    if not 1 <= port <= 65535:
        message = (
            f"Port {port} is out of range: give one from 1024 to 65535, as in `make serve PORT=8001`. 端口超出范围。"
        )
        raise InputError(_finding("bad-port", message))
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    # A port that was left a moment ago may be taken again at once.
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((HOST, port))
        listener.listen()
    except OSError as error:
        listener.close()
        message = (
            f"Port {port} cannot be had ({error.strerror}): another program may use it. "
            f"Take another, as in `make serve PORT={port + 1 if 1024 <= port < 65535 else 8001}`. 请换一个端口。"
        )
        raise InputError(_finding("bad-port", message)) from error
    return listener


def _finding(code: str, message: str, path: Path | None = None) -> Finding:
    return Finding(code, "error", message, file=str(path) if path else None)
