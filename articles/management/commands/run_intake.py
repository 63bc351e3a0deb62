"""Command `run_intake`: take the files of agencies from folders and servers."""

from typing import Any

from django.core.management.base import BaseCommand

from articles.management.intake_process import IntakeProcess
from newsroom.launcher.stop_signals import create_stop_event
from newsroom.memory import return_large_blocks
from newsroom.queues import raise_connection_limit
from newsroom.telemetry.reporters import begin_monitoring


class Command(BaseCommand):
    help = (
        "Take files of news agencies from drop folders and run the other transports until stopped. During an outage of "
        "the database it waits and continues afterwards. Several may run at once."
    )
    requires_system_checks = ()

    def handle(self, *args: Any, **options: Any) -> None:
        return_large_blocks()
        raise_connection_limit()
        begin_monitoring("intake")
        IntakeProcess(create_stop_event()).run()
