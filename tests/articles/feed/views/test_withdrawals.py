from datetime import timedelta

import pytest

from articles.actions.partners.contracts_and_keys import revoke_key, save_partner
from articles.actions.stories.withdraw import kill, withhold
from articles.models import Partner, PartnerKey
from tests.factories import NOON, make_key, make_partner, make_published

pytestmark = pytest.mark.django_db


def withdrawn(get, **options) -> list[tuple[str, str]]:
    answer = get("withdrawals", **options).json()
    return [(entry["op"], entry["reason"]) for entry in answer["withdrawals"]]


def test_kills_and_withholds_of_delivered_stories_are_listed_with_their_reason(get) -> None:
    killed, withheld = make_published("Eins"), make_published("Zwei")
    make_published("Drei")
    get("changes")
    kill(killed.pk, reason="legal", by=None, at=NOON)
    withhold(withheld.pk, reason="wrong", by=None, at=NOON)

    assert withdrawn(get) == [("cancel", "legal"), ("withhold", "wrong")]


def test_what_a_partner_never_held_is_not_mentioned_to_it(get) -> None:
    story = make_published()
    kill(story.pk, reason="legal", by=None, at=NOON)

    assert withdrawn(get) == []


def test_the_notice_to_readers_goes_along_but_no_word_of_the_story(get) -> None:
    story = make_published("Üble Nachrede")
    get("changes")
    kill(story.pk, reason="legal", note="Anwalt", notice="Wir nehmen das zurück.", by=None, at=NOON)

    answer = get("withdrawals")

    assert answer.json()["withdrawals"][0]["notes"] == {"public": "Wir nehmen das zurück."}
    assert "Nachrede" not in answer.content.decode()
    assert "Anwalt" not in answer.content.decode()


def test_a_partner_whose_contract_ended_still_learns_what_to_take_back(get) -> None:
    story = make_published()
    get("changes")
    ended = {"contract_until": NOON + timedelta(days=1)}
    save_partner(Partner.objects.get().pk, ended, by=None, at=NOON)
    kill(story.pk, reason="legal", by=None, at=NOON + timedelta(days=2))

    assert withdrawn(get, at=NOON + timedelta(days=3)) == [("cancel", "legal")]
    assert get("withdrawals", at=NOON + timedelta(days=732)).status_code == 403


def test_an_expired_key_is_good_for_withdrawals_and_nothing_else(get) -> None:
    key = make_key(make_partner("Bergpost"), expires_at=NOON + timedelta(days=1))
    later = NOON + timedelta(days=2)

    assert get("withdrawals", auth=key, at=later).status_code == 200
    assert get("stories", auth=key, at=later).status_code == 401


def test_a_revoked_key_learns_nothing_at_all(get) -> None:
    revoke_key(PartnerKey.objects.get().pk, by=None, at=NOON)

    assert get("withdrawals").status_code == 401


def test_the_number_given_as_next_goes_on_where_the_page_ended(get) -> None:
    stories = [make_published(f"Meldung {n}") for n in range(3)]
    get("changes")
    for story in stories:
        kill(story.pk, reason="legal", by=None, at=NOON)

    first = get("withdrawals", limit=2).json()
    second = get("withdrawals", limit=2, after=first["next"]).json()

    assert (len(first["withdrawals"]), first["more"]) == (2, True)
    assert (len(second["withdrawals"]), second["more"]) == (1, False)


def test_since_leaves_out_what_was_withdrawn_before(get) -> None:
    story = make_published()
    get("changes")
    kill(story.pk, reason="legal", by=None, at=NOON)

    assert withdrawn(get, since="2026-03-02T12:00:01Z") == []
    assert get("withdrawals", since="2026-03-02T12:00:01").json()["type"].endswith("time-naive")
