"""Sources, rules, a partner and a person's story: `python -m tests.drills.night.fixtures OPTIONS`."""

import sys
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import django
import orjson

AGENCIES = {"folder": "abc", "push": "kst", "poll": "xyz"}


def lay_fixtures(queue_url: str, host: str) -> dict[str, Any]:
    """Return the keys for pushes and for the partner."""
    from django.utils import timezone

    from articles.actions.intake.receive.sources import issue_source_key
    from articles.models import Section, WireSource

    at = timezone.now()
    section = Section.objects.create(name="Nacht", slug="nacht")
    sources = {channel: _add_source(channel, queue_url, host, at) for channel in AGENCIES}
    for position, facts in enumerate(_list_rules(at)):
        _add_rule(facts, position, {name: one.pk for name, one in sources.items()}, section.pk, at)
    _publish_story_of_a_person(section.pk, at)
    key = issue_source_key(WireSource.objects.get(code="drill-push").pk, by=None, at=at)
    return {"push": key, "mirror": _add_partner(at)}


def _add_source(channel: str, queue_url: str, host: str, at: datetime) -> Any:
    from articles.actions.desk.reference_data import GrantDraft, set_contract
    from articles.actions.intake.receive.sources import ensure_spelling
    from articles.models import Agency, WireSource
    from articles.rights.grants import RightsChannel

    code = AGENCIES[channel]
    agency = Agency.objects.create(code=code, name=code.title())
    ensure_spelling(agency)
    channels = (RightsChannel.SITE, RightsChannel.ARCHIVE, RightsChannel.PARTNER)
    set_contract(agency.pk, [GrantDraft(channel=channel) for channel in channels], by=None, at=at)
    polled = {"protocol": "wireq", "url": queue_url, "interval_seconds": 1} if channel == "poll" else {}
    return WireSource.objects.create(
        code=f"drill-{channel}", name=code.title(), transport=channel, agency=agency, created_at=at,
        rendition_hosts=[host], **polled,
    )  # fmt: skip


def _list_rules(at: datetime) -> list[dict[str, Any]]:
    from tests.drills.night.script import RATE_LIMIT

    now = at.astimezone(ZoneInfo("Europe/Berlin"))
    hours = {n: (now + timedelta(hours=n)).time().replace(microsecond=0) for n in (-4, -2, 2)}
    return [
        {"name": "Hafen", "of": "folder", "sluglines": "Hafen/*"},
        {"name": "Rathaus", "of": "folder", "sluglines": "Rathaus/*", "urgency_from": 1, "urgency_to": 4, "min_length": 100},
        {"name": "Wetter", "of": "folder", "sluglines": "Wetter/*", "hours_from": hours[-2], "hours_until": hours[2]},
        {"name": "Kultur", "of": "folder", "sluglines": "Kultur/*", "hours_from": hours[-4], "hours_until": hours[-2]},
        {"name": "Küste", "of": "push", "subjects": "Küste", "withhold_after_days": 7},
        {"name": "Sport", "of": "push", "subjects": "Sport", "rate_limit": RATE_LIMIT},
        {"name": "mit Bild", "of": "poll", "with_picture": True},
        {"name": "ohne Bild", "of": "poll", "with_picture": False, "max_length": 1500},
    ]  # fmt: skip


def _add_rule(
    facts: dict[str, Any], position: int, sources: dict[str, int], section: int, at: datetime
) -> None:
    from articles.actions.intake.effects.wire_rules import save_rule

    facts = {
        "rate_limit": 1000, "kinds": ["text"], "auto_draft": True, "auto_publish": True, "section_id": section,
        "source_id": sources[facts.pop("of")], "position": position, **facts,
    }  # fmt: skip
    save_rule(facts, topic_ids=[], by=None, at=at)


def _publish_story_of_a_person(section: int, at: datetime) -> None:
    """Publish a story with a picture that somebody has saved again by hand."""
    from articles.actions.photos.save import add_photo
    from articles.actions.stories.drafts import PlacementDraft, StoryChange
    from articles.actions.stories.publish import publish
    from articles.actions.stories.save import create_story
    from articles.rights.grants import RightsChannel
    from tests.articles.photos.invented import scene_bytes
    from tests.drills.night.script import UPLOADED_PICTURE

    facts = {"credit_raw": "Foto: Jonna Ekvall", "caption": "Ein Kran.", "alt_text": "Ein Kran"}
    data = scene_bytes(UPLOADED_PICTURE, "JPEG", (600, 400), quality=70)
    photo = add_photo(facts, by=None, at=at, data=data, name="kran.jpg", channels=(RightsChannel.SITE,))
    fields = {"headline": "Handarbeit", "body": "<p>Der Kran steht.</p>", "section_id": section}
    placements = (PlacementDraft(photo_id=photo.pk, role="lead", caption="Ein Kran."),)
    publish(
        create_story(StoryChange(fields=fields, placements=placements), by=None, at=at).pk, by=None, at=at
    )


def _add_partner(at: datetime) -> dict[str, Any]:
    from articles.actions.partners.contracts_and_keys import add_partner, issue_key
    from articles.models.partner import Scope

    partner = add_partner(
        {"name": "Küstenbote", "contract_from": at - timedelta(days=1)}, by=None, at=at, section_ids=[]
    )
    key = issue_key(partner.pk, by=None, at=at, label="night", scopes=[Scope.TEXT, Scope.PICTURES])[1]
    return {"name": "all", "key": key, "filters": {}, "profile": "ninjs-3.1"}


if __name__ == "__main__":
    django.setup()
    sys.stdout.write(orjson.dumps(lay_fixtures(**orjson.loads(sys.argv[1]))).decode() + "\n")
