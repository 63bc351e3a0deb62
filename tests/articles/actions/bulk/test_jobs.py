"""Many stories filed anew at once: whole, in chunks, without a date moved, and turned back for a week."""

from datetime import timedelta
from typing import Any

import pytest

from articles.actions.bulk import jobs
from articles.actions.bulk.jobs import (
    cancel_bulk,
    pause_bulk,
    resume_bulk,
    run_next_chunk,
    start_bulk,
    undo_bulk,
)
from articles.actions.bulk.request import BulkRequest
from articles.actions.errors import ActionRefused, EditConflict
from articles.actions.stories.drafts import StoryChange
from articles.actions.stories.publish import update
from articles.actions.stories.save import save_story
from articles.actions.stories.withdraw import kill, withhold
from articles.models import Article, BulkItem, BulkJob, Edition, FeedState, LogEntry, Mention, Revision, Topic
from people.actions.merge_people import MergeChoices, merge_records
from tests.factories import NOON, make_person, make_photo, make_published, make_section, make_story, make_user

pytestmark = pytest.mark.django_db

LATER = NOON + timedelta(hours=1)


def topic(name: str = "Hafen", **facts: Any) -> Topic:
    return Topic.objects.create(name=name, slug=name.lower(), **facts)


def start(facet: str = "topic", *, takes: Any = None, gives: Any = None, stories: Any = None) -> BulkJob:
    wish = BulkRequest(facet=facet, takes=takes and takes.pk, gives=gives and gives.pk)
    listed = Article.objects.all() if stories is None else stories
    return start_bulk(wish, listed, query="", by=None, at=LATER)


def finish(job: BulkJob | None = None) -> BulkJob | None:
    while run_next_chunk(at=LATER):
        pass
    return job and BulkJob.objects.get(pk=job.pk)


def undone(job: BulkJob) -> None:
    undo_bulk(job.pk, by=None, at=LATER)
    finish()


def topics_of(story: Article) -> list[str]:
    return [one.slug for one in story.topics.all()]


def live(story: Article) -> Edition:
    return Edition.objects.get(article=story, live=True)


def outcomes(job: BulkJob) -> list[str]:
    return list(BulkItem.objects.filter(job=job).order_by("pk").values_list("outcome", flat=True))


def test_a_topic_is_added_to_every_story_of_the_list_and_to_no_other() -> None:
    listed, other = make_published("Eins"), make_published("Zwei")

    finish(start(gives=topic(), stories=Article.objects.filter(pk=listed.pk)))

    assert (topics_of(listed), live(listed).topic_slugs) == (["hafen"], ["hafen"])
    assert topics_of(other) == []


def test_a_topic_is_removed_from_stories_that_have_it() -> None:
    story, harbour = make_story(), topic()
    story.topics.add(harbour)

    finish(start(takes=harbour))

    assert topics_of(story) == []


def test_a_topic_is_replaced_only_where_it_stands() -> None:
    old, new = topic("Hafen"), topic("Werft")
    has, has_not = make_story("Eins"), make_story("Zwei")
    has.topics.add(old)

    finish(start(takes=old, gives=new))

    assert (topics_of(has), topics_of(has_not)) == (["werft"], [])


def test_a_section_moves_with_its_public_address() -> None:
    story, sport = make_published(), make_section("Sport", "sport")

    finish(start("section", gives=sport))

    assert (Article.objects.get(pk=story.pk).section_id, live(story).section_id) == (sport.pk, sport.pk)


def test_only_stories_of_the_replaced_section_move() -> None:
    politics, sport, culture = (
        make_section(),
        make_section("Sport", "sport"),
        make_section("Kultur", "kultur"),
    )
    moves, stays = make_story("Eins", section=politics), make_story("Zwei", section=culture)

    finish(start("section", takes=politics, gives=sport))

    sections = [Article.objects.get(pk=s.pk).section_id for s in (moves, stays)]
    assert sections == [sport.pk, culture.pk]


def test_a_person_is_named_in_text_that_holds_the_name() -> None:
    story, mira = make_published(body="<p>Mira Talberg sprach.</p>"), make_person()

    finish(start("person", gives=mira))

    assert Mention.objects.get(article=story).person == mira
    assert f'data-person="{mira.pk}"' in live(story).body


def test_a_wrong_person_is_replaced_in_text_pictures_and_published_version() -> None:
    wrong, right = make_person("Jan Berg"), make_person("Jan Berg")
    story = make_published(body="<p>Jan Berg sprach.</p>", people=(wrong,))

    finish(start("person", takes=wrong, gives=right))

    assert Mention.objects.get(article=story).person == right
    assert live(story).person_ids == [right.pk]
    assert f'data-person="{right.pk}"' in live(story).body


def test_a_removed_person_is_rejected_on_the_desk_and_gone_from_the_published_version() -> None:
    mira = make_person()
    story = make_published(body="<p>Mira Talberg sprach.</p>", people=(mira,))

    finish(start("person", takes=mira))

    assert Mention.objects.get(article=story).status == "rejected"
    assert (live(story).person_ids, live(story).body) == ([], "<p>Mira Talberg sprach.</p>")


def test_the_dates_of_a_story_stay_and_partners_are_told_of_metadata() -> None:
    story = make_published()
    before = (story.published_at, story.edited_at)

    finish(start(gives=topic()))

    after = Article.objects.get(pk=story.pk)
    assert (after.published_at, after.edited_at) == before
    assert (live(story).first_published_at, live(story).published_at) == (NOON, NOON)
    assert LogEntry.objects.latest("seq").kind == "metadata"


def test_the_published_text_stays_though_the_working_copy_has_moved_on() -> None:
    story = make_published()
    change = StoryChange(fields={"headline": "Noch nicht fertig"})
    save_story(story.pk, change, by=None, at=NOON, based_on=None)

    finish(start(gives=topic()))

    assert live(story).headline == "Rat beschließt neuen Hafenplan"
    assert Revision.objects.filter(article=story).latest("number").kind == "saved"


def test_the_revision_of_a_story_without_unpublished_work_is_what_is_public_now() -> None:
    story = make_published()

    finish(start(gives=topic()))

    newest = Revision.objects.filter(article=story).latest("number")
    assert (newest.kind, newest.snapshot["topics"], newest.snapshot["version"]) == ("published", ["hafen"], 2)


def test_stories_that_are_right_already_are_skipped_and_counted() -> None:
    harbour = topic()
    right, wrong = make_story("Eins"), make_story("Zwei")
    right.topics.add(harbour)

    job = start(gives=harbour)
    finish()

    assert sorted(outcomes(job)) == ["changed", "right"]
    assert Article.objects.get(pk=right.pk).revision == right.revision
    assert topics_of(wrong) == ["hafen"]


def test_a_killed_story_is_left_as_it_is_and_a_withheld_one_is_filed_without_going_out() -> None:
    killed, withheld = make_published("Eins"), make_published("Zwei")
    kill(killed.pk, reason="wrong", by=None, at=LATER)
    withhold(withheld.pk, reason="wrong", by=None, at=LATER)

    job = start(gives=topic())
    finish()

    assert outcomes(job) == ["changed", "left"]
    assert not Edition.objects.filter(live=True).exists()
    assert set(FeedState.objects.values_list("op", flat=True)) == {"cancel", "withhold"}


def test_an_open_storys_text_is_untouched_and_its_editor_is_told_before_saving() -> None:
    story = make_story()
    finish(start(gives=topic()))
    typed = StoryChange(fields={"headline": "Getippt"})

    with pytest.raises(EditConflict):
        save_story(story.pk, typed, by=None, at=LATER, based_on=story.revision)

    fresh = Article.objects.get(pk=story.pk)
    assert (fresh.body, topics_of(fresh)) == (story.body, ["hafen"])


@pytest.mark.parametrize("facet", ["topic", "section", "person"])
def test_undo_turns_back_exactly_what_the_job_changed(facet: str) -> None:
    things = {
        "topic": topic,
        "section": lambda: make_section("Sport", "sport"),
        "person": lambda: make_person("Ina Sturm"),
    }
    mira = make_person()
    story = make_published(
        body="<p>Mira Talberg und Ina Sturm.</p>", people=(mira,), pictures=(make_photo(),)
    )
    before = live(story)
    job = start(facet, gives=things[facet]())
    finish()

    undone(job)

    after = live(story)
    columns = ("topic_slugs", "section_id", "people", "person_ids", "body", "names", "placements")
    assert [getattr(after, name) for name in columns] == [getattr(before, name) for name in columns]
    assert (topics_of(story), Article.objects.get(pk=story.pk).section_id) == ([], before.section_id)
    assert list(Mention.objects.filter(article=story).values_list("person", flat=True)) == [mira.pk]


@pytest.mark.parametrize("gives", [True, False])
def test_undo_gives_a_person_back_that_was_taken_or_replaced(*, gives: bool) -> None:
    mira = make_person()
    story = make_published(body="<p>Mira Talberg sprach.</p>", people=(mira,))
    job = start("person", takes=mira, gives=make_person("Ina Sturm") if gives else None)
    finish()

    undone(job)

    mention = Mention.objects.get(article=story)
    assert (mention.person, mention.status) == (mira, "linked")
    assert (live(story).person_ids, f'data-person="{mira.pk}"' in live(story).body) == ([mira.pk], True)


def test_undo_leaves_a_topic_that_stood_there_before_the_job() -> None:
    old, new = topic("Hafen"), topic("Werft")
    story = make_story()
    story.topics.add(old, new)
    job = start(takes=old, gives=new)
    finish()

    undone(job)

    assert topics_of(story) == ["hafen", "werft"]


def test_undo_leaves_a_section_that_an_editor_chose_since() -> None:
    story, sport, culture = make_story(), make_section("Sport", "sport"), make_section("Kultur", "kultur")
    job = start("section", gives=sport)
    finish()
    change = StoryChange(fields={"section_id": culture.pk})
    save_story(story.pk, change, by=None, at=LATER, based_on=None)

    undone(job)

    assert Article.objects.get(pk=story.pk).section_id == culture.pk


def test_undo_reaches_a_story_that_was_published_again_since() -> None:
    story, mira = make_published(body="<p>Mira Talberg sprach.</p>"), make_person()
    job = start("person", gives=mira)
    finish()
    update(story.pk, by=None, at=LATER)

    undone(job)

    assert live(story).person_ids == []
    assert not Mention.objects.filter(article=story).exists()


def test_undo_is_possible_for_seven_days_and_no_longer() -> None:
    make_story()
    job = start(gives=topic())
    finish()

    with pytest.raises(ActionRefused):
        undo_bulk(job.pk, by=None, at=LATER + timedelta(days=7, seconds=1))

    assert undo_bulk(job.pk, by=None, at=LATER + timedelta(days=7)).undoing


def test_a_retired_topic_is_given_to_nobody() -> None:
    make_story()

    with pytest.raises(ActionRefused) as refused:
        start(gives=topic(retired=True))

    assert refused.value.field == "gives"
    assert not BulkJob.objects.exists()


def test_a_retired_topic_may_be_taken_away() -> None:
    story, old = make_story(), topic(retired=True)
    story.topics.add(old)

    finish(start(takes=old))

    assert topics_of(story) == []


def test_a_person_who_was_merged_is_given_to_nobody() -> None:
    make_story()
    survivor, loser = make_person("Mira Talberg"), make_person("M. Talberg")
    merge_records(loser.pk, survivor.pk, MergeChoices(), by=None, at=NOON)

    with pytest.raises(ActionRefused):
        start("person", gives=loser)


@pytest.mark.parametrize(("facet", "same"), [("topic", False), ("topic", True), ("section", False)])
def test_a_change_that_says_nothing_is_refused(facet: str, *, same: bool) -> None:
    make_story()
    one = make_section() if facet == "section" else topic()

    with pytest.raises(ActionRefused):
        start(facet, takes=one if same or facet == "section" else None, gives=one if same else None)


def test_an_empty_list_starts_no_job() -> None:
    with pytest.raises(ActionRefused):
        start(gives=topic(), stories=Article.objects.none())

    assert not BulkJob.objects.exists()


def test_work_is_done_in_chunks_each_with_one_lock_of_the_log(monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(5):
        make_published(f"Meldung {number}")
    monkeypatch.setattr(jobs, "CHUNK_SIZE", 2)
    job = start(gives=topic())

    done = [run_next_chunk(at=LATER) for _step in range(4)]

    assert done == [2, 2, 1, 0]
    assert BulkJob.objects.get(pk=job.pk).state == "done"


def test_a_paused_job_stands_still_until_it_is_resumed(monkeypatch: pytest.MonkeyPatch) -> None:
    make_story("Eins")
    make_story("Zwei")
    monkeypatch.setattr(jobs, "CHUNK_SIZE", 1)
    job = start(gives=topic())
    run_next_chunk(at=LATER)
    pause_bulk(job.pk, by=None, at=LATER)

    paused = run_next_chunk(at=LATER)
    resume_bulk(job.pk, by=None, at=LATER)
    finish()

    assert paused == 0
    assert outcomes(job) == ["changed", "changed"]


def test_a_cancelled_job_keeps_what_is_done_leaves_the_rest_and_can_be_undone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    first, second = make_story("Eins"), make_story("Zwei")
    monkeypatch.setattr(jobs, "CHUNK_SIZE", 1)
    job = start(gives=topic())
    run_next_chunk(at=LATER)

    cancel_bulk(job.pk, by=None, at=LATER)
    finish()

    assert (topics_of(first), topics_of(second)) == ([], ["hafen"])
    undone(job)
    assert topics_of(second) == []


def test_a_second_job_on_the_same_stories_waits_for_the_first(monkeypatch: pytest.MonkeyPatch) -> None:
    make_story("Eins")
    make_story("Zwei")
    monkeypatch.setattr(jobs, "CHUNK_SIZE", 1)
    first = start(gives=topic("Hafen"))
    second = start(gives=topic("Werft"))

    run_next_chunk(at=LATER)
    pause_bulk(first.pk, by=None, at=LATER)
    held = run_next_chunk(at=LATER)

    assert (held, outcomes(second)) == (0, ["waiting", "waiting"])
    resume_bulk(first.pk, by=None, at=LATER)
    finish()
    assert outcomes(second) == ["changed", "changed"]


def test_jobs_on_different_stories_do_not_wait_for_each_other() -> None:
    one, two = make_story("Eins"), make_story("Zwei")
    first = start(gives=topic("Hafen"), stories=Article.objects.filter(pk=one.pk))
    start(gives=topic("Werft"), stories=Article.objects.filter(pk=two.pk))
    pause_bulk(first.pk, by=None, at=LATER)

    run_next_chunk(at=LATER)

    assert topics_of(two) == ["werft"]


def test_undo_is_refused_while_another_job_works_on_the_same_stories() -> None:
    make_story()
    job = start(gives=topic("Hafen"))
    finish()
    start(gives=topic("Werft"))

    with pytest.raises(ActionRefused):
        undo_bulk(job.pk, by=None, at=LATER)


def test_a_chunk_that_fails_half_way_is_rolled_back_and_taken_again(monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = make_published("Eins"), make_published("Zwei")
    job = start(gives=topic())
    numbering = jobs.append_all

    def power_cut(*_args: Any, **_facts: Any) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(jobs, "append_all", power_cut)
    with pytest.raises(KeyboardInterrupt):
        run_next_chunk(at=LATER)
    rolled_back = (outcomes(job), topics_of(first), live(second).version)
    monkeypatch.setattr(jobs, "append_all", numbering)
    finish()

    assert rolled_back == (["waiting", "waiting"], [], 1)
    assert (outcomes(job), topics_of(second)) == (["changed", "changed"], ["hafen"])


def test_a_reporter_may_not_start_pause_or_undo() -> None:
    make_story()
    reporter = make_user("reporter", "articles.change_article")
    job = start(gives=topic())

    for act in (pause_bulk, cancel_bulk, undo_bulk):
        with pytest.raises(ActionRefused, match="Sammeländerung: ändern"):
            act(job.pk, by=reporter, at=LATER)
    with pytest.raises(ActionRefused, match="Sammeländerung: anlegen"):
        start_bulk(
            BulkRequest(facet="topic", gives=1), Article.objects.all(), query="", by=reporter, at=LATER
        )
