"""Reference data of the demo: logins, sections, agencies, people, a partner.

Everything is found again by its own key, so that a second run adds nothing and leaves alone what the desk changed.
"""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from django.contrib.auth.models import User

from articles.actions.accounts import staff
from articles.actions.accounts.passwords import has_open_passwords
from articles.actions.desk.agencies import add_staff_initials, agency_for
from articles.actions.desk.front_page import write_static_page
from articles.actions.desk.reference_data import GrantDraft, save_entry, set_contract
from articles.actions.partners.contracts_and_keys import add_partner, issue_key, restrict_key
from articles.actions.stories.templates import save_template
from articles.demo import loader
from articles.demo.loader import Entry, read_entries
from articles.models import (
    Agency,
    Partner,
    PartnerKey,
    Section,
    StaffInitials,
    StaticPage,
    StoryTemplate,
    Topic,
)
from articles.models.rights import ASSUMED_REMARK
from newsroom.text.slugs import make_slug
from people.actions import OfficeDraft, PersonDraft, add_person
from people.models import Person

ROLES = {"reporter": staff.REPORTER, "editor": staff.EDITOR, "chief": staff.CHIEF, "pictures": staff.PICTURES}
LOGIN_PASSWORD = "demo"  # noqa: S105  # known to everybody: set only where the caller asks for it
PARTNER = "Küstenbote Digital"
KEY_PUBLIC = "de300000"
THIS_MACHINE = ("127.0.0.0/8", "::1/128")
"""Networks that may use the demo partner's key, which everybody knows, by default."""
KEY_SECRET = "demo-key-known-to-everybody"  # noqa: S105  # printed on purpose: the demo's feed can be tried at once


def load_reference_data(at: datetime, created_at: datetime, *, logins: bool) -> None:
    """Save what the stories need; `created_at` is the day of the desk's first entries."""
    staff.ensure_groups()
    _users(created_at, logins=logins)
    _sections(created_at)
    _agencies(created_at, at)
    _people(created_at, at)
    _static_pages(created_at)
    _story_templates(created_at)


def _story_templates(created_at: datetime) -> None:
    known = set(StoryTemplate.objects.values_list("name", flat=True))
    sections = dict(Section.objects.values_list("slug", "pk"))
    for entry in read_entries("story_templates"):
        if entry["name"] not in known:
            facts = {**entry, "section_id": sections.get(entry["section"])}
            save_template(facts, topic_ids=(), by=None, at=created_at)


def _static_pages(created_at: datetime) -> None:
    written = set(StaticPage.objects.values_list("name", flat=True))
    for path in sorted((loader.DATA / "pages").glob("*.html")):
        if path.stem not in written:
            write_static_page(path.stem, path.read_text("utf-8"), by=None, at=created_at)


def _users(created_at: datetime, *, logins: bool) -> None:
    known = set(User.objects.values_list("username", flat=True))
    for entry in read_entries("staff"):
        if entry["username"] not in known:
            staff.add_account(
                entry["username"],
                name=entry["name"],
                group=ROLES[entry["role"]],
                password=LOGIN_PASSWORD if logins and has_open_passwords() else None,
                by=None,
                at=created_at,
            )


def _sections(created_at: datetime) -> None:
    known = set(Section.objects.values_list("slug", flat=True))
    for position, entry in enumerate(read_entries("sections")):
        if entry["slug"] not in known:
            save_entry(Section, {**entry, "position": position}, by=None, at=created_at)
    _initials(created_at)


def _initials(created_at: datetime) -> None:
    known = set(StaffInitials.objects.values_list("initials", flat=True))
    user_ids = dict(User.objects.values_list("username", "pk"))
    for entry in read_entries("staff"):
        if entry["initials"] not in known:
            staffer = add_staff_initials(
                entry["initials"], entry["name"], by=None, at=created_at, user_id=user_ids[entry["username"]]
            )
            page: dict[str, Any] = {
                name: entry[name] for name in ("slug", "position", "beat", "about") if name in entry
            }
            if page:
                save_entry(StaffInitials, page, by=None, at=created_at, pk=staffer.pk)


def _agencies(created_at: datetime, at: datetime) -> None:
    """Save contracts only in place of assumed ones, never over the desk's own."""
    for entry in read_entries("agencies"):
        agency = agency_for(entry["code"])
        if agency.grants.exclude(remark=ASSUMED_REMARK).exists():
            continue
        facts = {
            "description": entry["description"],
            "headline_to_partners": entry.get("headline_to_partners", False),
        }
        save_entry(Agency, facts, by=None, at=created_at, pk=agency.pk)
        set_contract(agency.pk, [_grant(g, at) for g in entry["contract"]], by=None, at=created_at)


def _grant(words: Entry, at: datetime) -> GrantDraft:
    days = words.get("until_days")
    return GrantDraft(
        channel=words["channel"],
        allow=words.get("allow", True),
        until=at + timedelta(days=days) if days else None,
        remark=words.get("remark", ""),
    )


def _people(created_at: datetime, at: datetime) -> None:
    known = set(Person.objects.values_list("slug", flat=True))
    for entry in read_entries("people"):
        if make_slug(entry["name"]) not in known:
            add_person(_person(entry, at), by=None, at=created_at)


def _person(entry: Entry, at: datetime) -> PersonDraft:
    return PersonDraft(
        name=entry["name"],
        slug=make_slug(entry["name"]),
        description=entry["description"],
        aliases=entry.get("aliases", ()),
        offices=[
            OfficeDraft(
                title=o["title"], since=_parse_day(o.get("since"), at), until=_parse_day(o.get("until"), at)
            )
            for o in entry["offices"]
        ],
    )


def _parse_day(words: Any, at: datetime) -> date | None:
    """Return a date; an integer counts days from the day of loading.

    This makes offices change hands within the demo's stories.
    """
    if words is None:
        return None
    return at.date() + timedelta(days=words) if isinstance(words, int) else date.fromisoformat(words)


def ensure_topics(names: Iterable[str], at: datetime) -> dict[str, int]:
    """Return the topic ids by name, with missing topics added."""
    known = dict(Topic.objects.values_list("name", "pk"))
    for name in dict.fromkeys(names):
        if name not in known:
            topic = save_entry(Topic, {"name": name, "slug": make_slug(name)}, by=None, at=at)
            known[name] = topic.pk
    return known


def staff_by_initials() -> dict[str, User]:
    """Return the users by initials, one object each to read permissions only once."""
    return {s.initials: s.user for s in StaffInitials.objects.select_related("user") if s.user is not None}


def ensure_partner_key(created_at: datetime) -> str:
    """Return the demo partner's key, the same on every desk; create it if missing."""
    if not PartnerKey.objects.filter(public=KEY_PUBLIC).exists():
        partner = Partner.objects.filter(name=PARTNER).first() or add_partner(
            {"name": PARTNER, "contact": "feed@kuestenbote.example", "contract_from": created_at},
            by=None,
            at=created_at,
        )
        issue_key(
            partner.pk,
            by=None,
            at=created_at,
            label="demo",
            known=(KEY_PUBLIC, KEY_SECRET),
            environment="test",
            networks=THIS_MACHINE,
        )
    return f"nd_test_{KEY_PUBLIC}_{KEY_SECRET}"


def limit_demo_key(*, everywhere: bool, at: datetime) -> None:
    """Allow the demo partner's key from this machine only, or from everywhere."""
    before, after = ((), THIS_MACHINE) if not everywhere else (THIS_MACHINE, ())
    for key in PartnerKey.objects.filter(public=KEY_PUBLIC, networks=list(before)):
        restrict_key(key.pk, after, by=None, at=at)
