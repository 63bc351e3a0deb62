"""The agencies: they write what the script says, and deliver it at its time."""

import json
import random
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from html import escape
from typing import Any

from tests.articles.actions.intake.autopilot.entries import build_entry, build_picture
from tests.articles.actions.intake.receive.agency_servers import AgencyServer, ServerReply
from tests.articles.photos.invented import scene_bytes
from tests.articles.wire.g2_files import build_g2
from tests.drills.night.fixtures import AGENCIES
from tests.drills.night.script import Appointment, Matter, Step, Word
from tests.drills.night.texts import write_text
from tests.drills.wire.deliveries import Delivery
from tests.drills.wire.environment import WireDesk
from tests.drills.wire.senders import PushSender

BEGAN = datetime.now(UTC).replace(microsecond=0) - timedelta(hours=9)
"""Time of the first version: nothing is dated in the future."""
GUID = "urn:newsml:agentur.example:20260302:text-{}"
LONG = 40
"""Sentences of a text that is too long for its rule."""


def write_delivery(matter: Matter, step: Step) -> bytes:
    """Return the file of a step; the same step is the same file."""
    facts = _build_facts(matter, step)
    if step.word in {Word.PICTURE, Word.PICTURE_KILL}:
        return _write_picture(matter, step, facts["created"])
    if step.word is Word.FOREIGN_KILL:
        return _write_ninjs(matter, facts)
    written = {"folder": _write_g2, "push": _write_ninjs, "poll": _write_entry}[matter.channel](matter, facts)
    return written[: len(written) // 2] if step.word is Word.BROKEN else written


def _build_facts(matter: Matter, step: Step) -> dict[str, Any]:
    chance = random.Random(f"{matter.number} text")
    sentences = LONG if matter.subject == "lang" else 6
    text = write_text(chance, AGENCIES[matter.channel], matter.token, sentences=sentences)
    is_killed = step.word in {Word.KILL, Word.FOREIGN_KILL}
    status = "canceled" if is_killed else "withheld" if step.word is Word.WITHHELD else "usable"
    return {
        "version": step.version, "status": status, "headline": f"{matter.token} {text[1].split()[1]}",
        "created": (BEGAN + timedelta(minutes=step.version * 20, seconds=matter.number)).isoformat(),
        "paragraphs": () if is_killed else (*text[:-1], f"Stand: {matter.name_version(step.version)}.", text[-1]),
        "is_correction": step.word is Word.CORRECTION,
        "embargo": (datetime.now(UTC) + timedelta(days=1)).isoformat() if step.word is Word.EMBARGO else None,
    }  # fmt: skip


def _write_g2(matter: Matter, facts: Mapping[str, Any]) -> bytes:
    written = build_g2(
        GUID.format(matter.number), facts["version"], created=facts["created"], headline=facts["headline"],
        paragraphs=facts["paragraphs"], status=facts["status"], embargo=facts["embargo"],
        signals=("correction",) if facts["is_correction"] else (),
        note="Berichtigt wurde der letzte Absatz." if facts["is_correction"] else "",
    )  # fmt: skip
    return written.replace(b"Hafen/Kran", f"{matter.subject}/Kran".encode())


def _write_ninjs(matter: Matter, facts: Mapping[str, Any]) -> bytes:
    content = {
        "uri": GUID.format(matter.number), "type": "text", "version": str(facts["version"]), "language": "de",
        "versioncreated": facts["created"], "pubstatus": facts["status"], "headline": facts["headline"], "urgency": 4,
        "body_html": "".join(f"<p>{escape(words)}</p>" for words in facts["paragraphs"]),
        "subject": [{"name": matter.subject}],
    }  # fmt: skip
    if facts["embargo"]:
        content["embargoed"] = facts["embargo"]
    if facts["is_correction"]:
        content["ednote"] = "Berichtigung: Der letzte Absatz ist neu."
    return json.dumps(content, ensure_ascii=False).encode()


def _write_entry(matter: Matter, facts: Mapping[str, Any]) -> bytes:
    html = "".join(f"<p>{escape(words)}</p>" for words in facts["paragraphs"])
    pictures = [_picture(matter)] if matter.picture is not None and facts["paragraphs"] else []
    return build_entry(
        matter.number, facts["version"], pictures=pictures, version_created=facts["created"],
        pubstatus=facts["status"], embargoed=facts["embargo"], headline=facts["headline"],
        article_html=f'<section class="main">{html}</section>' if html else "<p>Zurückgezogen.</p>",
        signal="sig:correction" if facts["is_correction"] else None,
    )  # fmt: skip


def _picture(matter: Matter, **facts: Any) -> dict[str, Any]:
    return build_picture(
        matter.picture or 0, PictureServer.address, caption=f"Bild zu {matter.token}.", creditline="Jonna Ekvall/xyz",
        **facts,
    )  # fmt: skip


def _write_picture(matter: Matter, step: Step, created: str) -> bytes:
    is_killed = step.word is Word.PICTURE_KILL
    return build_entry(
        500_000 + matter.number, step.version, pictures=[_picture(matter, version=step.version)], type=None,
        article_html=None, version_created=created, pubstatus="canceled" if is_killed else "usable", headline="Bild",
    )  # fmt: skip


class PictureServer(AgencyServer):
    """Server of pictures; each third one fails twice, and each seventh is slow."""

    address = ""

    def __init__(self) -> None:
        super().__init__()
        PictureServer.address = self.url
        self.asked_of: dict[int, int] = {}
        self.before = lambda _method, path: time.sleep(1.5 if self.get_number(path) % 7 == 0 else 0)

    @staticmethod
    def get_number(path: str) -> int:
        digits = path.rpartition("-")[2].partition(".")[0]
        return int(digits) if digits.isdigit() else 1

    def reply(self, method: str, path: str, headers: dict[str, str]) -> ServerReply:
        number = self.get_number(path)
        self.asked_of[number] = self.asked_of.get(number, 0) + 1
        if number % 3 == 0 and self.asked_of[number] < 3:
            return ServerReply(503)
        return ServerReply(200, scene_bytes(number, "JPEG", (640, 427)))


@dataclass(slots=True)
class Sender:
    """Delivers all steps of the night at their times, in this order a channel."""

    desk: WireDesk
    push: PushSender
    put_in_queue: Callable[[dict[str, Any]], None]
    seconds: float
    sent: int = 0
    threads: list[threading.Thread] = field(default_factory=list)

    def send_all(self, appointments: Sequence[Appointment], stop: threading.Event) -> None:
        by_channel: dict[str, list[Appointment]] = {"folder": [], "push": [], "poll": []}
        for one in appointments:
            channel = "push" if one.step.word is Word.FOREIGN_KILL else one.matter.channel
            by_channel[channel].append(one)
        self.threads = [
            threading.Thread(target=self._send_channel, args=(channel, found, stop), daemon=True)
            for channel, found in by_channel.items()
        ]
        for thread in self.threads:
            thread.start()

    def _send_channel(self, channel: str, appointments: Sequence[Appointment], stop: threading.Event) -> None:
        began = time.monotonic()
        deliver = {"folder": self._write_file, "push": self._push, "poll": self._put_in_queue}[channel]
        for place, one in enumerate(appointments):
            stop.wait(max(0.0, began + one.at * self.seconds - time.monotonic()))
            if stop.is_set():
                return
            deliver(place, write_delivery(one.matter, one.step), stop)
            self.sent += 1

    def _write_file(self, place: int, raw: bytes, _stop: threading.Event) -> None:
        file = self.desk.folder / f"{place:05}.xml.part"
        file.write_bytes(raw)
        file.rename(file.with_suffix(""))

    def _push(self, place: int, raw: bytes, stop: threading.Event) -> None:
        while not stop.is_set() and not self.push.send(place, Delivery(raw, place, 1)):
            self.push.refused += 1
            stop.wait(0.3)

    def _put_in_queue(self, _place: int, raw: bytes, _stop: threading.Event) -> None:
        self.put_in_queue(json.loads(raw))
