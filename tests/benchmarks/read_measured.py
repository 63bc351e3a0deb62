"""One file read in a process of its own: `python -m tests.benchmarks.read_measured FILE`.

Prints processor time, the peak memory of the process, the outcome, and each attempt to use the network. It imports the
readers only, as a process that reads files does.
"""

import json
import sys
import time
from pathlib import Path
from typing import Any

NETWORK_EVENTS = ("socket.", "urllib.", "http.", "ftplib.", "smtplib.")


def read_measured(file: Path) -> dict[str, Any]:
    """Read one file in this process; the network is observed from the first import on."""
    events: list[str] = []

    def note(event: str, arguments: Any) -> None:
        if event.startswith(NETWORK_EVENTS):
            events.append(f"{event} {arguments}"[:120])

    sys.addaudithook(note)
    from articles.parsing.errors import CopyError
    from articles.wire.registry import detect_wire_container, read_wire

    raw = file.read_bytes()
    begun = time.process_time()
    events.clear()
    try:
        detect_wire_container(raw)
        outcome = f"{len(read_wire(raw).items)} items"
    except CopyError as refusal:
        outcome = type(refusal).__name__
    return {"cpu": time.process_time() - begun, "memory": read_peak(), "outcome": outcome, "network": events}


def read_peak() -> float:
    """Return the peak of this process in mebibytes, without that of its parent before the start."""
    line = next(one for one in Path("/proc/self/status").read_text().splitlines() if one.startswith("VmHWM"))
    return int(line.split()[1]) / 1024


if __name__ == "__main__":
    print(json.dumps(read_measured(Path(sys.argv[1]))))
