"""One migrated database per state of the migrations; the tests' databases are copies of it.

Migrating takes ten seconds, copying less than one. Only the bundled server keeps such a database.
"""

import fcntl
import os
import subprocess
import sys
from hashlib import sha256
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg import sql

from tests.paths import ROOT

PREFIX = "newsroom_template_"
APPS = ("articles", "newsroom", "people")


def hash_migrations() -> str:
    """Return twelve hexadecimal digits for the migrations, their SQL and the pinned packages, which have migrations too."""
    files = [
        ROOT / "pyproject.toml",
        *(path for app in APPS for path in (ROOT / app / "migrations").glob("*.py")),
        *(path for app in APPS for path in (ROOT / app / "sql").glob("*.sql")),
    ]
    digest = sha256()
    for path in sorted(files):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def ensure_template(url: str, lock: Path) -> str:
    """Return the name of the migrated database on the server of `url`, made where it is missing."""
    name = PREFIX + hash_migrations()
    with lock.open("ab") as held, psycopg.connect(_with_database(url, "postgres"), autocommit=True) as server:
        fcntl.flock(held, fcntl.LOCK_EX)
        found = {
            row[0]
            for row in server.execute(
                "SELECT datname FROM pg_database WHERE datname LIKE 'newsroom_template_%'"
            )
        }
        if name in found:
            return name
        for outdated in found:
            server.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(outdated)))
        unfinished = f"{name}_unfinished"
        server.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(unfinished)))
        _migrate(_with_database(url, unfinished))
        server.execute(
            sql.SQL("ALTER DATABASE {} RENAME TO {}").format(sql.Identifier(unfinished), sql.Identifier(name))
        )
    return name


def _with_database(url: str, name: str) -> str:
    return urlunsplit(urlsplit(url)._replace(path=f"/{name}"))


def _migrate(url: str) -> None:
    subprocess.run(
        [sys.executable, "manage.py", "migrate", "--verbosity=0"],
        cwd=ROOT, env={**os.environ, "DATABASE_URL": url}, check=True, capture_output=True,
    )  # fmt: skip
