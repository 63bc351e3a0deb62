"""Settings of monitoring: metrics, log lines, error reports and traces."""

from dataclasses import dataclass
from importlib.util import find_spec
from typing import Literal
from urllib.parse import urlsplit

from environs import Env

from newsroom.env.checks import check_networks, check_url
from newsroom.env.errors import InvalidEnvironment
from newsroom.strict_values import parse_integer

THIS_MACHINE = ["127.0.0.0/8", "::1"]
MIN_TOKEN_LENGTH = 16

type LogFormat = Literal["", "json", "text"]
"""Form of log lines; empty for text in a terminal and JSON elsewhere."""


@dataclass(frozen=True, slots=True)
class Monitoring:
    """Settings by which a newsroom observes its installation."""

    metrics_networks: list[str]
    metrics_token: str
    metrics_listen: tuple[str, int] | None
    """Address at which a host without a web server answers `/metrics`."""
    log_format: LogFormat
    sentry_dsn: str
    otlp_endpoint: str


def read_monitoring(env: Env) -> Monitoring:
    return Monitoring(
        metrics_networks=check_networks(
            "METRICS_NETWORKS", env.list("METRICS_NETWORKS", default=THIS_MACHINE)
        ),
        metrics_token=check_token(env.str("METRICS_TOKEN", default="")),
        metrics_listen=parse_listen(env.str("METRICS_LISTEN", default="")),
        log_format=check_log_format(env.str("LOG_FORMAT", default="")),
        sentry_dsn=check_dsn(env.str("SENTRY_DSN", default="")),
        otlp_endpoint=check_otlp_endpoint(env.str("OTEL_EXPORTER_OTLP_ENDPOINT", default="")),
    )


def check_token(token: str) -> str:
    """Return the token; raise for one that could be guessed, without repeating it."""
    if token and (len(token) < MIN_TOKEN_LENGTH or not token.isascii() or not token.isprintable()):
        raise InvalidEnvironment(
            f"METRICS_TOKEN cannot be used; write at least {MIN_TOKEN_LENGTH} ASCII characters, such as the output of "
            "openssl rand -hex 16."
        )
    return token


def parse_listen(text: str) -> tuple[str, int] | None:
    if not text:
        return None
    try:
        parts = urlsplit(f"//{text}")
        if parts.hostname and parts.port and not (parts.path or parts.username):
            return parts.hostname, parts.port
    except ValueError:
        pass
    raise InvalidEnvironment(f"METRICS_LISTEN is {text!r}; write an address and a port, as 10.0.0.5:9100.")


def check_log_format(name: str) -> LogFormat:
    match name:
        case "" | "json" | "text":
            return name
        case _:
            raise InvalidEnvironment(f"LOG_FORMAT is {name!r}; it may be 'json' or 'text'.")


def check_dsn(dsn: str) -> str:
    """Return the address of a Sentry project; raise without repeating its key."""
    if not dsn:
        return ""
    try:
        parts = urlsplit(dsn)
        project = parse_integer(parts.path.rpartition("/")[2])
        is_complete = bool(parts.username and parts.hostname and project is not None)
        is_complete &= parts.scheme in {"http", "https"} and parts.port != 0
    except ValueError:
        is_complete = False
    if not is_complete:
        raise InvalidEnvironment("SENTRY_DSN cannot be read; write https://key@host/number.")
    require_extra("SENTRY_DSN", "sentry_sdk", "sentry")
    return dsn


def check_otlp_endpoint(url: str) -> str:
    if check_url("OTEL_EXPORTER_OTLP_ENDPOINT", url):
        require_extra("OTEL_EXPORTER_OTLP_ENDPOINT", "opentelemetry", "otel")
        require_extra("OTEL_EXPORTER_OTLP_ENDPOINT", "opentelemetry.exporter", "otel")
    return url


def require_extra(variable: str, package: str, extra: str) -> None:
    """Raise if an optional package that the setting needs is not installed."""
    if find_spec(package) is None:
        raise InvalidEnvironment(
            f"{variable} needs a package that is not installed: run uv sync --extra {extra}."
        )
