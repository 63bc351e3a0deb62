"""The pages of sections are arranged on the screen of the front page."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from articles.actions.desk.front_arrangement import FrontArrangement
from articles.actions.stories.withdraw import withhold
from articles.models import FrontSlot, SectionFront
from tests.factories import NOON, make_published, make_section

pytestmark = pytest.mark.django_db
URL, PREVIEW = (f"admin:articles_frontslot_{name}" for name in ("changelist", "preview"))


def address(section: Any, name: str = URL) -> str:
    return f"{reverse(name)}?section={section.pk}"


def send(desk: Client, section: Any, rows: list[Any], seen: str | None = None, **more: str) -> Any:
    version = FrontArrangement.read_section(section.pk).format_version() if seen is None else seen
    return desk.post(address(section), {"story": rows, "seen": version, "blocks": "1", **more})


def test_the_page_of_a_section_is_saved_and_the_front_page_is_not_changed(desk: Client):
    story = make_published()

    answer = send(desk, story.section, [story.pk, "b1"], _put="1", **{"kind-b1": "opinion"})

    saved = SectionFront.objects.get(section=story.section)
    assert (answer.url, saved.lead, saved.blocks[0]["kind"]) == (
        address(story.section),
        [story.pk],
        "opinion",
    )
    assert not FrontSlot.objects.exists()


def test_the_screen_offers_the_section_s_stories_and_says_that_nobody_has_arranged_it(desk: Client):
    story = make_published("Rat tagt")
    make_published("Sieg im Derby", section=make_section("Sport", "sport"))

    html = desk.get(address(story.section)).content.decode()

    assert ("Niemand hat diese Seite eingerichtet" in html, "Rat tagt" in html) == (True, True)
    assert "Sieg im Derby" not in html
    assert 'value="newest"' not in html
    assert f'href="{address(story.section)}" aria-current="page"' in html


def test_removing_everything_fills_the_page_by_itself(desk: Client):
    story = make_published()
    send(desk, story.section, [story.pk], _put="1")
    emptied = send(desk, story.section, [story.pk], _act="empty").content.decode()

    send(desk, story.section, [], _put="1")

    assert f'data-story="{story.pk}"' not in emptied
    assert not SectionFront.objects.exists()


def test_who_arranges_over_another_order_is_told(desk: Client):
    first, second = make_published("Erster Kran"), make_published("Zweiter Kran")
    before = FrontArrangement.read_section(first.section_id).format_version()
    send(desk, first.section, [second.pk], _put="1")

    html = send(desk, first.section, [first.pk], before, _put="1").content.decode()

    assert "inzwischen umgestellt" in html
    assert SectionFront.objects.get().lead == [second.pk]


def test_the_preview_shows_the_draft_and_no_withheld_story(desk: Client):
    story, gone = make_published("Zweiter Kran"), make_published("Zurückgezogener Kran")
    make_published("Dritter Kran")
    withhold(gone.pk, reason="legal", by=None, at=NOON)

    html = desk.post(
        address(story.section, PREVIEW), {"story": [story.pk, gone.pk], "blocks": "1"}
    ).content.decode()

    assert html.index("Zweiter Kran") < html.index("Dritter Kran")
    assert "Zurückgezogener" not in html
    assert not SectionFront.objects.exists()


@pytest.mark.parametrize(("group", "sees", "saves"), [("reporter", 403, 403), ("editor", 200, 302)])
def test_only_who_arranges_the_front_page_arranges_sections(member: Any, group: str, sees: int, saves: int):
    story = make_published()
    browser = member(group)

    codes = (
        browser.get(address(story.section)).status_code,
        send(browser, story.section, [story.pk], _put="1").status_code,
    )

    assert codes == (sees, saves)


def test_an_unknown_section_has_no_page(desk: Client):
    assert desk.get(f"{reverse(URL)}?section=999").status_code == 404


def test_a_refusal_names_the_page_and_not_the_front_page(desk: Client):
    first, second = make_published("Erster Kran"), make_published("Zweiter Kran")
    send(desk, first.section, [second.pk], _put="1")
    blocks = {f"kind-b{number}": "opinion" for number in range(1, 20)}

    answers = [
        send(desk, first.section, [first.pk], "", _put="1"),
        send(desk, first.section, [f"b{number}" for number in range(1, 20)], _put="1", **blocks),
    ]

    for answer, said in zip(answers, ("hat diese Seite", "Eine Seite hat"), strict=True):
        assert said in answer.content.decode()


def test_the_block_of_all_sections_is_named_after_those_under_the_section(desk: Client):
    story = make_published()

    added = send(desk, story.section, [], _act="block", new_block="sections").content.decode()

    assert ("Alle Unterressorts</h3>" in added, "Alle übrigen Ressorts" in added) == (True, False)
