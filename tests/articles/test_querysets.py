"""The desk's vocabulary: each noun gives exactly what it says."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session

from articles.actions.partners.contracts_and_keys import save_partner
from articles.actions.publication.editions import build_edition
from articles.actions.stories.publish import update
from articles.models import (
    Agency,
    AgencyChange,
    Article,
    Autosave,
    DeskMessage,
    Edition,
    EmbargoedEdition,
    EmbeddedMetadata,
    Photo,
    Presence,
    SavedView,
    SharedPreview,
    SignInLink,
    WireItem,
)
from articles.querysets import DIGITAL_SOURCE_TYPE, PRESENCE_TIMEOUT, RELEASE_GRACE
from articles.workflow import State
from tests.factories import (
    NOON,
    make_partner,
    make_person,
    make_photo,
    make_published,
    make_section,
    make_story,
    make_user,
)

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)


OUT = {"version": 1, "first_published_at": NOON, "published_at": NOON}
"""What a story that was ever out has."""


def headlines(stories) -> list[str]:
    return list(stories.values_list("headline", flat=True))


def early(story: Article, until=NOON + HOUR) -> EmbargoedEdition:
    """What partners with early access are handed of a story under embargo."""
    edition = build_edition(story, NOON)
    shared = {field.attname for field in EmbargoedEdition._meta.concrete_fields} - {
        "version",
        "until",
        "article_id",
    }
    facts = {name: getattr(edition, name) for name in shared} | {
        "first_published_at": NOON, "published_at": NOON,
    }  # fmt: skip
    return EmbargoedEdition.objects.create(article=story, version=1, until=until, **facts)


# Working copies


def test_stories_are_chosen_by_their_states() -> None:
    make_story("Entwurf"), make_published("Erschienen")
    make_story("Fertig")
    Article.objects.filter(headline="Fertig").update(state="ready")

    assert headlines(Article.objects.in_state(State.READY, State.PUBLISHED).order_by("headline")) == [
        "Erschienen",
        "Fertig",
    ]


def test_what_was_never_out_is_unpublished() -> None:
    for state in State:
        Article.objects.filter(pk=make_story(state.value).pk).update(state=state, **OUT)

    assert set(headlines(Article.objects.not_published())) == {"draft", "in_review", "ready"}


def scheduled(headline: str, hour, *, embargo=None, state=State.READY, **more) -> Article:
    story = make_story(headline)
    Article.objects.filter(pk=story.pk).update(scheduled_at=hour, embargo_until=embargo, state=state, **more)
    return story


def test_a_story_is_due_from_its_hour_on_once_its_embargo_is_over_the_earliest_first() -> None:
    scheduled("Später", NOON + HOUR)
    scheduled("Gesperrt", NOON, embargo=NOON + HOUR)
    scheduled("Ohne Stunde", None)
    scheduled("Entwurf", NOON, state=State.DRAFT)
    scheduled("Zweite", NOON, embargo=NOON)
    scheduled("Dritte", NOON)
    scheduled("Erste", NOON - HOUR)

    assert headlines(Article.objects.due(NOON)) == ["Erste", "Zweite", "Dritte"]


def test_what_is_under_embargo_is_not_out_and_may_not_go_out_yet() -> None:
    scheduled("Gesperrt", None, embargo=NOON + HOUR, state=State.DRAFT)
    scheduled("Abgelaufen", None, embargo=NOON, state=State.DRAFT)
    scheduled("Erschienen", None, embargo=NOON + HOUR, state=State.PUBLISHED, **OUT)
    make_story("Frei")

    assert headlines(Article.objects.under_embargo(NOON)) == ["Gesperrt"]


def test_what_waits_has_an_hour_or_an_embargo_that_still_holds() -> None:
    scheduled("Geplant", NOON - HOUR)
    scheduled("Gesperrt", None, embargo=NOON + HOUR, state=State.DRAFT)
    scheduled("Abgelaufen", None, embargo=NOON, state=State.DRAFT)
    make_story("Frei")

    assert set(headlines(Article.objects.scheduled_or_embargoed(NOON))) == {"Geplant", "Gesperrt"}


def wire_item(**reading) -> WireItem:
    return WireItem.objects.create(
        received_at=NOON, channel="paste", raw=b"x", sha256="0" * 64, reading=reading or None
    )


def test_a_story_shows_what_agencies_changed_and_nobody_has_settled_the_newest_first() -> None:
    story, other = make_story(), make_story("Ruhig")
    facts = {"article": story, "found": "item", "revision": 1}
    embargo = {"raw": "18 Uhr"}
    AgencyChange.objects.create(item=wire_item(), kind="update", opened_at=NOON, **facts)
    AgencyChange.objects.create(item=wire_item(embargo=embargo), kind="kill", opened_at=NOON + HOUR, **facts)
    AgencyChange.objects.create(
        item=wire_item(),
        kind="correction",
        opened_at=NOON,
        settled_at=NOON,
        outcome="unaffected",
        reason="x",
        **facts,
    )

    found = {a.pk: a.open_changes for a in Article.objects.with_open_changes()}

    assert [change["kind"] for change in found[story.pk]] == ["kill", "update"]
    assert "18 Uhr" in str(found[story.pk][0]["embargo"])
    assert found[story.pk][1]["embargo"] is None
    assert found[other.pk] == []


@pytest.mark.parametrize(
    ("kind", "outcome", "shown"),
    [
        ("kill", "taken", ["kill"]),
        ("kill", "unaffected", []),
        ("update", "taken", []),
    ],
)
def test_a_kill_that_was_taken_stays_an_open_change(kind: str, outcome: str, shown: list[str]) -> None:
    story = make_story()
    AgencyChange.objects.create(
        article=story, found="item", revision=1, item=wire_item(), kind=kind, opened_at=NOON,
        settled_at=NOON, outcome=outcome, reason="x",
    )  # fmt: skip

    found = Article.objects.with_open_changes().get()

    assert [change["kind"] for change in found.open_changes] == shown


@pytest.mark.parametrize(
    ("facts", "is_open"),
    [
        ({}, True),
        ({"version": 2}, False),
        ({"revoked_at": NOON - HOUR}, False),
        ({"expires_at": NOON}, False),
    ],
)
def test_a_shared_preview_shows_its_version_until_it_ends_or_is_revoked(facts: dict, is_open: bool) -> None:
    story, other = make_published(), make_published("Anderes")
    common = {"version": 1, "created_at": NOON - HOUR, "expires_at": NOON + HOUR}
    preview = SharedPreview.objects.create(article=story, **(common | facts))
    SharedPreview.objects.create(article=other, **common)

    assert list(SharedPreview.objects.active(story, NOON)) == [preview] * is_open


@pytest.mark.parametrize("state", [State.WITHHELD, State.KILLED])
def test_a_shared_preview_of_a_story_taken_back_shows_nothing(state: State) -> None:
    story = make_published()
    SharedPreview.objects.create(article=story, version=1, created_at=NOON, expires_at=NOON + HOUR)
    story.state = state

    assert list(SharedPreview.objects.active(story, NOON)) == []


@pytest.mark.parametrize(
    ("facts", "active", "is_open"),
    [
        ({}, True, True),
        ({"expires_at": NOON}, True, False),
        ({"used_at": NOON - HOUR}, True, False),
        ({"revoked_at": NOON - HOUR}, True, False),
        ({}, False, False),
    ],
)
def test_a_sign_in_link_works_once_until_it_ends_for_an_active_account(
    facts: dict, active: bool, is_open: bool
) -> None:
    user = make_user()
    user.is_active = active
    user.save()
    common = {"created_at": NOON - HOUR, "expires_at": NOON + HOUR, "purpose": "password"}
    link = SignInLink.objects.create(user=user, token_sha256="a" * 64, **(common | facts))

    assert list(SignInLink.objects.active(NOON)) == [link] * is_open


def test_stories_are_alike_that_share_one_band_of_the_fingerprint() -> None:
    for headline, bands in (("Gleich", [1, 2]), ("Anders", [3])):
        Article.objects.filter(pk=make_story(headline).pk).update(fingerprint=bands)

    assert headlines(Article.objects.sharing_bands([2, 9])) == ["Gleich"]


# What the desk is at


def test_a_window_counts_as_open_for_a_minute_while_its_session_and_account_hold() -> None:
    assert PRESENCE_TIMEOUT == RELEASE_GRACE == timedelta(seconds=60)
    story = make_story()
    gone = make_user("weg")
    gone.is_active = False
    gone.save()
    ends = {"lives": NOON + HOUR, "ended": NOON}
    for key, expires in ends.items():
        Session.objects.create(session_key=key, session_data="", expire_date=expires)
    seen = NOON - timedelta(seconds=59)

    def window(name: str, session: str = "lives", at=seen, user=None) -> None:
        Presence.objects.create(
            article=story,
            user=user or make_user(name),
            session=session,
            window=name,
            since=NOON - HOUR,
            seen_at=at,
        )

    window("offen")
    window("still", at=NOON - timedelta(seconds=60))
    window("abgemeldet", session="ended")
    window("ohne Sitzung", session="none")
    window("gesperrt", user=gone)

    assert [p.user.username for p in Presence.objects.alive(NOON)] == ["offen"]


def test_what_one_writer_left_unsaved_is_nobody_elses() -> None:
    story, me, other = make_story(), make_user("ich"), make_user("du")
    for user in (me, other):
        for article in (story, None):
            Autosave.objects.create(user=user, article=article, form={}, window="w", at=NOON)

    of_the_story = Autosave.objects.for_story(me, story.pk)
    of_a_new_one = Autosave.objects.for_story(me, None)

    assert [(d.user, d.article) for d in of_the_story] == [(me, story)]
    assert [(d.user, d.article) for d in of_a_new_one] == [(me, None)]


def test_a_message_is_unread_until_its_reader_closed_it() -> None:
    me, other, story = make_user("ich"), make_user("du"), make_story()
    for to, read in ((me, None), (me, NOON), (other, None)):
        DeskMessage.objects.create(article=story, by=other, to=to, read_at=read, text="x", at=NOON)

    assert [(m.to, m.read_at) for m in DeskMessage.objects.unread_by(me)] == [(me, None)]


def test_ones_own_views_come_first_and_only_shared_ones_of_others() -> None:
    me, other = make_user("ich"), make_user("du")
    for name, owner, shared in (("B", me, False), ("A", other, True), ("C", me, True), ("Z", other, False)):
        SavedView.objects.create(name=name, owner=owner, shared=shared, at=NOON)

    assert [view.name for view in SavedView.objects.visible_to(me)] == ["B", "C", "A"]


# Editions


def test_what_is_out_of_a_story_is_its_live_edition_whatever_the_hour() -> None:
    story, other = make_published(), make_published("Anderes")
    update(story.pk, by=None, at=NOON)
    Edition.objects.filter(article=story, live=True).update(visible_until=NOON)

    assert [(e.article_id, e.version) for e in Edition.objects.live_of(story)] == [(story.pk, 2)]
    assert other.pk != story.pk


def test_editions_are_chosen_by_section_person_agency_topic_author_and_picture() -> None:
    person, photo = make_person("Mira Talberg"), make_photo()
    sport = make_section("Sport", "sport")
    make_published(
        "Sieg", section=sport, tag="(afp/dl)", byline="Von Jan Ott und Ida Berg", people=(person,),
        pictures=(photo,), body="<p>Mira Talberg siegt.</p>",
    )  # fmt: skip
    make_published("Rat", byline="Von Jan Ottmann", pictures=(make_photo(),))
    make_published("Ohne Namen")
    Edition.objects.filter(headline="Sieg").update(topic_slugs=["hafen", "turnier"])
    every = Edition.objects.all()

    assert headlines(every.in_section([sport.pk])) == ["Sieg"]
    assert headlines(every.with_person(person.pk, 10**9)) == ["Sieg"]
    assert headlines(every.from_agency("afp")) == ["Sieg"]
    assert headlines(every.on_topic("turnier")) == ["Sieg"]
    assert headlines(every.by_author("Jan Ott")) == ["Sieg"]
    assert headlines(every.by_author("")) == []
    assert headlines(every.with_photo(photo.pk)) == ["Sieg"]
    assert headlines(every.with_any_photo([photo.pk, 10**9])) == ["Sieg"]
    assert headlines(every.with_any_photo([])) == []


def test_a_picture_of_any_of_the_stories_is_enough() -> None:
    one, two = make_photo(), make_photo()
    make_published("Eins", pictures=(one,))
    make_published("Zwei", pictures=(two,))

    assert set(headlines(Edition.objects.with_any_photo([one.pk, two.pk]))) == {"Eins", "Zwei"}


def test_the_newest_come_first_and_of_one_moment_the_higher_number() -> None:
    for headline, at in (("Erste", NOON), ("Zweite", NOON), ("Jüngste", NOON + HOUR)):
        make_published(headline, at=at)

    assert headlines(Edition.objects.newest_first()) == ["Jüngste", "Zweite", "Erste"]


def test_a_place_in_the_list_parts_it_without_gap_and_without_repeat() -> None:
    stories = [make_published(str(n), at=NOON + n // 2 * HOUR) for n in range(6)]
    third = Edition.objects.get(article=stories[3])
    place = (third.first_published_at, third.article_id)

    assert headlines(Edition.objects.newest_first().before(*place)) == ["2", "1", "0"]
    assert headlines(Edition.objects.newest_first().after(*place)) == ["5", "4"]


def test_a_card_is_read_with_its_section_and_without_what_it_never_shows(django_assert_num_queries) -> None:
    make_published()

    with django_assert_num_queries(1):
        (card,) = Edition.objects.for_cards()
        assert (card.section.slug, card.headline) == ("politik", "Rat beschließt neuen Hafenplan")
    heavy = {"body", "plain", "names", "captions", "document", "corrections"}
    assert heavy <= card.get_deferred_fields()


# Under embargo


@pytest.mark.parametrize(
    ("contract", "seen"),
    [
        ({}, ["Gesperrt"]),
        ({"active": False}, []),
        ({"contract_from": NOON + HOUR}, []),
        ({"contract_until": NOON}, []),
        ({"languages": ["en"]}, []),
        ({"languages": ["de"]}, ["Gesperrt"]),
    ],
)
def test_a_story_under_embargo_is_for_partners_within_their_contract_alone(
    contract: dict, seen: list[str]
) -> None:
    early(make_story("Gesperrt"))
    partner = make_partner(**contract)

    assert headlines(EmbargoedEdition.objects.for_partner(partner, at=NOON)) == seen


def test_a_story_under_embargo_keeps_to_the_sections_and_agencies_a_partner_has_bought() -> None:
    early(make_story("Gesperrt", tag="(afp/dl)"))
    politics, sport = make_section(), make_section("Sport", "sport")
    make_story("Andere Quelle", tag="(dpa/dl)")
    afp, dpa = Agency.objects.get(code="afp"), Agency.objects.get(code="dpa")

    def seen_with(**bought) -> list[str]:
        partner = make_partner(f"Partner {bought}")
        save_partner(partner.pk, {}, by=None, at=NOON, **bought)
        return headlines(EmbargoedEdition.objects.for_partner(partner, at=NOON))

    assert seen_with(section_ids=[politics.pk]) == ["Gesperrt"]
    assert seen_with(section_ids=[sport.pk]) == []
    assert seen_with(agency_ids=[afp.pk]) == ["Gesperrt"]
    assert seen_with(agency_ids=[dpa.pk]) == []


def test_once_the_embargo_is_over_the_early_edition_is_nobodys() -> None:
    early(make_story("Gesperrt"), until=NOON)

    assert headlines(EmbargoedEdition.objects.for_partner(make_partner(), at=NOON)) == []


def test_editions_for_a_partner_keep_to_its_contract_and_to_the_time_asked_for() -> None:
    make_published("Aus Politik")
    sport = make_section("Sport", "sport")
    make_published("Aus dem Sport", section=sport)
    partner = make_partner(contract_from=NOON - HOUR)
    save_partner(partner.pk, {}, by=None, at=NOON, section_ids=[sport.pk])

    assert headlines(Edition.objects.for_partner(partner, at=NOON)) == ["Aus dem Sport"]
    assert headlines(Edition.objects.for_partner(partner, at=NOON - 2 * HOUR)) == []


def test_an_early_edition_is_found_by_its_picture() -> None:
    photo = make_photo()
    early(make_story("Mit Bild", pictures=(photo,)))
    early(make_story("Ohne Bild"))

    assert headlines(EmbargoedEdition.objects.with_photo(photo.pk)) == ["Mit Bild"]


# Photos


def test_photos_that_differ_in_few_bits_are_alike_the_nearest_first() -> None:
    for title, likeness in (
        ("fern", 0b1111),
        ("nah", 0b1),
        ("gleich", 0),
        ("gleich auch", 0),
        ("leer", None),
    ):
        photo = make_photo(title=title)
        Photo.objects.filter(pk=photo.pk).update(likeness=likeness)

    found = Photo.objects.similar_to(0, max_distance=2)

    assert [(photo.title, photo.distance) for photo in found] == [
        ("gleich", 0),
        ("gleich auch", 0),
        ("nah", 1),
    ]


def test_photos_wait_for_their_renditions_while_they_have_a_file() -> None:
    for title, recipe, with_file in (
        ("halb", 1, True),
        ("neu", 0, True),
        ("fertig", 2, True),
        ("ohne", 0, False),
    ):
        photo = make_photo(title=title, with_file=with_file)
        Photo.objects.filter(pk=photo.pk).update(recipe=recipe)

    assert [photo.title for photo in Photo.objects.to_render(2)] == ["neu", "halb"]


def test_photos_are_read_with_their_rights_at_once(django_assert_num_queries) -> None:
    make_photo(), make_photo()

    with django_assert_num_queries(2):
        assert [len(photo.grants.all()) for photo in Photo.objects.with_rights()] == [2, 2]


def test_each_photo_lists_the_stories_that_show_it_to_readers() -> None:
    shown, unused = make_photo(), make_photo()
    first, second = (make_published(name, pictures=(shown,)) for name in ("Eins", "Zwei"))
    make_story("Entwurf", pictures=(shown,))
    gone = make_published("Drei", pictures=(shown,))
    Edition.objects.filter(article=gone).update(live=False)

    stories = dict(zip((shown.pk, unused.pk), Photo.objects.order_by("pk").live_story_ids(), strict=True))

    assert sorted(stories[shown.pk]) == [first.pk, second.pk]
    assert stories[unused.pk] == []


def test_how_a_picture_was_made_is_read_from_its_file() -> None:
    photo = make_photo()
    said = {"digital_source": {"value": "compositeSynthetic", "origin": "xmp"}}
    EmbeddedMetadata.objects.update_or_create(photo=photo, defaults={"read": said})

    assert Photo.objects.annotate(made=DIGITAL_SOURCE_TYPE).get(pk=photo.pk).made == "compositeSynthetic"
