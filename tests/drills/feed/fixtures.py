"""Fixtures of the drill, and the five mirrors with keys, filters and profiles."""

import io
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import orjson
from django.utils import timezone
from PIL import Image

from articles.actions.desk.agencies import agency_for
from articles.actions.desk.reference_data import GrantDraft, save_entry, set_contract
from articles.actions.partners.contracts_and_keys import add_partner, issue_key
from articles.actions.photos import save
from articles.actions.stories.drafts import MentionDraft, StoryChange
from articles.actions.stories.publish import publish
from articles.actions.stories.save import create_story
from articles.models import Agency, Partner, Photo, Section, Topic
from articles.models.partner import Scope
from articles.rights.grants import RightsChannel
from people.actions import PersonDraft, add_person
from people.models import Person

SECTIONS = ("hafen", "politik", "sport", "kultur")
TOPICS = ("wetter", "werft", "wahl")
PEOPLE = ("Mira Talberg", "Jonna Ekvall", "Tomas Reling")
SITE_ONLY_AGENCY = "dpa"
"""Agency whose contract covers our own site only: its text must reach no mirror."""
LICENSED_AGENCY, CHANGING_AGENCY = "afp", "kna"
STEADY_PARTNER, CHANGING_PARTNER, TAG_PARTNER, ENDING_PARTNER = (
    "Bergpost",
    "Küstenbote",
    "Talradio",
    "Inselblatt",
)


@dataclass(frozen=True, slots=True)
class FixtureIds:
    """Primary keys of the records that stories refer to."""

    sections: Mapping[str, int]
    topics: Sequence[int]
    people: Mapping[int, str]
    photos: Sequence[int]


def load_fixture_ids() -> FixtureIds:
    return FixtureIds(
        sections=dict(Section.objects.values_list("slug", "pk")),
        topics=list(Topic.objects.values_list("pk", flat=True)),
        people=dict(Person.objects.values_list("pk", "name")),
        photos=list(Photo.objects.values_list("pk", flat=True)),
    )


def create_fixtures() -> list[dict[str, Any]]:
    """Create all fixtures and return the mirrors to start."""
    at = timezone.now()
    section = {
        slug: save_entry(Section, {"name": slug.title(), "slug": slug}, by=None, at=at).pk
        for slug in SECTIONS
    }
    for slug in TOPICS:
        save_entry(Topic, {"name": slug.title(), "slug": slug}, by=None, at=at)
    for name in PEOPLE:
        add_person(PersonDraft(name=name), by=None, at=at)
    _create_agencies(at)
    _create_photos(at)
    _publish_naming_all(section["hafen"], at)
    _publish_in_section(section["sport"], at)
    steady, moving = _create_partner(STEADY_PARTNER, at), _create_partner(CHANGING_PARTNER, at)
    tagged = _create_partner(TAG_PARTNER, at, languages=["de"])
    ending = _create_partner(ENDING_PARTNER, at, sections=[section["politik"], section["hafen"]])
    return [
        _describe_mirror("all", steady, at, {}, "ninjs-3.1", follows_links=False),
        _describe_mirror("sport", steady, at, {"section": "sport"}, "ninjs-2.2", follows_links=True),
        _describe_mirror("moving contract", moving, at, {}, "ninjs-3.1", follows_links=True),
        _describe_mirror("tags, no pictures", tagged, at, {"tag": "wetter,wahl"}, "ninjs-2.2", follows_links=False),
        _describe_mirror("ending contract", ending, at, {"person": "mira-talberg"}, "ninjs-3.1", follows_links=True),
    ]  # fmt: skip


def _create_agencies(at: datetime) -> None:
    site, partner = GrantDraft(channel=RightsChannel.SITE), GrantDraft(channel=RightsChannel.PARTNER)
    for code, contract in (
        (LICENSED_AGENCY, [site, partner]),
        (SITE_ONLY_AGENCY, [site]),
        (CHANGING_AGENCY, [site, partner]),
    ):
        set_contract(agency_for(code).pk, contract, by=None, at=at)
    save_entry(Agency, {"headline_to_partners": True}, by=None, at=at, pk=agency_for(LICENSED_AGENCY).pk)


def _create_photos(at: datetime) -> None:
    both = (RightsChannel.SITE, RightsChannel.PARTNER)
    lines: tuple[tuple[str, tuple[RightsChannel, ...] | None], ...] = (
        ("Foto: Jonna Ekvall", both),
        ("Foto: Tomas Reling", (RightsChannel.SITE,)),
        ("Jonna EKVALL/AFP", None),
        ("Foto: Ida Brandt", both),
    )
    for number, (credit, channels) in enumerate(lines):
        file = io.BytesIO()
        image = Image.new("RGB", (640, 420), (40 * number, 90, 120))
        image.save(file, "JPEG")
        facts = {"credit_raw": credit, "caption": f"Der Kran {number}.", "alt_text": "Ein Kran"}
        save.add_photo(facts, by=None, at=at, data=file.getvalue(), name="kran.jpg", channels=channels)


def _publish_in_section(section: int, at: datetime) -> None:
    """Publish a story in a section, which partners know only then."""
    fields = {"headline": "Der Pokal", "body": "<p>Das Spiel beginnt.</p>", "section_id": section}
    publish(create_story(StoryChange(fields=fields), by=None, at=at).pk, by=None, at=at)


def _publish_naming_all(section: int, at: datetime) -> None:
    """Publish a story with all topics and people, which partners know only then."""
    fields = {"headline": "Der Hafen im Winter", "body": "<p>Das Eis hält.</p>", "section_id": section}
    change = StoryChange(
        fields=fields,
        topic_ids=tuple(Topic.objects.values_list("pk", flat=True)),
        mentions=tuple(
            MentionDraft(name=name, person_id=number, status="linked", count=1)
            for number, name in load_fixture_ids().people.items()
        ),
    )
    publish(create_story(change, by=None, at=at).pk, by=None, at=at)


def _create_partner(name: str, at: datetime, *, sections: Sequence[int] = (), **facts: Any) -> Partner:
    facts = {"name": name, "contract_from": at - timedelta(days=1), **facts}
    return add_partner(facts, by=None, at=at, section_ids=sections)


def _describe_mirror(
    name: str, partner: Partner, at: datetime, filters: dict[str, str], profile: str, *, follows_links: bool
) -> dict[str, Any]:
    scopes = [Scope.TEXT] if partner.name == TAG_PARTNER else [Scope.TEXT, Scope.PICTURES]
    return {
        "name": name,
        "partner": partner.pk,
        "key": issue_key(partner.pk, by=None, at=at, label=name, scopes=scopes)[1],
        "filters": filters,
        "profile": profile,
        "follows_links": follows_links,
    }


def main() -> None:
    sys.stdout.write(orjson.dumps(create_fixtures()).decode())
