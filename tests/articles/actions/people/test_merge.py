"""Two records of one person become one, and can become two again."""

from datetime import timedelta
from typing import Any

import pytest

from articles.actions.people import merge as merging
from articles.actions.people.merge import merge_people, notify_merges, undo_merge
from articles.actions.stories.drafts import MentionDraft, PersonInPicture, PlacementDraft, StoryChange
from articles.actions.stories.publish import update
from articles.actions.stories.save import save_story
from articles.models import Article, AuditEntry, Edition, LogEntry, Mention, PlacementPerson
from newsroom.actions import ActionRefused, NotPermitted
from people.actions.merge_people import MergeChoices, mark_as_different
from people.models import Person, PersonMerge
from tests.factories import NOON, make_person, make_photo, make_published, make_story, make_user

pytestmark = pytest.mark.django_db

LATER = NOON + timedelta(hours=1)


def merge(loser: Person, survivor: Person, **choice: Any) -> PersonMerge:
    return merge_people(loser.pk, survivor.pk, MergeChoices(**choice), by=None, at=LATER)


def undo(done: PersonMerge) -> PersonMerge:
    return undo_merge(done.pk, by=None, at=LATER + timedelta(hours=1))


def named_in(story: Article) -> set[int | None]:
    return set(Mention.objects.filter(article=story).values_list("person", flat=True))


def test_mentions_of_the_record_given_up_belong_to_the_survivor() -> None:
    survivor, loser = make_person("Mira Talberg"), make_person("M. Talberg")
    story = make_story(people=(loser,))

    merge(loser, survivor)

    assert named_in(story) == {survivor.pk}


def test_people_in_pictures_follow_with_their_place() -> None:
    survivor, loser = make_person("Mira Talberg"), make_person("M. Talberg")
    story = make_story()
    shown = PersonInPicture(name="M. Talberg", picture_position="l", person_id=loser.pk)
    placed = PlacementDraft(photo_id=make_photo().pk, people=(shown,))
    save_story(story.pk, StoryChange(placements=(placed,)), by=None, at=NOON, based_on=None)

    merge(loser, survivor)

    assert list(PlacementPerson.objects.values_list("person", "picture_position")) == [(survivor.pk, "l")]


def test_a_merge_is_undone_only_by_those_who_may_change_merges() -> None:
    done = merge(make_person("M. Talberg"), make_person("Mira Talberg"))
    adder = make_user("adder", "people.add_personmerge")
    changer = make_user("changer", "people.change_personmerge")

    with pytest.raises(NotPermitted):
        undo_merge(done.pk, by=adder, at=LATER)
    undone_by_adder = PersonMerge.objects.get().undone_at is not None
    undo_merge(done.pk, by=changer, at=LATER)

    assert not undone_by_adder
    assert PersonMerge.objects.get().undone_by == changer


def test_a_published_story_gets_a_metadata_row_and_keeps_its_version_and_times() -> None:
    survivor, loser = make_person("Mira Talberg"), make_person("M. Talberg")
    story = make_published(people=(loser,))

    merge(loser, survivor)
    told = notify_merges(at=LATER)

    assert told == 1
    newest = LogEntry.objects.latest("seq")
    assert (newest.kind, newest.article_id, newest.version) == ("metadata", story.pk, 1)
    assert Edition.objects.get().published_at == NOON


def test_stories_are_told_once_and_in_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    survivor, loser = make_person("Mira Talberg"), make_person("M. Talberg")
    for number in range(5):
        make_published(f"Meldung {number}", people=(loser,))
    monkeypatch.setattr(merging, "BATCH_SIZE", 2)
    done = merge(loser, survivor)

    first = merging.notify_merge_batch(done.pk, at=LATER)
    rest, again = notify_merges(at=LATER), notify_merges(at=LATER)

    assert (first, rest, again) == (2, 3, 0)


def test_undo_gives_every_moved_link_back_and_tells_it() -> None:
    survivor, loser = make_person("Mira Talberg"), make_person("M. Talberg")
    hers, his = make_published("Eins", people=(survivor,)), make_published("Zwei", people=(loser,))
    done = merge(loser, survivor)
    notify_merges(at=LATER)

    undo(done)

    assert (named_in(hers), named_in(his)) == ({survivor.pk}, {loser.pk})
    assert notify_merges(at=LATER + timedelta(hours=1)) == 1


def test_undo_works_after_later_edits_and_moves_only_what_the_merge_moved() -> None:
    survivor, loser = make_person("Mira Talberg"), make_person("M. Talberg")
    story = make_story(people=(loser,))
    done = merge(loser, survivor)
    mentions = (
        MentionDraft(name="M. Talberg", person_id=survivor.pk, status="confirmed", count=2),
        MentionDraft(name="Talberg", person_id=survivor.pk, status="confirmed", count=1),
    )
    save_story(story.pk, StoryChange(mentions=mentions), by=None, at=LATER, based_on=None)

    undo(done)

    links = dict(Mention.objects.filter(article=story).values_list("name", "person"))
    assert links == {"M. Talberg": loser.pk, "Talberg": survivor.pk}


def test_a_link_taken_away_since_does_not_come_back_with_undo() -> None:
    survivor, loser = make_person("Mira Talberg"), make_person("M. Talberg")
    story = make_story(people=(loser,))
    done = merge(loser, survivor)
    save_story(story.pk, StoryChange(mentions=()), by=None, at=LATER, based_on=None)

    undo(done)

    assert named_in(story) == set()


def test_a_version_published_while_the_merge_stood_names_the_loser_again_after_undo() -> None:
    survivor, loser = make_person("Mira Talberg"), make_person("M. Talberg")
    body = "<p>M. Talberg sprach in Nordhaven.</p>"
    story = make_published(body=body, people=(loser,))
    done = merge(loser, survivor)
    update(story.pk, by=None, at=LATER)
    undo(done)

    notify_merges(at=LATER + timedelta(hours=1))

    newest = Edition.objects.latest("version")
    assert (newest.version, newest.person_ids, newest.published_at) == (3, [loser.pk], LATER)
    assert f'data-person="{loser.pk}"' in newest.body


def test_two_links_under_one_name_become_one_and_two_again() -> None:
    survivor, loser = make_person("Mira Talberg"), make_person("M. Talberg")
    mentions = tuple(
        MentionDraft(name="Talberg", person_id=p.pk, status="linked", count=n)
        for n, p in enumerate((survivor, loser), 1)
    )
    story = make_story()
    save_story(story.pk, StoryChange(mentions=mentions), by=None, at=NOON, based_on=None)

    done = merge(loser, survivor)
    merged = named_in(story)
    undo(done)

    assert merged == {survivor.pk}
    counts = dict(Mention.objects.filter(article=story).values_list("person", "count"))
    assert counts == {survivor.pk: 1, loser.pk: 2}


def test_a_story_open_during_the_merge_is_saved_onto_the_survivor() -> None:
    survivor, loser = make_person("Mira Talberg"), make_person("M. Talberg")
    story = make_story(people=(loser,))
    typed = StoryChange(mentions=(MentionDraft(name="M. Talberg", person_id=loser.pk, status="confirmed"),))
    merge(loser, survivor)

    save_story(story.pk, typed, by=None, at=LATER, based_on=story.revision)

    assert named_in(story) == {survivor.pk}


def test_a_chain_of_merges_leads_to_the_last_survivor() -> None:
    first, second, third = (make_person(name) for name in ("A. Berg", "B. Berg", "C. Berg"))
    story = make_story(people=(first,))

    merge(first, second)
    merge(second, third)

    assert named_in(story) == {third.pk}
    assert {p.merged_into_id for p in Person.objects.filter(pk__in=(first.pk, second.pk))} == {third.pk}


def test_the_earlier_merge_of_a_chain_is_undone_alone() -> None:
    first, second, third = (make_person(name) for name in ("A. Berg", "B. Berg", "C. Berg"))
    story = make_story(people=(first,))
    other = make_story(people=(second,))
    earlier = merge(first, second)
    merge(second, third)

    undo(earlier)

    assert (named_in(story), named_in(other)) == ({first.pk}, {third.pk})
    assert "A. Berg" not in third.aliases.values_list("name", flat=True)


def test_the_later_merge_of_a_chain_is_undone_alone() -> None:
    first, second, third = (make_person(name) for name in ("A. Berg", "B. Berg", "C. Berg"))
    story = make_story(people=(first,))
    merge(first, second)
    later = merge(second, third)

    undo(later)

    assert named_in(story) == {second.pk}
    assert Person.objects.get(pk=first.pk).merged_into_id == second.pk


def test_a_merge_and_its_undo_are_in_the_audit_list() -> None:
    survivor, loser = make_person("Mira Talberg"), make_person("M. Talberg")

    undo(merge(loser, survivor))

    verbs = AuditEntry.objects.filter(model="person").order_by("pk").values_list("verb", flat=True)
    assert list(verbs)[-2:] == ["merge", "undo merge"]


def test_a_refused_merge_leaves_nothing_behind() -> None:
    survivor, loser = make_person("Mira Talberg"), make_person("M. Talberg")
    story = make_story(people=(loser,))
    mark_as_different(loser.pk, survivor.pk, by=None, at=NOON)

    with pytest.raises(ActionRefused, match=r"two different people|zwei verschiedene"):
        merge(loser, survivor)

    assert named_in(story) == {loser.pk}
    assert not PersonMerge.objects.exists()


def test_somebody_without_the_right_cannot_merge() -> None:
    survivor, loser = make_person("Mira Talberg"), make_person("M. Talberg")
    reporter = make_user("reporter", "people.change_person")

    with pytest.raises(Exception, match="Zusammenführung: anlegen"):
        merge_people(loser.pk, survivor.pk, MergeChoices(), by=reporter, at=LATER)
