"""What the play needs, laid out once; printed as JSON: the five mirrors with keys, filters and profiles."""

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
NEVER_HANDED_ON = "dpa"
"""Its contract covers the own site alone: its words must reach no mirror."""
LICENSED, TURNING = "afp", "kna"
STEADY, MOVING, TAGGED, ENDING = "Bergpost", "Küstenbote", "Talradio", "Inselblatt"


@dataclass(frozen=True, slots=True)
class Cast:
    """Numbers of what stories are made of."""

    sections: Mapping[str, int]
    topics: Sequence[int]
    people: Mapping[int, str]
    photos: Sequence[int]


def cast() -> Cast:
    return Cast(
        sections=dict(Section.objects.values_list("slug", "pk")),
        topics=list(Topic.objects.values_list("pk", flat=True)),
        people=dict(Person.objects.values_list("pk", "name")),
        photos=list(Photo.objects.values_list("pk", flat=True)),
    )


def lay() -> list[dict[str, Any]]:
    """The mirrors to be started."""
    at = timezone.now()
    section = {
        slug: save_entry(Section, {"name": slug.title(), "slug": slug}, by=None, at=at).pk
        for slug in SECTIONS
    }
    for slug in TOPICS:
        save_entry(Topic, {"name": slug.title(), "slug": slug}, by=None, at=at)
    for name in PEOPLE:
        add_person(PersonDraft(name=name), by=None, at=at)
    _agencies(at)
    _photos(at)
    _first_story(section["hafen"], at)
    _story_in(section["sport"], at)
    steady, moving = _partner(STEADY, at), _partner(MOVING, at)
    tagged = _partner(TAGGED, at, languages=["de"])
    ending = _partner(ENDING, at, sections=[section["politik"], section["hafen"]])
    return [
        _mirror("all", steady, at, {}, "ninjs-3.1", follows_links=False),
        _mirror("sport", steady, at, {"section": "sport"}, "ninjs-2.2", follows_links=True),
        _mirror("moving contract", moving, at, {}, "ninjs-3.1", follows_links=True),
        _mirror("tags, no pictures", tagged, at, {"tag": "wetter,wahl"}, "ninjs-2.2", follows_links=False),
        _mirror("ending contract", ending, at, {"person": "mira-talberg"}, "ninjs-3.1", follows_links=True),
    ]  # fmt: skip


def _agencies(at: datetime) -> None:
    site, partner = GrantDraft(channel=RightsChannel.SITE), GrantDraft(channel=RightsChannel.PARTNER)
    for code, contract in (
        (LICENSED, [site, partner]),
        (NEVER_HANDED_ON, [site]),
        (TURNING, [site, partner]),
    ):
        set_contract(agency_for(code).pk, contract, by=None, at=at)
    save_entry(Agency, {"headline_to_partners": True}, by=None, at=at, pk=agency_for(LICENSED).pk)


def _photos(at: datetime) -> None:
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


def _story_in(section: int, at: datetime) -> None:
    """A section that no published story is in is unknown to partners, too, and a mirror asks for this one."""
    fields = {"headline": "Der Pokal", "body": "<p>Das Spiel beginnt.</p>", "section_id": section}
    publish(create_story(StoryChange(fields=fields), by=None, at=at).pk, by=None, at=at)


def _first_story(section: int, at: datetime) -> None:
    """A topic or a person that no published story names is unknown to partners: one story names them all."""
    fields = {"headline": "Der Hafen im Winter", "body": "<p>Das Eis hält.</p>", "section_id": section}
    change = StoryChange(
        fields=fields,
        topic_ids=tuple(Topic.objects.values_list("pk", flat=True)),
        mentions=tuple(
            MentionDraft(name=name, person_id=number, status="linked", count=1)
            for number, name in cast().people.items()
        ),
    )
    publish(create_story(change, by=None, at=at).pk, by=None, at=at)


def _partner(name: str, at: datetime, *, sections: Sequence[int] = (), **facts: Any) -> Partner:
    facts = {"name": name, "contract_from": at - timedelta(days=1), **facts}
    return add_partner(facts, by=None, at=at, section_ids=sections)


def _mirror(
    name: str, partner: Partner, at: datetime, filters: dict[str, str], profile: str, *, follows_links: bool
) -> dict[str, Any]:
    scopes = [Scope.TEXT] if partner.name == TAGGED else [Scope.TEXT, Scope.PICTURES]
    return {
        "name": name,
        "partner": partner.pk,
        "key": issue_key(partner.pk, by=None, at=at, label=name, scopes=scopes)[1],
        "filters": filters,
        "profile": profile,
        "follows_links": follows_links,
    }


def main() -> None:
    sys.stdout.write(orjson.dumps(lay()).decode())
