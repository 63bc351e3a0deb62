"""Partners, contracts and keys: what each act changes, refuses, locks and notes."""

import hashlib
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.utils import translation

from articles.actions.errors import ActionRefused, NotPermitted
from articles.actions.partners.contracts_and_keys import (
    EDITABLE,
    add_partner,
    issue_key,
    live_keys,
    mark_key_exposed,
    restrict_key,
    revocation_confirmation,
    revoke_key,
    rotate_key,
    save_partner,
)
from articles.models import Agency, Partner, PartnerKey, Section
from tests.factories import NOON, make_chief, make_key, make_partner, make_section, make_user
from tests.whole_results import note_effects

pytestmark = pytest.mark.django_db

LATER = NOON + timedelta(hours=1)
MOMENT = timedelta(microseconds=1)
PARTNER_LOCK = ("articles_partner", "FOR NO KEY UPDATE")
KEY_LOCK = ("articles_partnerkey", 'FOR NO KEY UPDATE OF "articles_partnerkey"')


def row(thing: Partner | PartnerKey) -> dict[str, Any]:
    return type(thing).objects.values().get(pk=thing.pk)


def entry(verb: str, partner: Partner, by: Any = None, **detail: Any) -> tuple[object, ...]:
    return (verb, "partner", partner.pk, by and by.pk, LATER, detail)


def list_covered(partner: Partner) -> tuple[list[Section], list[Agency]]:
    return list(partner.sections.all()), list(partner.agencies.all())


@pytest.mark.parametrize(("ends_in", "expected"), [(7, 2), (1, 1)], ids=["later", "sooner"])
def test_a_rotation_may_shorten_the_time_of_the_old_key_and_never_prolongs_it(ends_in, expected) -> None:
    make_key()
    old = PartnerKey.objects.get()
    PartnerKey.objects.update(expires_at=NOON + timedelta(days=2))

    rotate_key(old.pk, ends_at=NOON + timedelta(days=ends_in), by=None, at=NOON)

    old.refresh_from_db()
    assert old.expires_at == NOON + timedelta(days=expected)


# Contracts


def test_a_new_partner_has_its_contract_from_now_on() -> None:
    chief, section = make_chief(), make_section()
    agency = Agency.objects.create(code="nfa", name="Nordische Fotoagentur")
    facts = {
        "name": "Bergpost", "contact": "desk@bergpost.example", "contact_person": "Mira Talberg",
        "phone": "+49 30 1", "languages": ["de"], "contract_until": LATER + MOMENT, "active": False,
    }  # fmt: skip

    with note_effects() as seen:
        partner = add_partner(
            facts, by=chief, at=LATER, section_ids=[section.pk], agency_ids=[agency.pk]
        )  # fmt: skip

    assert row(partner) == facts | {
        "id": partner.pk, "contract_from": LATER, "contract_revision": 1, "created_at": LATER,
    }  # fmt: skip
    assert list_covered(partner) == ([section], [agency])
    assert (seen.locks, seen.entries) == ([], [entry("add partner", partner, chief)])


def test_a_changed_contract_has_another_revision_and_no_sections_but_those_named() -> None:
    chief, section = make_chief(), make_section()
    agency = Agency.objects.create(code="nfa", name="Nordische Fotoagentur")
    partner = make_partner()
    before = row(partner)

    with note_effects() as seen:
        save_partner(
            partner.pk, {"active": False}, by=chief, at=LATER, section_ids=[section.pk], agency_ids=[agency.pk]
        )  # fmt: skip
    assert row(partner) == before | {"active": False, "contract_revision": 2}
    assert list_covered(partner) == ([section], [agency])
    assert (seen.locks, seen.entries) == ([PARTNER_LOCK], [entry("save partner", partner, chief)])

    save_partner(partner.pk, {}, by=None, at=LATER)
    assert (row(partner)["contract_revision"], list_covered(partner)) == (3, ([], []))


@pytest.mark.parametrize(
    ("facts", "message", "field"),
    [
        ({"name": " "}, "Enter the partner's name.", "name"),
        ({"contract_from": NOON, "contract_until": NOON}, "The contract ends before it begins.", "contract_until"),
    ],
)  # fmt: skip
def test_a_contract_that_cannot_be_is_refused_at_its_field(facts, message, field) -> None:
    partner = make_partner()
    before = row(partner)

    with translation.override("en"), note_effects() as seen, pytest.raises(ActionRefused) as refused:
        save_partner(partner.pk, facts, by=None, at=LATER)

    assert (str(refused.value), refused.value.field) == (message, field)
    assert (row(partner), seen.entries) == (before, [])


def test_only_the_facts_of_a_contract_can_be_changed() -> None:
    with pytest.raises(ValueError, match=r"^A partner has no \['contract_revision', 'id'\] to change\.$"):
        save_partner(make_partner().pk, {"name": "B", "id": 4, "contract_revision": 1}, by=None, at=NOON)
    assert {
        "name", "contact", "contact_person", "phone", "languages", "contract_from", "contract_until", "active",
    } == EDITABLE  # fmt: skip


@pytest.mark.parametrize(
    ("permission", "act"),
    [
        ("add_partner", lambda key, by: add_partner({"name": "Bergpost"}, by=by, at=NOON)),
        ("change_partner", lambda key, by: save_partner(key.partner_id, {}, by=by, at=NOON)),
        ("add_partnerkey", lambda key, by: issue_key(key.partner_id, by=by, at=NOON)),
        ("change_partnerkey", lambda key, by: restrict_key(key.pk, [], by=by, at=NOON)),
        ("change_partnerkey", lambda key, by: revoke_key(key.pk, by=by, at=NOON, confirmed="Küstenbote")),
    ],
)
def test_each_act_needs_its_permission(permission, act) -> None:
    make_key()
    key = PartnerKey.objects.get()
    reader, allowed = make_user("", "articles.view_partner"), make_user("", f"articles.{permission}")

    with pytest.raises(NotPermitted):
        act(key, reader)
    act(key, allowed)


def test_a_rotation_needs_the_permission_to_change_and_to_issue() -> None:
    make_key()
    key = PartnerKey.objects.get()
    one, both = (
        make_user("", *(f"articles.{name}" for name in names))
        for names in (["add_partnerkey"], ["add_partnerkey", "change_partnerkey"])
    )

    with pytest.raises(NotPermitted):
        rotate_key(key.pk, ends_at=LATER, by=one, at=NOON)
    rotate_key(key.pk, ends_at=LATER, by=both, at=NOON)


# Keys


def test_an_issued_key_is_stored_by_its_hash() -> None:
    partner, chief = make_partner(), make_chief()

    with note_effects() as seen:
        key, text = issue_key(
            partner.pk, by=chief, at=LATER, label=" Bot ", scopes=["usage:read"], environment="test",
            expires_at=LATER + MOMENT, networks=[" 192.0.2.7 ", "2001:db8::/32"],
        )  # fmt: skip

    name, environment, public, secret = text.split("_", 3)
    assert (name, environment, len(public), len(secret)) == ("nd", "test", 8, 43)
    assert row(key) == {
        "id": key.pk, "partner_id": partner.pk, "label": "Bot", "public": public, "scopes": ["usage:read"],
        "secret_sha256": hashlib.sha256(secret.encode()).hexdigest(), "networks": ["192.0.2.7/32", "2001:db8::/32"],
        "created_at": LATER, "created_by_id": chief.pk, "expires_at": LATER + MOMENT, "revoked_at": None,
        "warned_days": None, "exposed_at": None, "last_used_at": None,
    }  # fmt: skip
    assert (seen.locks, seen.entries) == (
        [PARTNER_LOCK],
        [entry("issue key", partner, chief, public=public)],
    )


def test_a_key_reads_texts_and_pictures_from_anywhere_unless_it_is_said_otherwise() -> None:
    partner = make_partner()

    key, text = issue_key(partner.pk, by=None, at=NOON, known=("demo", "s3_cret"))

    assert text == "nd_live_demo_s3_cret"
    assert (key.scopes, key.networks, key.label, key.expires_at) == (
        ["text:read", "pictures:read"], [], "", None,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("options", "message", "field"),
    [
        ({"scopes": ["text:read", "b", "a"]}, "Unknown scope: a, b.", "scopes"),
        (
            {"networks": ["192.0.2.7", " office "]},
            "“office” is not a network. Enter 192.0.2.7, 192.0.2.0/24 or 2001:db8::/32.",
            "networks",
        ),
    ],
)
def test_a_key_that_cannot_be_is_refused_at_its_field(options, message, field) -> None:
    partner = make_partner()

    with translation.override("en"), pytest.raises(ActionRefused) as refused:
        issue_key(partner.pk, by=None, at=NOON, **options)

    assert (str(refused.value), refused.value.field) == (message, field)
    assert not PartnerKey.objects.exists()


def test_a_partner_has_two_valid_keys_at_most() -> None:
    partner = make_partner()
    make_key(make_partner("Bergpost"))
    wanted = {
        "revoked": {"revoked_at": NOON},
        "ended": {"expires_at": LATER},
        "valid": {},
        "ends soon": {"expires_at": LATER + MOMENT},
    }
    for label in wanted:
        make_key(partner, label=label)
        PartnerKey.objects.filter(label=label).update(revoked_at=NOON)
    for label, facts in wanted.items():
        PartnerKey.objects.filter(label=label).update(**{"revoked_at": None, **facts})

    assert {key.label for key in live_keys(partner, LATER)} == {"valid", "ends soon"}
    with translation.override("en"), pytest.raises(ActionRefused) as refused:
        issue_key(partner.pk, by=None, at=LATER)

    message = "The partner already has two valid keys; revoke one first."
    assert (str(refused.value), refused.value.field) == (message, "")
    assert partner.keys.count() == 4


@pytest.mark.parametrize("ends", [None, LATER + timedelta(days=9)])
def test_a_rotation_issues_a_key_like_the_old_one(ends: datetime | None) -> None:
    partner, chief, until = make_partner(), make_chief(), LATER + timedelta(days=1)
    make_key(partner, label="Bot", scopes=["usage:read"], networks=["192.0.2.0/24"], expires_at=ends)
    old = PartnerKey.objects.get()
    before = row(old)

    with note_effects() as seen:
        fresh, text = rotate_key(old.pk, ends_at=until, by=chief, at=LATER, environment="test")

    assert row(old) == before | {"expires_at": until}
    same = ("partner_id", "label", "scopes", "networks", "revoked_at")
    assert {name: row(fresh)[name] for name in same} == {name: before[name] for name in same}
    assert (fresh.created_at, fresh.created_by, fresh.expires_at) == (LATER, chief, None)
    assert text.startswith(f"nd_test_{fresh.public}_")
    assert seen.locks == [KEY_LOCK, PARTNER_LOCK]
    assert seen.entries == [
        entry("issue key", partner, chief, public=fresh.public),
        entry("rotate key", partner, chief, public=old.public, ends_at=until.isoformat().replace("+00:00", "Z")),
    ]  # fmt: skip
    assert rotate_key(fresh.pk, ends_at=until + timedelta(days=1), by=None, at=until)[1].startswith(
        "nd_live_"
    )


@pytest.mark.parametrize(
    ("facts", "ends_at", "message", "field"),
    [
        (
            {}, LATER, "The old key must stay valid for a while: choose a time in the future.", "ends_at",
        ),
        ({"revoked_at": NOON}, LATER + MOMENT, "This key is no longer valid; issue a new one.", ""),
        ({"expires_at": LATER}, LATER + MOMENT, "This key is no longer valid; issue a new one.", ""),
    ],
)  # fmt: skip
def test_a_key_that_is_no_longer_valid_is_not_rotated(facts, ends_at, message, field) -> None:
    make_key()
    PartnerKey.objects.update(**facts)
    key = PartnerKey.objects.get()

    with translation.override("en"), pytest.raises(ActionRefused) as refused:
        rotate_key(key.pk, ends_at=ends_at, by=None, at=LATER)

    assert (str(refused.value), refused.value.field) == (message, field)
    assert PartnerKey.objects.count() == 1


def test_a_key_is_restricted_to_networks_and_freed_again() -> None:
    partner, chief = make_partner(), make_chief()
    make_key(partner)
    key = PartnerKey.objects.get()
    before = row(key)

    for given, stored in (([" 192.0.2.7 "], ["192.0.2.7/32"]), ([], [])):
        with note_effects() as seen:
            restrict_key(key.pk, given, by=chief, at=LATER)
        assert row(key) == before | {"networks": stored}
        assert seen.locks == [KEY_LOCK]
        assert seen.entries == [entry("limit key", partner, chief, public=key.public, networks=stored)]


def test_a_revoked_key_stays_as_it_was_revoked() -> None:
    partner, chief = make_partner(), make_chief()
    make_key(partner)
    make_key(partner)
    key = partner.keys.first()
    before = row(key)

    with note_effects() as seen:
        revoke_key(key.pk, by=chief, at=LATER)
    with note_effects() as again:
        assert revoke_key(key.pk, by=chief, at=LATER + MOMENT).pk == key.pk

    assert row(key) == before | {"revoked_at": LATER}
    assert (seen.locks, seen.entries) == (
        [KEY_LOCK],
        [entry("revoke key", partner, chief, public=key.public)],
    )
    assert again.entries == []


@pytest.mark.parametrize(
    ("contact_person", "typed", "message"),
    [
        (" Mira Talberg ", " mira\u00a0 TALBERG ", ""),
        ("Mira Talberg", "Küstenbote", "Mira Talberg"),
        ("Mira Talberg", "", "Mira Talberg"),
        (" ", "küstenbote", ""),
        ("", "Bergpost", "Küstenbote"),
    ],
)
def test_the_last_valid_key_is_revoked_by_who_types_the_name(contact_person, typed, message) -> None:
    partner = make_partner(contact_person=contact_person)
    make_key(partner, expires_at=LATER)
    make_key(partner)
    key = partner.keys.get(expires_at=None)
    assert revocation_confirmation(key, NOON) == ""

    with translation.override("en"):
        try:
            revoke_key(key.pk, by=make_chief(), at=LATER, confirmed=typed)
        except ActionRefused as refused:
            wanted = f"This is the partner's last valid key. Type “{message}” to confirm."
            assert (str(refused), refused.field) == (wanted, "confirmed")
        else:
            assert message == ""
    assert row(key)["revoked_at"] == (None if message else LATER)


def test_the_system_revokes_the_last_key_and_anyone_an_ended_one() -> None:
    partner = make_partner()
    make_key(partner, expires_at=NOON)
    make_key(partner)
    ended, last = partner.keys.exclude(expires_at=None).get(), partner.keys.get(expires_at=None)

    revoke_key(ended.pk, by=make_chief(), at=LATER)
    revoke_key(last.pk, by=None, at=LATER)

    assert set(partner.keys.values_list("revoked_at", flat=True)) == {LATER}


def test_a_key_in_an_address_is_noted_the_first_time() -> None:
    partner = make_partner()
    make_key(partner)
    key = PartnerKey.objects.get()
    before = row(key)

    with note_effects() as seen:
        mark_key_exposed(key.pk, at=LATER)
    with note_effects() as again:
        mark_key_exposed(key.pk, at=LATER + MOMENT)

    assert row(key) == before | {"exposed_at": LATER}
    assert (seen.locks, seen.entries) == (
        [KEY_LOCK],
        [entry("key stood in an address", partner, public=key.public)],
    )
    assert again.entries == []
