"""The parts of the play that work inside the desk, one a process: `python -m articles.proof PART ARGUMENTS`."""

import sys
from pathlib import Path

import django
import orjson


def main(part: str, arguments: str) -> None:
    django.setup()
    from articles.proof import judging, stage, turning, writing  # noqa: PLC0415  # models need the setup above

    told = orjson.loads(arguments)
    if part == "lay":
        stage.main()
    elif part == "write":
        writing.main(told["first"], told["count"], told["publishes"], told["seed"], Path(told["journals"]))
    elif part == "turn":
        turning.main(told["pause"])
    else:
        judging.main(told["mirrors"], Path(told["journals"]))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
