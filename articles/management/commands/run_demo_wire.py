"""Command `run_demo_wire`, started by `up --demo`: deliver invented agency copy."""

import os
import secrets
from argparse import ArgumentParser
from contextlib import suppress
from typing import Any
from zoneinfo import ZoneInfo

from django.core.management.base import BaseCommand, CommandError
from django.db import InterfaceError, OperationalError, connections
from django.db.backends.postgresql.base import DatabaseWrapper
from django.utils import timezone

from articles.actions.intake.receive.drop_folder import folder_of
from articles.actions.intake.receive.sources import set_source_address
from articles.demo.wire.generator import WireGenerator
from articles.demo.wire.senders import FEED_PATH, PICTURES_PATH, FeedServer, FolderSender, PushSender
from articles.demo.wire.sources import DemoSources, find_demo_sources
from newsroom.launcher.stop_signals import create_stop_event

RETRY_SECONDS = 2.0
NICENESS = 10
"""The desk goes first: a busy machine lets the agencies wait."""


class Command(BaseCommand):
    help = (
        "Deliver invented agency copy to a demo desk until stopped: by folder, by push, and from a server on this "
        "machine. `up --demo` starts it."
    )
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--desk", default="http://localhost:8000", help="address of the desk (default %(default)s)"
        )
        parser.add_argument(
            "--port", type=int, default=0, help="port of the polled agency (default: a free one)"
        )
        parser.add_argument(
            "--seed", type=int, help="number from which names and pauses follow (default: random)"
        )
        parser.add_argument("--speed", type=float, default=1.0, help="deliver this many times faster")

    def handle(self, *args: Any, **options: Any) -> None:
        with suppress(OSError):
            os.nice(NICENESS)
        self.stop = create_stop_event()
        sources = self.find_sources()
        if sources is not None:
            self.deliver(sources, options)

    def find_sources(self) -> DemoSources | None:
        """Return the sources, after an outage of the database; None if stopped before."""
        while not self.stop.is_set():
            try:
                sources = find_demo_sources()
            except (OperationalError, InterfaceError):
                self.stop.wait(RETRY_SECONDS)
                continue
            if sources is None:
                raise CommandError(
                    "This desk has no demo: only `up --demo` makes the sources of its agencies."
                )
            return sources
        return None

    def deliver(self, sources: DemoSources, options: dict[str, Any]) -> None:
        with FeedServer(options["port"]) as server:
            server.start()
            seed = secrets.randbits(32) if options["seed"] is None else options["seed"]
            generator = WireGenerator(
                senders={
                    sources.folder.code: FolderSender(folder_of(sources.folder)),
                    sources.push.code: PushSender(
                        f"{options['desk']}/intake/{sources.push.code}/", sources.key
                    ),
                    sources.poll.code: server,
                },
                pictures_at=f"{server.address}{PICTURES_PATH}",
                zone=ZoneInfo(sources.push.zone),
                stop=self.stop,
                seed=seed,
                speed=options["speed"],
            )
            self.switch(sources, f"{server.address}{FEED_PATH}", active=True)
            try:
                generator.run()
            finally:
                self.switch(sources, f"{server.address}{FEED_PATH}", active=False)
                server.shutdown()

    def switch(self, sources: DemoSources, url: str, *, active: bool) -> None:
        """Let the desk poll the server, or stop it; without the database that has to wait."""
        with suppress(OperationalError, InterfaceError):
            set_source_address(sources.poll.pk, url, active=active, at=timezone.now())
        if isinstance(wrapper := connections["default"], DatabaseWrapper):
            wrapper.close()
            wrapper.close_pool()
