"""Putting a finished folder in the place of the published one, so that at any moment one of them is there whole."""

from __future__ import annotations

import ctypes
import errno
import fcntl
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

_HERE = -100  # AT_FDCWD of Linux
_EXCHANGE = 2  # RENAME_EXCHANGE of Linux, RENAME_SWAP of macOS


@contextmanager
def staging(target: Path) -> Iterator[Path]:
    """An empty folder beside `target` for a build to fill; whatever is in it at the end is thrown away.

    What a killed build left is put right first. Raises BlockingIOError while another build holds it, OSError where
    the place cannot be written.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    with _locked(_lock(target)):
        stage, old = _beside(target)
        if old.exists() and not target.exists():
            old.rename(target)
        _clear(stage, old)
        stage.mkdir()
        try:
            yield stage
        finally:
            _clear(stage, old)


def is_settled(target: Path) -> bool:
    """Whether no build is at work beside `target` and none was killed there."""
    return not any(path.exists() for path in (*_beside(target), _lock(target)))


def swap(stage: Path, target: Path) -> None:
    """Put the folder `stage` in the place of `target`; what was there is in `stage` or gone."""
    if not target.exists():
        stage.rename(target)
    elif not _exchange(stage, target):
        # Killed between these two, `staging` mends it at the next start.
        _, old = _beside(target)
        target.rename(old)
        stage.rename(target)


def _beside(target: Path) -> tuple[Path, Path]:
    return target.parent / f".{target.name}.staging", target.parent / f".{target.name}.old"


def _lock(target: Path) -> Path:
    return target.parent / f".{target.name}.lock"


def _clear(*folders: Path) -> None:
    for folder in folders:
        if folder.exists():
            shutil.rmtree(folder)


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    while True:
        lock = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            os.close(lock)
            raise
        with suppress(FileNotFoundError):
            if os.path.samestat(os.fstat(lock), path.stat()):
                break
        os.close(lock)  # The build that held it removed it between our opening and locking it.
    try:
        yield
    finally:
        path.unlink()
        os.close(lock)


def _exchange(first: Path, second: Path) -> bool:
    """Exchange two folders in one step; False where the system or the file system cannot."""
    call = _exchange_call(os.fsencode(first), os.fsencode(second))
    if call is None:
        return False
    if call() == 0:
        return True
    code = ctypes.get_errno()
    if code in (errno.EINVAL, errno.ENOSYS, errno.ENOTSUP):
        return False
    raise OSError(code, os.strerror(code), str(second))


def _exchange_call(first: bytes, second: bytes) -> Callable[[], int] | None:
    library = ctypes.CDLL(None, use_errno=True)
    if sys.platform == "linux" and hasattr(library, "renameat2"):
        return lambda: int(library.renameat2(_HERE, first, _HERE, second, _EXCHANGE))
    if sys.platform == "darwin" and hasattr(library, "renamex_np"):
        return lambda: int(library.renamex_np(first, second, _EXCHANGE))
    return None
