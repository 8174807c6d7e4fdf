"""The project's own papers as they are served."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pandas as pd
import pytest
from datasette.app import Datasette

from pipeline import serve

Get = Callable[..., httpx.Response]
Read = Callable[[str], pd.DataFrame]


@pytest.fixture(scope="session")
def read(dist: Path) -> Read:
    """A table as pandas reads its CSV: every value as it is printed, null where it is empty."""

    def table(name: str) -> pd.DataFrame:
        path = dist / "csv" / f"{name}.csv"
        return pd.read_csv(path, dtype=str, keep_default_na=False, na_values=[""])

    return table


@pytest.fixture(scope="session")
def served(dist: Path) -> Datasette:
    return serve.datasette(dist)


@pytest.fixture(scope="session")
def get(served: Datasette) -> Iterator[Get]:
    """A page of the site, asked for in this process: `get("/", follow_redirects=True)`."""
    loop = asyncio.new_event_loop()

    def page(path: str, **asked: object) -> httpx.Response:
        response: httpx.Response = loop.run_until_complete(served.client.get(path, **asked))
        return response

    yield page
    loop.close()
