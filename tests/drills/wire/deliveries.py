"""Files of an invented agency: new items, newer versions, and a few that nobody can read."""

import hashlib
import json
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from tests.benchmarks.invented_wire import (
    Dispatch,
    make_dispatch,
    update_dispatch,
    write_dpa_json,
    write_g2,
    write_ninjs,
    write_nitf,
)

WRITERS: Sequence[Callable[[Dispatch], bytes]] = (write_g2, write_ninjs, write_nitf, write_dpa_json)
DAMAGED_SHARE, UPDATED_SHARE = 0.02, 0.1
FOLDER_SHARE, PUSH_SHARE = 0.5, 0.3
"""The rest is polled."""


@dataclass(frozen=True, slots=True)
class Delivery:
    """A file, with the number of its item and its version; None for one that nobody can read."""

    raw: bytes
    number: int
    version: int | None

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.raw).hexdigest()


@dataclass(frozen=True, slots=True)
class DeliveryPlan:
    """Files by the way they come; the items of different ways are different ones."""

    folder: Sequence[Delivery]
    push: Sequence[Delivery]
    poll: Sequence[Delivery]

    @property
    def all_deliveries(self) -> list[Delivery]:
        return [*self.folder, *self.push, *self.poll]

    @property
    def entries(self) -> list[dict[str, Any]]:
        """The polled files as entries of a queue."""
        return [json.loads(one.raw) for one in self.poll]


def plan_deliveries(count: int, seed: int) -> DeliveryPlan:
    chance = random.Random(f"{seed} deliveries")
    folder, push = int(count * FOLDER_SHARE), int(count * PUSH_SHARE)
    return DeliveryPlan(
        make_deliveries(folder, 1, chance),
        make_deliveries(push, 1_000_000, chance),
        make_deliveries(count - folder - push, 2_000_000, chance, polled=True),
    )


def make_deliveries(count: int, first: int, chance: random.Random, *, polled: bool = False) -> list[Delivery]:
    found: list[Delivery] = []
    while len(found) < count:
        number = first + len(found)
        one = make_dispatch(number, chance, paragraphs=2)
        write = write_dpa_json if polled else chance.choice(WRITERS)
        if not polled and chance.random() < DAMAGED_SHARE:
            found.append(Delivery(write_g2(one).replace(b"</headline>", b"", 1), number, None))
            continue
        found.append(Delivery(write(one), number, 1))
        if len(found) < count and chance.random() < UPDATED_SHARE:
            found.append(Delivery(write(update_dispatch(one, chance)), number, 2))
    return found
