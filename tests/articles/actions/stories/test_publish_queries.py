"""How many statements publishing takes, in all and within its transaction."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.actions.errors import ChecksFailed
from articles.actions.publish_checks import OVERRIDABLE
from articles.actions.stories import publish as publish_module
from articles.actions.stories.drafts import MentionDraft, PlacementDraft, StoryChange
from articles.actions.stories.load_story import load_for_publishing
from articles.actions.stories.prefetch import SNAPSHOT_RELATIONS, prefetch_relations
from articles.actions.stories.publish import correct, fix_typo, publish, update
from articles.actions.stories.save import save_story
from articles.actions.stories.schedule import release_due, schedule
from articles.models import AgencyChange, Article, WireItem
from tests.factories import NOON, make_chief, make_person, make_photo, make_story

pytestmark = pytest.mark.django_db

CHANGED = StoryChange(fields={"kicker": "Hafen"})
ANSWERED = dict.fromkeys((*OVERRIDABLE, "fact-changed"), "geprüft")
NOTES = {"desk_note": "statt Montag: Dienstag", "public_note": "Es war am Dienstag."}
ACTS = {
    "publish": lambda story: publish(story.pk, by=None, at=NOON),
    "release": lambda story: release_due(at=NOON + timedelta(hours=2)),
    "update": lambda story: update(story.pk, CHANGED, by=None, at=NOON),
    "correct": lambda story: correct(story.pk, CHANGED, **NOTES, by=None, at=NOON),
    "fix_typo": lambda story: fix_typo(story.pk, by=make_chief(), at=NOON, overrides=ANSWERED),
}


@pytest.mark.parametrize("act", ACTS)
def test_an_act_of_publishing_asks_no_more_for_six_people_than_for_one(act: str) -> None:
    """People were read one by one where a story had not been read whole before."""
    make_chief()
    counted = []
    for number in (1, 6):
        people = tuple(
            make_person(f"{name} {act} Talberg")
            for name in ["Mira", "Anna", "Lena", "Ina", "Ute", "Eva"][:number]
        )
        story = make_story(f"Rat beschließt Plan {number}", people=people)
        if act == "release":
            schedule(story.pk, publish_at=NOON + timedelta(hours=1), by=None, at=NOON)
        elif act != "publish":
            publish(story.pk, by=None, at=NOON)
        with CaptureQueriesContext(connection) as asked:
            ACTS[act](story)
        counted.append([query["sql"] for query in asked])

    one, six = counted
    assert len(one) == len(six), "\n".join(sql[:200] for sql in six if "people_person" in sql)


IN_TRANSACTION = {"publish": 6, "release": 7, "update": 5, "correct": 5, "fix_typo": 7}
"""Lock, for an editor whether the story follows an agency, contracts, for a release whether it is due, for a first version similar stories, edition, rows of the story, log."""


def statements_in_transaction(act, story: Article) -> list[str]:
    """The statements from BEGIN to COMMIT, both left out."""
    with CaptureQueriesContext(connection) as asked:
        act(story)
    told = [query["sql"].strip() for query in asked]
    return told[told.index("BEGIN") + 1 : told.index("COMMIT")]


def make_rich_story() -> Article:
    people = (make_person("Mira Talberg"), make_person("Anna Kranz"))
    return make_story(tag="(afp/dpa/mt)", people=people, pictures=(make_photo(), make_photo()))


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("act", IN_TRANSACTION)
def test_statements_of_the_publishing_transaction(act: str) -> None:
    make_chief()
    story = make_rich_story()
    if act == "release":
        schedule(story.pk, publish_at=NOON + timedelta(hours=1), by=None, at=NOON)
    elif act != "publish":
        publish(story.pk, by=None, at=NOON)

    told = statements_in_transaction(ACTS[act], story)

    assert len(told) == IN_TRANSACTION[act], "\n".join(sql[:150] for sql in told)
    assert "feed_head" in told[-1]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("act", ["publish", "update", "correct"])
def test_statements_of_a_publication_outside_of_its_transaction(act: str) -> None:
    """Story, photos and their grants, agencies, mentions; nothing after the transaction."""
    story = make_rich_story()
    if act != "publish":
        publish(story.pk, by=None, at=NOON)

    with CaptureQueriesContext(connection) as asked:
        ACTS[act](story)

    told = [query["sql"].strip() for query in asked]
    assert told.index("BEGIN") == 5, "\n".join(sql[:150] for sql in told)
    assert told[-1] == "COMMIT"


def whole_form(story: Article, **fields: str) -> StoryChange:
    """Everything that the story form sends, with other fields."""
    texts = {"headline": story.headline, "body": story.body, "tag_raw": story.tag_raw, "slug": story.slug}
    return StoryChange(
        fields={**texts, **fields},
        topic_ids=(),
        placements=tuple(
            PlacementDraft(photo_id=p.photo_id, role=p.role, caption=p.caption, people=())
            for p in story.placements.all()
        ),
        mentions=tuple(
            MentionDraft(
                name=m.name, person_id=m.person_id, status=m.status, count=len(fields.get("body", "1"))
            )
            for m in story.mentions.all()
        ),
    )


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("fields", "count"), [({"kicker": "Hafen"}, 7), ({"body": "<p>Der Rat sagt ab.</p>"}, 10)]
)
def test_statements_of_an_update_with_the_whole_form(fields: dict[str, str], count: int) -> None:
    """Two more read the desk's lexicon for the closing tag, three write and read other mentions."""
    story = make_rich_story()
    publish(story.pk, by=None, at=NOON)
    change = whole_form(story, **fields)

    told = statements_in_transaction(lambda story: update(story.pk, change, by=None, at=NOON), story)

    assert len(told) == count, "\n".join(sql[:150] for sql in told)
    assert not [sql for sql in told if "SAVEPOINT" in sql]


def test_a_story_is_read_with_all_its_related_rows() -> None:
    """Each relation is read by its own statement if the story has such rows, and known as empty otherwise."""
    person = make_person("Mira Talberg")
    story = make_story(tag="(afp/mt)", people=(person,), pictures=(make_photo(), make_photo()))
    bare = make_story(tag="")
    placed = story.placements.get(position=0)
    placed.people.create(name=person.name, person=person)
    story.topics.create(name="Hafen", slug="hafen")
    newer = WireItem.objects.create(received_at=NOON, raw=b"", sha256="1" * 64)
    WireItem.objects.create(received_at=NOON, raw=b"", sha256="2" * 64, article=story, superseded_by=newer)

    read, empty = load_for_publishing(story.pk), load_for_publishing(bare.pk)

    with CaptureQueriesContext(connection) as asked:
        prefetch_relations(read), prefetch_relations(empty)
        assert [p.person for p in read.placements.all()[0].people.all()] == [person]
        assert len(list(read.placements.all()[1].people.all())) == 0
        assert [g.channel for p in read.placements.all() for g in p.photo.grants.all()]
        assert [s.agency.code for s in read.sources.all()] == ["afp"]
        assert [m.person for m in read.mentions.all()] == [person]
        assert [t.slug for t in read.topics.all()] == ["hafen"]
        assert [w.superseded_by for w in read.wire_items.all()] == [newer]
        for relation in SNAPSHOT_RELATIONS:
            assert list(getattr(empty, relation).all()) == []
    assert len(asked) == 1  # the person in the picture, whom no check reads


def test_a_story_saved_after_it_was_read_is_published_as_saved(monkeypatch) -> None:
    story = make_rich_story()
    read = publish_module.load_for_publishing

    def read_and_wait(article_id: int) -> Article:
        loaded = read(article_id)
        save_story(article_id, StoryChange(fields={"headline": "Neu"}), by=None, at=NOON, based_on=None)
        return loaded

    monkeypatch.setattr(publish_module, "load_for_publishing", read_and_wait)

    assert publish(story.pk, by=None, at=NOON).headline == "Neu"


def test_an_agency_kill_after_the_story_was_read_stops_its_publication(monkeypatch) -> None:
    story = make_rich_story()
    read = publish_module.load_for_publishing

    def read_and_wait(article_id: int) -> Article:
        loaded = read(article_id)
        item = WireItem.objects.create(received_at=NOON, raw=b"", sha256="0" * 64)
        AgencyChange.objects.create(article=story, item=item, kind=AgencyChange.Kind.KILL, opened_at=NOON)
        return loaded

    monkeypatch.setattr(publish_module, "load_for_publishing", read_and_wait)

    with pytest.raises(ChecksFailed):
        publish(story.pk, by=None, at=NOON)
