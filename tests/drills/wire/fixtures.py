"""Sources of the drill's desk, created in a process of their own: `python -m tests.drills.wire.fixtures URL`."""

import sys

import django
import orjson


def create_sources(queue_url: str) -> str:
    """Return the key for pushes."""
    from django.utils import timezone

    from articles.actions.intake.receive.sources import issue_source_key
    from articles.models import WireSource
    from tests.drills.wire.environment import FOLDER, POLL, PUSH

    at = timezone.now()
    facts = {
        FOLDER: {"transport": "folder"},
        PUSH: {"transport": "push"},
        POLL: {"transport": "poll", "protocol": "wireq", "url": queue_url, "interval_seconds": 1},
    }
    sources = {
        code: WireSource.objects.create(code=code, name=code, created_at=at, **fields)
        for code, fields in facts.items()
    }
    return issue_source_key(sources[PUSH].pk, by=None, at=at)


if __name__ == "__main__":
    django.setup()
    print(orjson.dumps({"key": create_sources(sys.argv[1])}).decode())
