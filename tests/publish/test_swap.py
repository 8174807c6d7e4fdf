"""A published folder is there whole at any moment."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.publish import swap


def fill(folder: Path, word: str) -> None:
    folder.mkdir(exist_ok=True)
    (folder / "word").write_text(word)


@pytest.fixture(params=["exchange", "two renames"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    if request.param == "two renames":
        monkeypatch.setattr(swap, "_exchange_call", lambda *_: None)
    return str(request.param)


@pytest.mark.usefixtures("way")
def test_new_in_the_place_of_old(tmp_path: Path) -> None:
    target = tmp_path / "dist"
    fill(target, "old")
    with swap.staging(target) as stage:
        fill(stage, "new")
        swap.swap(stage, target)
    assert (target / "word").read_text() == "new"
    assert list(tmp_path.iterdir()) == [target]


@pytest.mark.usefixtures("way")
def test_the_first_one(tmp_path: Path) -> None:
    target = tmp_path / "deep" / "dist"
    with swap.staging(target) as stage:
        fill(stage, "new")
        swap.swap(stage, target)
    assert (target / "word").read_text() == "new"


def test_without_a_swap_nothing_changes(tmp_path: Path) -> None:
    target = tmp_path / "dist"
    fill(target, "old")
    with swap.staging(target) as stage:
        fill(stage, "new")
    assert (target / "word").read_text() == "old"
    assert list(tmp_path.iterdir()) == [target]


def test_what_a_killed_build_left_is_cleared(tmp_path: Path) -> None:
    fill(tmp_path / ".dist.staging", "half")
    (tmp_path / ".dist.lock").touch()
    with swap.staging(tmp_path / "dist") as stage:
        assert list(stage.iterdir()) == []


def test_killed_between_two_renames(tmp_path: Path) -> None:
    fill(tmp_path / ".dist.old", "old")
    fill(tmp_path / ".dist.staging", "new")
    with swap.staging(tmp_path / "dist"):
        pass
    assert (tmp_path / "dist/word").read_text() == "old"


def test_two_at_once(tmp_path: Path) -> None:
    with swap.staging(tmp_path / "dist") as stage:
        fill(stage, "first")
        with pytest.raises(BlockingIOError), swap.staging(tmp_path / "dist"):
            pass
        assert (stage / "word").read_text() == "first"
    with swap.staging(tmp_path / "dist"):
        pass
