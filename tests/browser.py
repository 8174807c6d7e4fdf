"""The browser for the tests that drive one: found, or installed where that can be done.

`python tests/browser.py` (run by `make test`) sees to it that there is one; a test asks `find()`.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

PROGRAMS = ("chromium", "chromium-browser", "google-chrome")
PACKAGES = Path(__file__).parent.parent / "apt.txt"


def find() -> Path | None:
    """The browser that `BROWSER_PATH` names, one on the PATH, Playwright's own, or None where there is none."""
    named = os.environ.get("BROWSER_PATH")
    if named:
        return Path(named)
    installed = next(filter(None, map(shutil.which, PROGRAMS)), None)
    if installed:
        return Path(installed)
    with sync_playwright() as playwright:
        own = Path(playwright.chromium.executable_path)
    return own if own.exists() else None


def install() -> None:
    """Install a browser: the Debian packages of apt.txt for root, else the one that Playwright brings."""
    ways = [[sys.executable, "-m", "playwright", "install", "chromium"]]
    if os.geteuid() == 0 and shutil.which("apt-get"):
        packages = PACKAGES.read_text(encoding="utf-8").split()
        ways.insert(0, ["apt-get", "install", "--yes", "--no-install-recommends", *packages])
        subprocess.run(["apt-get", "update"], check=False, stdout=subprocess.DEVNULL)
    for way in ways:
        if subprocess.run(way, check=False, stdout=subprocess.DEVNULL).returncode == 0 and find():
            return


def main() -> int:
    """Exit code 1 where there must be a browser (`CI=true`) and none could be had."""
    if find() is None:
        print("No browser found; installing Chromium.", file=sys.stderr)
        install()
    if find() is not None:
        return 0
    print("No browser could be installed: the browser tests are left out. Cure: install chromium.", file=sys.stderr)
    return 1 if os.environ.get("CI") == "true" else 0


if __name__ == "__main__":
    sys.exit(main())
