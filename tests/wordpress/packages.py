"""What must be installed before a WordPress can run, and what a test does where it is not."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

WORDPRESS = Path("/usr/share/wordpress")  # where Debian's packages put it
THEME = "twentytwentyone"
LANGUAGE = "id_ID"

FILES = {
    WORDPRESS / "wp-load.php": "wordpress",
    WORDPRESS / "wp-content" / "languages" / f"{LANGUAGE}.mo": "wordpress-l10n",
    WORDPRESS / "wp-content" / "themes" / THEME / "style.css": f"wordpress-theme-{THEME}",
}
PROGRAMS = {"mariadbd": "mariadb-server", "mariadb-install-db": "mariadb-server", "php": "php-cli"}
PHP_MODULES = {"mysqli": "php-mysql", "dom": "php-xml", "mbstring": "php-mbstring"}

# Debian keeps servers in /usr/sbin, which is not on every user's PATH.
SEARCH_PATH = os.pathsep.join((os.environ.get("PATH", ""), "/usr/sbin", "/sbin"))


def program(name: str) -> str:
    """Return the full path of a program, or its bare name where it is not installed."""
    return shutil.which(name, path=SEARCH_PATH) or name


def missing_packages() -> str | None:
    """Say which Debian packages WordPress still needs here, or None when it can start."""
    missing = {package for file, package in FILES.items() if not file.is_file()}
    missing |= {
        package for name, package in PROGRAMS.items() if not shutil.which(name, path=SEARCH_PATH)
    }
    if "php-cli" not in missing:
        loaded = subprocess.run(
            [program("php"), "-m"], capture_output=True, text=True, check=False
        ).stdout.split()
        missing |= {package for name, package in PHP_MODULES.items() if name not in loaded}
    if not missing:
        return None
    return f"WordPress cannot start here: apt-get install {' '.join(sorted(missing))}"


def require_packages() -> None:
    """Skip the test where WordPress is not installed; in CI fail, because there it must run."""
    reason = missing_packages()
    if reason is None:
        return
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)
