"""Addresses of the database's read replicas."""

import re
from dataclasses import dataclass
from typing import Any

from environs import Env

from newsroom.env.database import check_database_url, database_settings
from newsroom.env.errors import InvalidEnvironment

NEXT_URL = re.compile(r",(?=\s*\w+://)")
"""Comma between two URLs; one within a URL separates the hosts of one server."""


@dataclass(frozen=True, slots=True)
class ReplicaSettings:
    databases: tuple[dict[str, Any], ...]
    """Django's settings for each replica, without a pool."""


def read_replicas(env: Env, *, prepared: bool) -> ReplicaSettings:
    urls = [url.strip(" ,") for url in NEXT_URL.split(env.str("REPLICA_URLS", default=""))]
    urls = [url for url in urls if url]
    for url in urls:
        check_database_url("REPLICA_URLS", url)
    if len(set(urls)) < len(urls):
        raise InvalidEnvironment("REPLICA_URLS names a server twice; write each URL once.")
    return ReplicaSettings(tuple(describe_replica(url, prepared=prepared) for url in urls))


def describe_replica(url: str, *, prepared: bool) -> dict[str, Any]:
    database = database_settings(url, prepared=prepared, in_web_server=True)
    del database["OPTIONS"]["pool"]
    return database
