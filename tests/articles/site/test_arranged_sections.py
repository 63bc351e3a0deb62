"""The page of a section as the desk arranges it: blocks, stories once, nothing stale, no other page ended."""

import re
from collections import Counter
from datetime import timedelta

import pytest

from articles.actions.desk.front_arrangement import SECTION_KINDS, BlockDraft, FrontArrangement
from articles.actions.desk.front_page import arrange_section_front
from articles.actions.errors import ActionRefused, NotPermitted
from articles.actions.stories.publish import update
from articles.actions.stories.withdraw import kill, restore, withhold
from articles.models import AuditEntry, Section, SectionFront, Topic
from articles.models.front_page import FrontBlockKind
from tests.articles.site.conftest import READING_TIME
from tests.articles.site.web_process import load_django
from tests.factories import NOON, make_photo, make_published, make_section, make_user

pytestmark = pytest.mark.django_db(transaction=True)
STORY = re.compile(r'class="card-headline"><a href="([^"]+)"')
AUTOMATIC = FrontArrangement(blocks=())


def arrange(lead=(), blocks=(), section=None):
    chosen = section or Section.objects.get(slug="politik")
    arrangement = FrontArrangement(tuple(story.pk for story in lead), tuple(blocks))
    arrange_section_front(chosen.pk, arrangement, by=None, at=READING_TIME)


def page(process, path="/politik/"):
    return process.get(path)[1].decode()


def make_stories(count, **fields):
    return [make_published(f"Meldung {n}", at=NOON + timedelta(minutes=n), **fields) for n in range(count)]


def test_the_lead_placed_by_hand_leads_the_page_and_each_story_is_on_it_once(process):
    stories = make_stories(20)
    arrange([stories[3], stories[5]], [BlockDraft("important"), BlockDraft("pictures")])

    found = STORY.findall(page(process))

    assert [path.split("/")[2] for path in found[:2]] == [
        "meldung-3-" + str(stories[3].pk),
        "meldung-5-" + str(stories[5].pk),
    ]
    assert set(Counter(found).values()) == {1}
    assert page(process).count(">Meldung ") == 20


def test_a_new_arrangement_is_seen_at_once_and_ends_no_other_page(process):
    first, second = make_stories(2)
    make_published("Sieg im Derby", section=make_section("Sport", "sport"))
    others = ("/", "/sport/", "/feed.atom", "/politik/feed.atom", f"/politik/meldung-0-{first.pk}/")
    for address in (*others, "/politik/"):
        process.get(address)

    arrange([first])

    assert STORY.findall(page(process))[0].endswith(f"-{first.pk}/")
    assert [address for address in others if not process.answers_from_memory(address)] == []
    arrange([second])
    assert STORY.findall(page(process))[0].endswith(f"-{second.pk}/")


def test_blocks_that_show_all_stories_leave_no_empty_list(process):
    stories = make_stories(3)
    arrange(stories)

    assert '<ul class="card-list">' not in page(process)


def test_an_empty_arrangement_gives_the_page_back_to_itself(process):
    stories = make_stories(9)
    before = page(process)
    arrange([stories[0]], [BlockDraft("opinion")])
    assert page(process) != before

    arrange()

    assert (page(process), SectionFront.objects.exists()) == (before, False)


def test_a_withheld_story_leaves_its_place_and_returns_when_restored(process):
    placed = make_published("Falsche Meldung", section=make_section("Sport", "sport"))
    make_stories(3)
    arrange([placed])
    assert "Falsche Meldung" in page(process)

    withhold(placed.pk, reason="wrong", by=None, at=NOON)
    assert "Falsche Meldung" not in page(process)

    restore(placed.pk, by=None, at=NOON)
    assert "Falsche Meldung" in page(process)


@pytest.mark.parametrize("kind", SECTION_KINDS)
def test_a_killed_story_is_in_no_block(process, kind):
    gone = make_published("Falsche Meldung", genre="comment", pictures=(make_photo(),))
    topic, sport = Topic.objects.create(name="Hafen", slug="hafen"), make_section("Sport", "sport")
    make_stories(8, pictures=(make_photo(),))
    facts = {
        FrontBlockKind.TOPIC: {"topic_id": topic.pk},
        FrontBlockKind.SECTION: {"section_id": sport.pk},
        FrontBlockKind.SECTIONS: {},
    }
    placed = () if kind == FrontBlockKind.SECTIONS else (gone.pk,)
    arrange((), [BlockDraft(kind.value, stories=placed, **facts.get(kind, {}))])
    assert "Falsche Meldung" in page(process)

    kill(gone.pk, reason="legal", by=None, at=NOON)

    assert "Falsche Meldung" not in page(process)


def test_a_strip_of_another_section_and_a_topic_follow_their_stories(process):
    sport = make_section("Sport", "sport")
    make_published("Sieg im Derby", section=sport)
    topic = Topic.objects.create(name="Hafen", slug="hafen")
    make_stories(3)
    arrange((), [BlockDraft("section", section_id=sport.pk), BlockDraft("topic", topic_id=topic.pk)])
    assert "Sieg im Derby" in page(process)

    make_published("Noch ein Sieg", section=sport)

    assert "Noch ein Sieg" in page(process)


def test_the_sections_under_it_have_strips(process):
    parent = make_section("Politik", "politik")
    child = make_section("Stadtrat", "stadtrat")
    Section.objects.filter(pk=child.pk).update(parent=parent)
    make_stories(9)
    make_published("Rat tagt", section=child, at=NOON - timedelta(days=2))
    arrange((), [BlockDraft("sections")])

    assert 'id="strip-stadtrat"' in page(process)


def test_a_block_of_a_topic_or_section_that_is_gone_is_left_out(process):
    sport, topic = make_section("Sport", "sport"), Topic.objects.create(name="Hafen", slug="hafen")
    make_stories(3)
    arrange((), [BlockDraft("section", section_id=sport.pk), BlockDraft("topic", topic_id=topic.pk)])
    sport.delete()
    topic.delete()

    assert page(process).count("Meldung") >= 3


def test_an_arranged_page_asks_few_questions(process, django_assert_max_num_queries):
    process.cache.application = load_django()
    stories = make_stories(12, pictures=(make_photo(),))
    arrange(stories[:4], [BlockDraft("important"), BlockDraft("pictures"), BlockDraft("opinion")])
    process.get("/politik/")
    make_published("Noch eine Meldung")

    with django_assert_max_num_queries(5):  # state, list, photos of the list, stories of blocks, cards
        process.get("/politik/")


def test_any_number_of_topics_takes_one_more_query(process, django_assert_max_num_queries):
    process.cache.application = load_django()
    stories = make_stories(12)
    topics = [Topic.objects.create(name=name, slug=name.lower()) for name in ("Hafen", "Werft", "Schleuse")]
    for story, topic in zip(stories[:3], topics, strict=True):
        story.topics.set([topic])
        update(story.pk, by=None, at=READING_TIME)
    arrange(stories[4:10], [BlockDraft("topic", topic_id=topic.pk) for topic in topics])
    process.get("/politik/")
    make_published("Noch eine Meldung")

    with django_assert_max_num_queries(6):
        html = page(process)

    shown = [html.partition(f'id="block-{n}"')[2].partition("</section>")[0] for n in (1, 2, 3)]
    assert [STORY.findall(block)[0].split("-")[1] for block in shown] == ["0", "1", "2"]


def test_the_newest_comments_of_a_section_and_those_under_it_fill_the_block_of_opinion(process):
    parent, child = make_section("Politik", "politik"), make_section("Stadtrat", "stadtrat")
    Section.objects.filter(pk=child.pk).update(parent=parent)
    make_stories(9, genre="comment")
    make_published("Neuester Kommentar", section=child, genre="comment", at=NOON + timedelta(hours=1))
    lead = make_stories(6)
    arrange(lead, [BlockDraft("opinion")])

    block = page(process).partition("front-opinion")[2].partition("</section>")[0]

    assert "Neuester Kommentar" in block


def test_an_arrangement_ends_no_older_page_of_its_section(process):
    stories = make_stories(40)
    older = re.search(r'href="(\?before=[^"]+)"', page(process))[1]
    process.get(f"/politik/{older}")

    arrange([stories[0]])

    assert process.answers_from_memory(f"/politik/{older}")


def test_an_arrangement_is_refused_without_permission_or_with_a_draft_or_a_block_of_the_newest():
    (story,) = make_stories(1)
    with pytest.raises(NotPermitted):
        arrange_section_front(story.section_id, AUTOMATIC, by=make_user("leser"), at=NOON)
    with pytest.raises(ActionRefused):
        arrange((), [BlockDraft("newest")])
    with pytest.raises(ActionRefused):
        arrange([story, story])


def test_an_arrangement_is_in_the_audit_list():
    (story,) = make_stories(1)
    arrange([story], [BlockDraft("opinion")])

    entry = AuditEntry.objects.filter(verb="arrange front page").latest("pk")

    assert (entry.label, entry.detail["after"]) == ("Politik", [story.pk])


def test_arranged_stories_of_the_parts_of_a_section_name_them_and_its_own_do_not(process):
    parent, part = make_section("Land", "land"), make_section("Hafen", "hafen")
    Section.objects.filter(pk=part.pk).update(parent=parent)
    stories = [
        make_published(f"Kran {n}", section=one, kicker="", at=NOON + timedelta(minutes=n))
        for n, one in enumerate((part, parent) * 3)
    ]
    arrange(stories[:2], [BlockDraft("important", stories=(stories[2].pk, stories[3].pk))], section=parent)

    html = page(process, "/land/")

    assert html.count('<p class="kicker">Hafen</p>') == 3
    assert '<p class="kicker">Land</p>' not in html
