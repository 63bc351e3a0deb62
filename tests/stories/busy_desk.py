"""A desk in full swing, to be killed: writes, publishes, corrects and withholds stories until somebody stops it.

Each act is printed once its transaction is committed: what was printed must be there afterwards.
"""

import sys
from datetime import UTC, datetime
from itertools import count

import django


def publish_for_ever(seed: int) -> None:
    from articles.actions.stories.drafts import StoryChange
    from articles.actions.stories.publish import correct, publish
    from articles.actions.stories.withdraw import withhold
    from articles.models import Section
    from tests.factories import make_story

    section = Section.objects.get_or_create(slug="hafen", defaults={"name": "Hafen"})[0]
    for number in count(seed * 1_000_000):
        story = make_story(f"Kran {number} dreht sich wieder", section=section, at=datetime.now(UTC))
        publish(story.pk, by=None, at=datetime.now(UTC))
        report("put", story.pk, 1)
        if number % 3 == 1:
            change = StoryChange(fields={"headline": f"Kran {number} dreht sich doch nicht"})
            note = "Der Kran steht."
            correct(story.pk, change, desk_note=note, public_note=note, by=None, at=datetime.now(UTC))
            report("put", story.pk, 2)
        if number % 3 == 2:
            withhold(story.pk, reason="wrong", by=None, at=datetime.now(UTC))
            report("withhold", story.pk, 1)


def report(operation: str, article_id: int, version: int) -> None:
    """One write each, so that a kill cannot cut a line in two."""
    sys.stdout.write(f"{operation} {article_id} {version}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    django.setup()
    publish_for_ever(int(sys.argv[1]))
