"""Options of `up`, read before Django's settings. No Django."""

import argparse
import os
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from newsroom.env.errors import InvalidEnvironment
from newsroom.launcher import network

HOST, PORT = "127.0.0.1", 8000
WITHOUT_DATABASE = (
    "up --only {} needs DATABASE_URL: {} has no database, and a new one would be another, empty desk. Set DATABASE_URL "
    "to the database of the desk; only a host whose data folder has the bundled database can do without."
)


class HostRole(StrEnum):
    """Part of a desk's work that a host takes on."""

    WEB = "web"
    WORKER = "worker"
    MIGRATE = "migrate"


@dataclass(frozen=True, slots=True)
class StartOptions:
    """Options of one start of `up`."""

    host: str = HOST
    port: int = PORT
    demo: bool = False
    open_demo: bool = False
    roles: frozenset[HostRole] = frozenset(HostRole)

    @property
    def has_web_server(self) -> bool:
        return HostRole.WEB in self.roles

    @property
    def has_worker(self) -> bool:
        return HostRole.WORKER in self.roles

    @property
    def migrates(self) -> bool:
        return HostRole.MIGRATE in self.roles

    @property
    def is_part(self) -> bool:
        """Return whether other hosts do the rest of the work."""
        return self.roles != frozenset(HostRole)

    @property
    def is_near(self) -> bool:
        """Return whether only programs on this machine can reach the web server."""
        return network.is_loopback(self.host)

    @property
    def url(self) -> str:
        return network.build_url(self.host, self.port)


def add_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--demo", action="store_true", help="fill an empty desk with invented stories")
    parser.add_argument("--host", default=HOST, help="address to listen on (default %(default)s)")
    parser.add_argument("--port", type=int, default=PORT, help="port to listen on (default %(default)s)")
    parser.add_argument(
        "--open-demo",
        action="store_true",
        help="serve the login admin/demo and the demo partner's key to the network too: anybody may then write, "
        "publish and read the feed",
    )
    parser.add_argument(
        "--only",
        action="append",
        choices=[role.value for role in HostRole],
        metavar="ROLE",
        help="only this part of the work, where several hosts share it; may be repeated. web: web server. worker: jobs "
        "and receipt of agency copy. migrate: migrations, first login and static files, then the command ends",
    )
    parser.add_argument("--prepare-into", type=int, metavar="PIPE", help=argparse.SUPPRESS)


def make_options(
    *, host: str, port: int, demo: bool, open_demo: bool, only: Sequence[str] | None
) -> StartOptions:
    roles = frozenset(map(HostRole, only)) if only else frozenset(HostRole)
    return StartOptions(host, port, demo, open_demo, roles)


def parse_options(arguments: Sequence[str]) -> StartOptions | None:
    """Return the options of a command line; None for one that the command will refuse."""
    parser = argparse.ArgumentParser(add_help=False, exit_on_error=False, allow_abbrev=False)
    add_options(parser)
    try:
        found, _others = parser.parse_known_args(arguments)
    except (argparse.ArgumentError, SystemExit):
        return None
    return make_options(
        host=found.host, port=found.port, demo=found.demo, open_demo=found.open_demo, only=found.only
    )


def set_addresses(options: StartOptions) -> None:
    """Set the site's addresses for the settings, unless the operator has set them."""
    if options.has_web_server:
        os.environ.setdefault("SITE_URL", options.url)
        os.environ.setdefault("ALLOWED_HOSTS", ",".join(network.host_names(options.host)))


def refuse_foreign_database(options: StartOptions, database_folder: Path) -> None:
    """Refuse to create a database for a host that is a part of another desk."""
    if not options.migrates and not (database_folder / "data").exists():
        roles = " --only ".join(sorted(options.roles))
        raise InvalidEnvironment(WITHOUT_DATABASE.format(roles, database_folder.parent))
