"""Blocks of the front page: nothing is shown twice, and nothing that readers may not see."""

import re
from collections import Counter
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.actions.desk.front_arrangement import BlockDraft, FrontArrangement
from articles.actions.desk.front_page import arrange_front
from articles.actions.photos.rights import block_photo
from articles.actions.stories.publish import update
from articles.actions.stories.withdraw import kill, withhold
from articles.models import Article, StaffInitials, Topic
from articles.models.front_page import FrontBlockKind
from articles.site.front_blocks import choose_shapes
from tests.factories import NOON, make_photo, make_published, make_section

pytestmark = pytest.mark.django_db(transaction=True)
STORY = re.compile(r'href="(/[\w-]+/[\w-]+-\d+/)"')
SOURCE = re.compile(r'<img src="([^"]+)"')


def make_stories(count: int = 30, **fields: Any) -> list[Article]:
    return [
        make_published(
            f"Meldung {number}",
            at=NOON + timedelta(minutes=number),
            section=make_section(
                ("Politik", "Sport", "Kultur")[number % 3], ("politik", "sport", "kultur")[number % 3]
            ),
            **fields,
        )
        for number in range(count)
    ]


def make_topic(*stories: Article) -> Topic:
    topic = Topic.objects.create(name="Werft", slug="werft")
    for story in stories:
        story.topics.add(topic)
    return topic


def draft(kind: str, *stories: Article, **facts: Any) -> BlockDraft:
    return BlockDraft(kind, stories=tuple(story.pk for story in stories), **facts)


def arrange(*blocks: BlockDraft, lead: tuple[Article, ...] = ()) -> None:
    arrange_front(
        FrontArrangement(tuple(story.pk for story in lead), blocks), by=None, at=NOON + timedelta(days=1)
    )


def all_blocks(story: Article) -> dict[str, BlockDraft]:
    """One block of each kind that stories are placed in, with this story."""
    facts: dict[str, dict[str, Any]] = {
        FrontBlockKind.TOPIC: {"topic_id": make_topic().pk}, FrontBlockKind.SECTION: {"section_id": story.section_id}
    }  # fmt: skip
    return {
        kind: draft(kind, story, **facts.get(kind, {}))
        for kind in FrontBlockKind.values
        if kind != FrontBlockKind.SECTIONS
    }


def front(reader: Any) -> str:
    return str(reader.get("/").content.decode()).partition('<main id="content"')[2]


def test_no_story_is_on_the_front_page_twice_but_for_the_list_of_the_newest(reader):
    stories = make_stories(40)
    topic = make_topic(*stories[:9])
    arrange(
        draft("important"), draft("newest"), draft("topic", stories[3], topic_id=topic.pk), draft("pictures"),
        draft("opinion", stories[5]), draft("section", section_id=stories[0].section_id, shape="row"), draft("sections"),
        lead=(stories[0], stories[1]),
    )  # fmt: skip

    before, _, rest = front(reader).partition('<ol class="headlines">')
    newest, _, after = rest.partition("</ol>")
    counted = Counter(STORY.findall(before + after))

    assert len(STORY.findall(newest)) == 8
    assert len(counted) > 20
    assert set(counted.values()) == {1}


def test_no_picture_is_on_the_front_page_twice(reader):
    photos = [make_photo() for _ in range(3)]
    for number in range(24):
        make_published(
            f"Meldung {number}", at=NOON + timedelta(minutes=number), pictures=(photos[number % 3],)
        )

    sources = SOURCE.findall(front(reader))

    assert (len(sources), len(set(sources))) == (3, 3)


@pytest.mark.parametrize("kind", [kind for kind in FrontBlockKind.values if kind != FrontBlockKind.SECTIONS])
@pytest.mark.parametrize("withdraw", [kill, withhold])
def test_a_withdrawn_story_leaves_its_block_at_the_next_request(process, kind, withdraw):
    make_stories(12, pictures=(make_photo(),))
    placed = make_published("Falsche Meldung", at=NOON - timedelta(days=3), pictures=(make_photo(),))
    arrange(all_blocks(placed)[kind])
    before = process.get("/")[1]

    withdraw(placed.pk, reason="legal", by=None, at=NOON)

    # A band of fewer than three pictures is left out.
    assert (b"Falsche Meldung" in before) is (kind != FrontBlockKind.PICTURES)
    assert b"Falsche Meldung" not in process.get("/")[1]


def test_a_blocked_photo_leaves_the_band_of_pictures(process):
    photos = [make_photo() for _ in range(12)]
    for number, photo in enumerate(photos):
        make_published(f"Meldung {number}", at=NOON + timedelta(minutes=number), pictures=(photo,))
    band = Article.objects.get(headline="Meldung 0"), Article.objects.get(headline="Meldung 1")
    arrange(draft("pictures", *band))
    before = process.get("/")[1]

    block_photo(photos[0].pk, True, by=None, at=NOON)
    after = process.get("/")[1]

    assert (b'class="front-block front-pictures"' in before, b"Meldung 0<" in before) == (True, True)
    assert before.count(b"<img") - after.count(b"<img") in {0, 1}  # another picture may take its place
    assert f"/{photos[0].pk}/".encode() not in b"".join(re.findall(rb'<img src="[^"]+"', after))


def test_another_arrangement_is_on_the_next_front_page(process):
    stories = make_stories(12)
    process.get("/")

    arrange(draft("important", stories[0], title="Heute zählt"))
    first = process.get("/")[1]
    arrange(draft("important", stories[0], title="Am Abend zählt"))

    assert (b"Heute z" in first, b"Am Abend z" in process.get("/")[1]) == (True, True)


def test_a_topic_that_is_renamed_names_its_block(process):
    stories = make_stories(12)
    topic = make_topic()
    arrange(draft("topic", stories[0], topic_id=topic.pk))
    process.get("/")

    Topic.objects.update(name="Hafenbau")

    assert b'href="/thema/werft/">Hafenbau</a>' in process.get("/")[1]


def make_opinion(**fields: Any) -> tuple[Article, Any]:
    portrait = make_photo()
    StaffInitials.objects.create(initials="dl", name="Dora Lind", slug="dora-lind", portrait=portrait)
    make_stories(8)
    comment = make_published(
        "Zwölf Jahre Wegsehen", genre="comment", byline="Von Dora Lind", at=NOON - timedelta(days=2), **fields
    )
    return comment, portrait


def test_an_opinion_has_the_name_and_the_face_of_its_author(reader):
    make_opinion()

    block = re.search(r'<section class="front-block front-opinion".*?</section>', front(reader), re.DOTALL)

    assert block is not None
    assert ("Dora Lind" in block[0], "<img" in block[0], "Zwölf Jahre Wegsehen" in block[0]) == (
        True,
        True,
        True,
    )


def test_an_opinion_in_another_language_has_its_label_and_direction(reader):
    make_opinion(language="ar")

    block = (
        front(reader).partition('<section class="front-block front-opinion"')[2].partition("</section>")[0]
    )

    assert '<article class="card opinion" lang="ar" dir="rtl">' in block
    assert '<p class="language-label" lang="de" dir="ltr">Arabisch</p>' in block


def test_an_author_whose_portrait_is_blocked_keeps_the_name(process):
    _comment, portrait = make_opinion()
    before = process.get("/")[1]

    block_photo(portrait.pk, True, by=None, at=NOON)
    after = process.get("/")[1]

    assert (b"<img" in before, b"<img" in after, b"Dora Lind" in after) == (True, False, True)


def test_a_front_page_with_faces_costs_no_more_statements(reader):
    make_opinion(pictures=(make_photo(),))
    reader.get("/")
    make_published("Eilmeldung", at=NOON + timedelta(minutes=50))

    with CaptureQueriesContext(connection) as asked:
        reader.get("/")

    assert len(asked) == 1 + 3


def test_headlines_of_the_same_topic_stand_below_the_lead(reader):
    stories = make_stories(12)
    lead, related = stories[0], stories[1]
    make_topic()
    for story in (lead, related):
        story.topics.add(Topic.objects.get())
        type(story).objects.filter(pk=story.pk).update(urgency=4)

    for story in (lead, related):
        update(story.pk, by=None, at=NOON + timedelta(hours=1))
    arrange(lead=(lead,))

    html = front(reader)
    assert related.headline + "</a>" in html.partition('<ul class="lead-related"')[2].partition("</ul>")[0]


@pytest.mark.parametrize(
    ("count", "shapes"),
    [
        (0, []), (1, ["row"]), (2, ["lead", "lead"]), (3, ["lead", "lead", "row"]),
        (4, ["lead", "lead", "row", "row"]), (5, ["lead", "lead", "row", "list", "list"]),
        (7, ["lead", "lead", "row", "list", "list", "row", "row"]),
    ],
)  # fmt: skip
def test_no_strip_of_half_the_width_stands_alone(count, shapes):
    assert choose_shapes(count) == shapes


def test_few_stories_are_shared_by_the_newest_and_the_sections(reader):
    make_stories(9)

    html = front(reader)

    assert (html.count('class="headlines"'), 'id="strip-' in html) == (1, True)


def newest_list(reader: Any) -> list[str]:
    found = front(reader).partition('<ol class="headlines">')[2].partition("</ol>")[0]
    return re.findall(r">(Meldung \d+)</a>", found)


def test_the_list_of_the_newest_begins_with_the_newest_wherever_else_they_stand(reader):
    make_stories(12)

    assert newest_list(reader) == [f"Meldung {number}" for number in range(11, 3, -1)]


def test_a_block_of_important_stories_stays_full_when_newer_stories_come(reader):
    for number in range(9):
        make_published(f"Meldung {number}", at=NOON - timedelta(days=3, minutes=number))
    arrange(draft("important"))
    before = front(reader)

    for number in range(6):
        make_published(f"Neue Meldung {number}", at=NOON + timedelta(minutes=number))
    after = front(reader)

    blocks = [
        html.partition('<section class="front-')[2].partition("</section>")[0] for html in (before, after)
    ]
    assert [len(STORY.findall(block)) for block in blocks] == [3, 5]


def test_a_topic_keeps_its_block_when_all_of_the_newest_are_on_it(reader):
    topic = make_topic(*make_stories(20))
    for story in Article.objects.all():
        update(story.pk, by=None, at=NOON + timedelta(hours=1))
    arrange(draft("topic", topic_id=topic.pk))

    block = front(reader).partition(' front-topic"')[2].partition("</section>")[0]

    assert len(set(STORY.findall(block))) == 4


@pytest.mark.parametrize(
    ("older", "newer", "lead"),
    [
        ({"urgency": 1, "at": NOON - timedelta(days=2)}, {"urgency": 4}, "Neu"),
        ({"urgency": 2}, {"urgency": 4}, "Alt"),
        ({"urgency": 4, "pictured": True, "at": NOON - timedelta(days=2)}, {"urgency": 4}, "Neu"),
        ({"urgency": 4, "pictured": True}, {"urgency": 4}, "Alt"),
        ({"urgency": 4, "pictured": True}, {"urgency": 3}, "Neu"),
        ({"urgency": 4}, {"urgency": 4}, "Neu"),
    ],
)
@pytest.mark.parametrize("path", ["/", "/en/", "/politik/"])
def test_the_lead_is_chosen_by_date_then_urgency_then_picture(reader, path, older, newer, lead):
    for headline, facts in (
        ("Alt", {"at": NOON - timedelta(hours=2), **older}),
        ("Neu", {"at": NOON, **newer}),
    ):
        pictures = (make_photo(),) if facts.pop("pictured", False) else ()
        make_published(headline, language="en", pictures=pictures, **facts)
    make_published("Viel früher", at=NOON - timedelta(days=9), section=make_section("Sport", "sport"))

    html = reader.get(path).content.decode().partition('<main id="content"')[2]

    assert re.findall(r">(Alt|Neu)</a>", html)[0] == lead
