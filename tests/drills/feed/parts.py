"""Parts that run as processes: `python -m tests.drills.feed.parts PART ARGUMENTS`."""

import sys
from pathlib import Path

import django
import orjson


def main(part: str, arguments: str) -> None:
    django.setup()
    from tests.drills.feed import check, fixtures, rights_changes, writer  # models need the setup above

    options = orjson.loads(arguments)
    if part == "lay":
        fixtures.main()
    elif part == "write":
        writer.main(
            options["first"],
            options["count"],
            options["publishes"],
            options["seed"],
            Path(options["journals"]),
        )
    elif part == "turn":
        rights_changes.main(options["pause"])
    else:
        check.main(options["mirrors"], Path(options["journals"]))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
