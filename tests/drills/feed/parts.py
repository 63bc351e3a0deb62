"""The parts of the drill that run inside the desk, one a process: `python -m tests.drills.feed.parts PART ARGUMENTS`."""

import sys
from pathlib import Path

import django
import orjson


def main(part: str, arguments: str) -> None:
    django.setup()
    from tests.drills.feed import check, fixtures, rights_changes, writer  # models need the setup above

    told = orjson.loads(arguments)
    if part == "lay":
        fixtures.main()
    elif part == "write":
        writer.main(told["first"], told["count"], told["publishes"], told["seed"], Path(told["journals"]))
    elif part == "turn":
        rights_changes.main(told["pause"])
    else:
        check.main(told["mirrors"], Path(told["journals"]))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
