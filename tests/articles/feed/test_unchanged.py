"""304 on every resource: cheap, and never for somebody who may not have the answer."""

import gzip
from datetime import timedelta

import brotli
import pytest
from django.db import connection
from django.utils import timezone

from articles.actions.desk.agencies import agency_for
from articles.actions.desk.reference_data import GrantDraft, set_contract
from articles.actions.partners.contracts_and_keys import save_partner
from articles.actions.photos.rights import set_photo_rights
from articles.actions.stories.drafts import StoryChange
from articles.actions.stories.publish import update
from articles.models import Grant, Partner, PartnerKey
from tests.factories import NOON, make_key, make_partner, make_person, make_photo, make_published
from tests.plans import explained

pytestmark = pytest.mark.django_db


@pytest.fixture
def story():
    return make_published(people=(make_person(),), pictures=(make_photo(),))


@pytest.fixture
def ask(client, get, monkeypatch):
    """GET with headers of one's own, at NOON."""
    monkeypatch.setattr(timezone, "now", lambda: NOON)

    def send(path, *, auth=get.keywords["auth"], **headers):
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return client.get(f"/api/v1/{path}", headers={"Authorization": f"Bearer {auth}", **named})

    return send


def paths(story) -> list[str]:
    person, placement = story.mentions.get().person_id, story.placements.get()
    return [
        "", "stories", f"stories/{story.pk}", f"stories/{story.pk}/versions", f"stories/{story.pk}/versions/1",
        f"pictures/{placement.photo_id}", "people", f"people/{person}", "sections", "agencies", "tags", "withdrawals",
        "changes", "feed.atom", "stories?format=newsml", f"stories/{story.pk}?profile=ninjs-2.2",
    ]  # fmt: skip


def test_every_resource_answers_304_to_who_has_it_and_makes_it_from_two_statements(
    ask, story, django_assert_max_num_queries
) -> None:
    for path in paths(story):
        first = ask(path)
        assert first.status_code == 200, path
        with django_assert_max_num_queries(2):
            again = ask(path, If_None_Match=first["ETag"])

        assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"]), path


def test_the_same_tag_is_the_same_bytes(ask, story) -> None:
    for path in paths(story):
        first, second = ask(path), ask(path)

        assert (first["ETag"], first.content) == (second["ETag"], second.content), path


def test_a_tag_is_strong_and_differs_by_address_format_and_key(ask, story, get) -> None:
    other = make_key(Partner.objects.get(name="Küstenbote"))
    tags = [ask(path)["ETag"] for path in paths(story)] + [ask("stories", auth=other)["ETag"]]

    assert len(set(tags)) == len(tags)
    assert all(tag.startswith('"') for tag in tags)


@pytest.mark.parametrize(
    "happens",
    [
        lambda story: update(story.pk, StoryChange(fields={"headline": "Neu"}), by=None, at=NOON),
        lambda story: make_published("Eine andere"),
        lambda story: set_photo_rights(
            story.placements.get().photo_id, [GrantDraft(channel="site")], by=None, at=NOON
        ),
        lambda story: save_partner(Partner.objects.get().pk, {"languages": ["en"]}, by=None, at=NOON),
        lambda story: PartnerKey.objects.update(scopes=["text:read"]),
    ],
    ids=["version", "other story", "rights", "contract", "scopes"],
)
def test_whatever_moves_the_answer_moves_the_tag(ask, story, happens) -> None:
    tag = ask("stories")["ETag"]

    happens(story)

    assert ask("stories", If_None_Match=tag).status_code == 200


def test_a_right_that_the_clock_ended_ends_the_tag_before_any_worker_ran(ask, get, client) -> None:
    until = NOON + timedelta(minutes=1)
    photo = make_photo(channels=())
    set_photo_rights(
        photo.pk, [GrantDraft(channel="site"), GrantDraft(channel="partner", until=until)], by=None, at=NOON
    )
    make_published(pictures=(photo,))
    first = ask("stories")
    auth = {"Authorization": f"Bearer {get.keywords['auth']}", "If-None-Match": first["ETag"]}

    get("withdrawals", at=until)
    late = client.get("/api/v1/stories", headers=auth)

    assert late.status_code == 200
    assert "renditions" in first.content.decode()
    assert "href" not in late.content.decode()


def test_a_contract_for_the_site_that_the_clock_ended_ends_the_tag(ask, get, client) -> None:
    until = NOON + timedelta(minutes=1)
    drafts = [GrantDraft(channel="site", until=until), GrantDraft(channel="partner")]
    set_contract(agency_for("afp").pk, drafts, by=None, at=NOON)
    make_published(tag="(afp/dl)")
    first = ask("stories")
    auth = {"Authorization": f"Bearer {get.keywords['auth']}", "If-None-Match": first["ETag"]}

    get("withdrawals", at=until)
    late = client.get("/api/v1/stories", headers=auth)

    assert len(first.json()["stories"]) == 1
    assert (late.status_code, late.json()["stories"]) == (200, [])


def test_the_last_change_of_a_right_is_read_from_an_index(ask, story) -> None:
    photo = make_photo()
    times = [NOON - timedelta(minutes=n) for n in range(1, 3000)]
    Grant.objects.bulk_create(
        Grant(photo=photo, channel=channel, since=at - timedelta(hours=1), until=at)
        for at in times
        for channel in ("site", "partner")
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE articles_grant")

    with explained() as plans:
        ask(f"stories/{story.pk}")

    key = next(plan for plan in plans if "grant_began" in plan.sql)
    assert not key.scans_whole("articles_grant")


def test_a_tag_of_another_partner_a_guess_or_a_star_is_worth_nothing(ask, story) -> None:
    other = make_key(make_partner("Bergpost"))
    tag = ask("stories")["ETag"]

    for known in (tag, "*", '"0"', 'W/"0"'):
        assert ask("stories", auth=other, If_None_Match=known).status_code == 200
    assert ask("stories/99999", If_None_Match="*").status_code == 404
    assert ask("stories", auth="nd_live_00000000_" + "x" * 43, If_None_Match=tag).status_code == 401


def test_bodies_are_packed_by_brotli_or_gzip_and_have_tags_of_their_own(ask, story) -> None:
    plain, packed, br = (
        ask("changes", Accept_Encoding=coding) for coding in ("identity", "gzip", "gzip, br;q=0.5")
    )

    assert gzip.decompress(packed.content) == brotli.decompress(br.content) == plain.content
    assert (packed["Content-Encoding"], br["Content-Encoding"]) == ("gzip", "br")
    assert [int(answer["Content-Length"]) for answer in (packed, br)] == [
        len(packed.content),
        len(br.content),
    ]
    assert "Accept-Encoding" in br["Vary"]


def test_a_packed_answers_tag_is_known_again(ask, story) -> None:
    for _ in range(20):
        make_published()
    first = ask("stories", Accept_Encoding="br")

    assert first["ETag"].endswith('-br"')
    assert ask("stories", Accept_Encoding="br", If_None_Match=first["ETag"]).status_code == 304


def test_head_is_get_without_its_body(client, get, story) -> None:
    get("stories")
    auth = {"Authorization": f"Bearer {get.keywords['auth']}"}

    for path in paths(story):
        head, full = client.head(f"/api/v1/{path}", headers=auth), client.get(f"/api/v1/{path}", headers=auth)

        assert (head.status_code, head["ETag"], head.content) == (200, full["ETag"], b""), path
