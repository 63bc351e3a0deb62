"""Typed settings of an installation, read once from environment variables.

Each module reads the settings of one subject; `environment` puts them together.
"""

from newsroom.env.checks import DEFAULT_ACCENT
from newsroom.env.database import check_database_urls, database_settings, session_url, session_variable
from newsroom.env.environment import BASE_DIR, DEMO_WIRE_ADDRESS, IN_WEB_SERVER, Environment, read_environment
from newsroom.env.errors import InvalidEnvironment
from newsroom.env.hosts import STATIC_PATH

__all__ = [
    "BASE_DIR",
    "DEFAULT_ACCENT",
    "DEMO_WIRE_ADDRESS",
    "IN_WEB_SERVER",
    "STATIC_PATH",
    "Environment",
    "InvalidEnvironment",
    "check_database_urls",
    "database_settings",
    "read_environment",
    "session_url",
    "session_variable",
]
