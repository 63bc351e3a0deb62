"""Run in the drill desk's own process, `python -m articles.drill.opening NAME …`: tables, accounts and the story.

Prints the story's number. The accounts' password is in DRILL_PASSWORD.
"""

import os
import sys

import django


def open_desk(names: list[str], password: str) -> int:
    from django.core.management import call_command  # noqa: PLC0415  # after the settings
    from django.utils import timezone  # noqa: PLC0415

    from articles.actions import directory, drafting, publishing, staff  # noqa: PLC0415
    from articles.actions.changes import StoryChange  # noqa: PLC0415
    from articles.models import Section  # noqa: PLC0415

    call_command("migrate", interactive=False, verbosity=0)
    at = timezone.now()
    staff.ensure_groups()
    for name in names:
        staff.add_account(name, name=name, group=staff.EDITOR, password=password, by=None, at=at)
    section = directory.save_entry(Section, {"name": "Hafen", "slug": "hafen"}, by=None, at=at)
    change = StoryChange(
        fields={
            "headline": "Der Kran von Nordhaven",
            "body": "<p>Er dreht sich.</p>",
            "section_id": section.pk,
        }
    )
    story = drafting.create_story(change, by=None, at=at)
    return publishing.publish(story.pk, by=None, at=at).pk


if __name__ == "__main__":
    django.setup()
    sys.stdout.write(f"{open_desk(sys.argv[1:], os.environ['DRILL_PASSWORD'])}\n")
