"""The front page is arranged on one screen; what is withdrawn asks for a successor; nobody undoes another unseen."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from articles.actions.desk.front_arrangement import FrontArrangement
from articles.actions.stories.withdraw import withhold
from articles.admin.front_board import apply_move
from articles.models import FrontBlock, FrontSlot
from tests.factories import NOON, make_published, make_section, make_story
from tests.front_pages import arrange_front_page

pytestmark = pytest.mark.django_db
URL = "admin:articles_frontslot_changelist"


def order() -> list[int]:
    return list(FrontSlot.objects.values_list("article_id", flat=True))


def send(desk: Client, stories: list[int], seen: str = "", **more: str) -> Any:
    return desk.post(reverse(URL), {"story": stories, "seen": seen, **more})


@pytest.mark.parametrize(
    ("act", "after"),
    [
        ("up:2", [2, 1, 3]), ("up:1", [1, 2, 3]), ("down:2", [1, 3, 2]), ("down:3", [1, 2, 3]),
        ("remove:2", [1, 3]), ("add:4", [1, 2, 3, 4]), ("add:2", [1, 2, 3]), ("replace:2:9", [1, 9, 3]),
        ("replace:2:3", [1, 2, 3]), ("remove:7", [1, 2, 3]), ("search", [1, 2, 3]), ("up:x", [1, 2, 3]),
    ],
)  # fmt: skip
def test_a_button_changes_the_order_by_one_step(act: str, after: list[int]):
    assert apply_move([1, 2, 3], act) == after


def test_an_order_is_saved_and_stands(desk: Client):
    first, second = make_published("Eins"), make_published("Zwei")

    send(desk, [second.pk, first.pk], _put="1")

    assert order() == [second.pk, first.pk]


def test_a_button_shows_the_new_order_and_saves_nothing(desk: Client):
    first, second = make_published("Erster Kran"), make_published("Zweiter Kran")
    arrange_front_page([first.pk, second.pk], by=None, at=NOON)

    page = send(
        desk, [first.pk, second.pk], f"{first.pk},{second.pk}", _act=f"up:{second.pk}"
    ).content.decode()

    assert page.index(f'data-story="{second.pk}"') < page.index(f'data-story="{first.pk}"')
    assert order() == [first.pk, second.pk]


def test_who_arranges_over_another_order_is_told_and_keeps_their_own(desk: Client):
    first, second = make_published("Erster Kran"), make_published("Zweiter Kran")
    arrange_front_page([second.pk], by=None, at=NOON)

    page = send(desk, [first.pk], "", _put="1").content.decode()

    assert "inzwischen umgestellt" in page
    assert (f'data-story="{first.pk}"' in page, order()) == (True, [second.pk])


def test_saving_again_after_being_told_puts_the_own_order_in_place(desk: Client):
    first, second = make_published("Eins"), make_published("Zwei")
    arrange_front_page([second.pk], by=None, at=NOON)

    send(desk, [first.pk], str(second.pk), _put="1")

    assert order() == [first.pk]


def test_a_withdrawn_story_closes_its_place_and_asks_for_a_successor(desk: Client):
    harbour = make_section("Hafen", "hafen")
    gone = make_published("Zurückgezogener Kran", section=harbour)
    make_published("Neuester Kran")
    next_in_line = make_published("Kran im Hafen", section=harbour)
    arrange_front_page([gone.pk], by=None, at=NOON)
    withhold(gone.pk, reason="legal", by=None, at=NOON)

    page = desk.get(reverse(URL)).content.decode()

    assert "Welcher Artikel rückt nach?" in page
    assert page.index(f"replace:{gone.pk}:{next_in_line.pk}") < page.index("Automatisch füllen")


def test_a_withdrawn_story_cannot_be_put_back_on_the_front_page(desk: Client):
    gone = make_published("Zurückgezogener Kran")
    withhold(gone.pk, reason="legal", by=None, at=NOON)

    page = send(desk, [gone.pk], _put="1").content.decode()

    assert ("nicht öffentlich" in page, order()) == (True, [])


def test_stories_are_found_by_words_and_drafts_are_not_offered(desk: Client):
    found = make_published("Leuchtturm wird versetzt")
    other = make_published("Rat berät")
    draft = make_story("Leuchtturm im Entwurf")

    page = desk.get(reverse(URL), {"q": "leuchtturm"}).content.decode()

    assert [f'value="add:{story.pk}"' in page for story in (found, other, draft)] == [True, False, False]


@pytest.mark.parametrize(
    ("group", "sees", "saves"), [("reporter", 403, 403), ("editor", 200, 302), ("chief", 200, 302)]
)
def test_only_editors_and_chiefs_arrange_the_front_page(member: Any, group: str, sees: int, saves: int):
    story = make_published()
    browser = member(group)

    codes = browser.get(reverse(URL)).status_code, send(browser, [story.pk], _put="1").status_code

    assert codes == (sees, saves)


def test_the_screen_asks_few_questions_however_full_the_page(
    desk: Client, django_assert_max_num_queries: Any
):
    stories = [make_published(f"Kran {number}") for number in range(14)]
    arrange_front_page([story.pk for story in stories[:12]], by=None, at=NOON)

    with django_assert_max_num_queries(14):
        desk.get(reverse(URL))


def test_nonsense_from_a_form_is_no_error_page(desk: Client):
    make_published()

    assert send(desk, ["x", "99999"], "a,b", _act="up:").status_code == 200  # type: ignore[list-item]


@pytest.mark.parametrize("page", ["changelist", "preview"])
@pytest.mark.parametrize(
    "posted",
    [{"_act": "replace:{pk}:b9"}, {"story": "b1", "kind-b1": "gossip"}, {"story": "b1"}],
    ids=["story replaced by a block", "unknown kind", "no kind"],
)
def test_blocks_that_the_form_does_not_have_are_left_out(desk: Client, page: str, posted: dict[str, str]):
    pk = make_published().pk
    form = {"story": str(pk), "blocks": "1", "seen": ""} | posted

    answer = desk.post(
        reverse(f"admin:articles_frontslot_{page}"), {name: text.format(pk=pk) for name, text in form.items()}
    )

    assert (answer.status_code, FrontBlock.objects.count()) == (200, 0)


def blocks_of(*kinds: str) -> dict[str, str]:
    return {"blocks": "1", **{f"kind-b{number}": kind for number, kind in enumerate(kinds, start=1)}}


@pytest.mark.parametrize(
    ("act", "after"),
    [
        ("up:3", [1, 3, "b1", 2, "b2", 4]), ("up:2", [1, 2, "b1", 3, "b2", 4]), ("down:3", [1, "b1", 2, "b2", 3, 4]),
        ("up:b2", [1, "b2", 4, "b1", 2, 3]), ("up:b1", [1, "b1", 2, 3, "b2", 4]), ("down:b1", [1, "b2", 4, "b1", 2, 3]),
        ("remove:b1", [1, "b2", 4]), ("add:9", [1, 9, "b1", 2, 3, "b2", 4]), ("up:b9", [1, "b1", 2, 3, "b2", 4]),
    ],
)  # fmt: skip
def test_a_button_moves_stories_between_blocks_and_blocks_with_their_stories(act: str, after: list[Any]):
    order = [1, "b1", 2, 3, "b2", 4] if act != "up:3" else [1, "b1", 3, 2, "b2", 4]

    assert apply_move(order, act) == after


def test_a_story_is_added_to_the_chosen_block():
    assert apply_move([1, "b1", 2, "b2", 4], "add:9", "b1") == [1, "b1", 2, 9, "b2", 4]


def test_blocks_are_saved_with_their_stories_and_stand(desk: Client):
    lead, placed = make_published("Aufmacher"), make_published("Bild des Tages")

    send(desk, [lead.pk, "b1", placed.pk, "b2"], _put="1", **blocks_of("important", "sections"))  # type: ignore[list-item]

    kinds = list(FrontBlock.objects.values_list("kind", flat=True))
    places = list(FrontSlot.objects.values_list("article_id", "block__kind", "place"))
    assert kinds == ["important", "sections"]
    assert places == [(lead.pk, None, 1), (placed.pk, "important", 1)]


def test_a_block_is_added_and_is_not_saved_yet(desk: Client):
    page = send(desk, [], _act="block", new_block="opinion", **blocks_of()).content.decode()

    assert 'name="kind-b1" value="opinion"' in page
    assert not FrontBlock.objects.exists()


def test_who_arranges_blocks_over_other_blocks_is_told(desk: Client):
    story = make_published()
    before = FrontArrangement.read().format_version()
    send(desk, ["b1"], before, _put="1", **blocks_of("important"))  # type: ignore[list-item]

    page = send(desk, [story.pk, "b1"], before, _put="1", **blocks_of("pictures")).content.decode()  # type: ignore[list-item]

    assert "inzwischen umgestellt" in page
    assert list(FrontBlock.objects.values_list("kind", flat=True)) == ["important"]


def test_a_topic_block_without_a_topic_is_refused(desk: Client):
    page = send(desk, ["b1"], _put="1", **blocks_of("topic")).content.decode()  # type: ignore[list-item]

    assert "Wählen Sie das Thema des Blocks." in page


def test_a_title_that_is_too_long_is_refused_with_the_limit(desk: Client):
    typed = {"title-b1": "x" * 61}

    page = send(desk, ["b1"], _put="1", **blocks_of("opinion"), **typed).content.decode()  # type: ignore[list-item]

    assert "höchstens 60 Zeichen" in page
    assert f'value="{typed["title-b1"]}"' in page


def test_the_preview_shows_the_draft_and_saves_nothing(desk: Client):
    first, second = make_published("Erster Kran"), make_published("Zweiter Kran")
    arrange_front_page([first.pk], by=None, at=NOON)

    answer = desk.post(reverse("admin:articles_frontslot_preview"), {"story": [second.pk, first.pk]})

    page = answer.content.decode()
    assert page.index("Zweiter Kran") < page.index("Erster Kran")
    assert (answer["X-Frame-Options"], "no-store" in answer["Cache-Control"], order()) == (
        "SAMEORIGIN",
        True,
        [first.pk],
    )


def test_the_preview_shows_no_story_that_readers_may_not_see(desk: Client):
    gone = make_published("Zurückgezogener Kran")
    withhold(gone.pk, reason="legal", by=None, at=NOON)

    page = desk.post(reverse("admin:articles_frontslot_preview"), {"story": [gone.pk]}).content.decode()

    assert "Zurückgezogener Kran" not in page


def test_a_reporter_gets_no_preview_of_the_front_page(member: Any):
    assert member("reporter").post(reverse("admin:articles_frontslot_preview")).status_code == 403
