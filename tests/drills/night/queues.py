"""The queue that the night's desk polls: our own, or dpa's own fake if its file is given."""

import importlib.util
import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass
from http.server import HTTPServer
from itertools import count
from pathlib import Path
from typing import Any

from tests.drills.environment import HOST
from tests.drills.wire.senders import RECEIPT_SECONDS, DrillQueue


@dataclass(frozen=True, slots=True)
class NightQueue:
    """Address, entrance, number of waiting entries and end of a queue."""

    url: str
    put: Callable[[dict[str, Any]], None]
    count_waiting: Callable[[], int]
    close: Callable[[], None]


def open_queue(file: Path | None) -> NightQueue:
    if file is not None:
        return _open_fake(file)
    queue = DrillQueue(())
    return NightQueue(f"{queue.url}/abc", queue.queue.append, lambda: len(queue.waiting_entries), queue.close)


def _open_fake(file: Path) -> NightQueue:
    """Serve the handler of dpa's fake queue, which may be asked each second.

    It takes one request at a time, and cannot tell equal entries apart, so each has a number of its own.
    """
    found = importlib.util.spec_from_file_location("wireq_fake_server", file)
    if found is None or found.loader is None:
        raise FileNotFoundError(file)
    module = importlib.util.module_from_spec(found)
    found.loader.exec_module(module)
    logging.getLogger("server_logger").disabled = True
    handler = module.RequestHandler
    handler.retry_after = handler.retry_after_more_data = 1
    handler.receipt_lifetime_duration, handler.max_requests_per_minute = RECEIPT_SECONDS, 1_000_000
    handler.log_message = lambda *_facts: None
    server = HTTPServer((HOST, 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()

    numbers = count(1)

    def put(entry: dict[str, Any]) -> None:
        handler.queue.append(
            {"entry": {**entry, "entry_id": f"{entry['entry_id']}-{next(numbers)}"}, "visible": True}
        )

    return NightQueue(
        f"http://{HOST}:{server.server_port}", put, lambda: len(handler.queue), server.server_close
    )
