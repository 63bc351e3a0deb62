"""Start of counts, error reports and traces in a process, after it was forked."""

from functools import partial
from threading import Lock

from django.conf import settings

from newsroom.telemetry.counters import Role, counter_folder, counters

lock = Lock()


def begin_monitoring(role: Role) -> None:
    """Begin counts, error reports and traces of this process, once."""
    with lock:
        if counters.cells is None:
            start_reporters(role)
            counters.begin(role, counter_folder())


def start_reporters(role: Role) -> None:
    """Start what reports to another server, where a setting names one."""
    if role != "web" and settings.MONITORING.metrics_listen:
        from newsroom.telemetry.figures_server import serve_figures  # noqa: PLC0415  # only where it is asked for

        serve_figures(settings.MONITORING.metrics_listen)
    if settings.MONITORING.sentry_dsn:
        from newsroom.telemetry.error_reports import start_error_reports  # noqa: PLC0415  # an optional package

        start_error_reports(settings.MONITORING.sentry_dsn, role)
    if settings.MONITORING.otlp_endpoint:
        from newsroom.telemetry.traces import start_traces  # noqa: PLC0415  # an optional package

        start_traces(role)


begin_web_monitoring = partial(begin_monitoring, "web")


def accepted_host() -> str:
    """Return a host name that Django accepts, whatever a program calls this host."""
    named = [host.removeprefix(".") for host in settings.ALLOWED_HOSTS if host != "*"]
    return named[0] if named else "localhost"
