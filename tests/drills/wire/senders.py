"""The agency's side: it writes into the folder, pushes until it is answered, and keeps a queue to be polled."""

import http.client
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tests.articles.actions.intake.receive.agency_servers import ServerReply, WireqServer
from tests.drills.environment import HOST
from tests.drills.wire.deliveries import Delivery
from tests.drills.wire.environment import PUSH

RECEIPT_SECONDS = 5.0
"""Time in which a fetched entry is not delivered again; a killed poll loses its receipts."""
RETRY_SECONDS = 0.3
TIMEOUT_SECONDS = 20


class DrillQueue(WireqServer):
    """Queue whose receipts expire by the clock, and that may be asked each second."""

    def __init__(self, deliveries: Sequence[dict[str, object]]) -> None:
        super().__init__(*deliveries, lifetime=RECEIPT_SECONDS)

    def reply(self, method: str, path: str, headers: dict[str, str]) -> ServerReply:
        self.now = time.monotonic()
        answer = super().reply(method, path, headers)
        if "Retry-After" in answer.headers:
            answer.headers["Retry-After"] = "1"
        return answer


def write_folder(folder: Path, deliveries: Sequence[Delivery]) -> None:
    """Write all files at once, as an SFTP server with temporary names does."""
    for place, one in enumerate(deliveries):
        file = folder / f"{place:05}.txt.part"
        file.write_bytes(one.raw)
        file.rename(file.with_suffix(""))


@dataclass(slots=True)
class PushSender:
    """Sender that repeats each request until the desk has accepted it."""

    port: int
    key: str
    deliveries: Sequence[Delivery]
    refused: int = 0
    """Requests that were answered otherwise, or not at all."""
    unexpected: list[str] = field(default_factory=list)

    def send_all(self, stop: threading.Event) -> None:
        for place, one in enumerate(self.deliveries):
            while not stop.is_set() and not self.send(place, one):
                self.refused += 1
                stop.wait(RETRY_SECONDS)

    def send(self, place: int, one: Delivery) -> bool:
        headers = {"Authorization": f"Bearer {self.key}", "Content-Type": "application/octet-stream"}
        if place % 2:
            headers["Idempotency-Key"] = f"drill-{one.sha256[:40]}"
        link = http.client.HTTPConnection(HOST, self.port, timeout=TIMEOUT_SECONDS)
        try:
            link.request("POST", f"/intake/{PUSH}/", one.raw, headers)
            answer = link.getresponse()
            text = answer.read()
        except (OSError, http.client.HTTPException):
            return False
        finally:
            link.close()
        if answer.status not in {202, 503}:
            self.unexpected.append(f"{answer.status}: {text[:200].decode(errors='replace')}")
        return answer.status == http.HTTPStatus.ACCEPTED
