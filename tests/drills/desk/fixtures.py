"""Fixtures of the drill: accounts, a partner and the story.

`python -m tests.drills.desk.fixtures NAME …` runs in the desk's own process and prints the story's id and path and the
partner's key as JSON. The accounts' password is in DRILL_PASSWORD.
"""

import os
import sys
from datetime import timedelta

import django
import orjson


def prepare_desk(names: list[str], password: str) -> dict[str, object]:
    from django.utils import timezone  # after the settings

    from articles.actions.accounts import staff
    from articles.actions.desk.reference_data import save_entry
    from articles.actions.partners.contracts_and_keys import add_partner, issue_key
    from articles.actions.stories.drafts import StoryChange
    from articles.actions.stories.publish import publish
    from articles.actions.stories.save import create_story
    from articles.models import Section
    from articles.url_paths import story_path

    at = timezone.now()
    for name in names:
        staff.add_account(name, name=name, group=staff.EDITOR, password=password, by=None, at=at)
    section = save_entry(Section, {"name": "Kräne", "slug": "kraene"}, by=None, at=at)
    change = StoryChange(
        fields={
            "headline": "Der Kran von Nordhaven",
            "body": "<p>Er dreht sich.</p>",
            "section_id": section.pk,
        }
    )
    story = publish(create_story(change, by=None, at=at).pk, by=None, at=at)
    facts = {"name": "Küstenbote", "contract_from": at - timedelta(days=1)}
    partner = add_partner(facts, by=None, at=at)
    key = issue_key(partner.pk, by=None, at=at)[1]
    return {"story": story.pk, "path": story_path(section.slug, story.slug, story.pk), "key": key}


if __name__ == "__main__":
    django.setup()
    sys.stdout.write(orjson.dumps(prepare_desk(sys.argv[1:], os.environ["DRILL_PASSWORD"])).decode() + "\n")
