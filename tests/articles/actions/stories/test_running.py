"""A running story: what its entries say is in it, and gone from it, with the change of an entry itself."""

from datetime import timedelta

import pytest
from django.db import connection

from articles.actions.desk.reference_data import GrantDraft, set_contract
from articles.actions.errors import ActionRefused, ChecksFailed
from articles.actions.intake.effects.create_story import create_from_item, proposed_change
from articles.actions.intake.effects.item_copy import parse_item
from articles.actions.intake.versions.agency_changes import open_agency_changes
from articles.actions.intake.versions.resolve_agency_change import accept_kill
from articles.actions.photos.replace import replace_photo
from articles.actions.publication.running_story import renew_ended_stories
from articles.actions.stories import publish, withdraw
from articles.actions.stories import running_story as running
from articles.actions.stories.drafts import StoryChange
from articles.actions.stories.running_story import EntryDraft
from articles.actions.stories.save import save_story
from articles.models import Agency, Article, Edition, LogEntry, RunningStory, StoryEntry
from tests.articles.actions.intake.versions.test_agency_changes import come_in, copy_of
from tests.articles.running_stories import make_running
from tests.articles.running_stories import write_entry as write
from tests.factories import (
    NOON,
    make_chief,
    make_person,
    make_photo,
    make_published,
    make_section,
    make_story,
)

pytestmark = pytest.mark.django_db(transaction=True)

MINUTE = timedelta(minutes=1)


def live(story: Article) -> Edition:
    return Edition.objects.get(article=story, live=True)


def test_an_entry_is_a_part_of_the_next_version_and_no_story_of_its_own():
    story = make_running()

    entry = write(story, "Der Deich hält.", headline="Deich hält", urgency=3)

    edition = live(story)
    assert edition.version == 3
    assert edition.body == (
        "<p>Was wir wissen: Das Wasser steigt.</p>"
        f'<h2 id="entry-{entry.pk}">2. März 2026, 13.01 Uhr: Deich hält</h2><p>Der Deich hält.</p>'
    )
    assert "Der Deich hält." in edition.plain
    assert edition.published_at == NOON + MINUTE
    assert not Edition.objects.filter(article=entry, live=True).exists()
    assert not LogEntry.objects.filter(article=entry).exists()
    log = LogEntry.objects.filter(article=story).latest("seq")
    assert (log.op, log.kind, log.version) == ("put", "update", 3)
    assert edition.running["changed"] == [entry.pk]


def test_entries_stand_newest_first_below_those_that_are_pinned():
    story = make_running()
    first, second, third = (write(story, f"Meldung {n}.", minutes=n) for n in (1, 2, 3))

    running.pin_entry(first.pk, pinned=True, by=None, at=NOON)

    assert [facts["id"] for facts in live(story).running["entries"]] == [first.pk, third.pk, second.pk]
    assert live(story).plain.index("Meldung 1.") < live(story).plain.index("Meldung 3.")


def test_a_clock_that_is_set_back_loses_no_entry_and_orders_by_the_times_shown():
    story = make_running()

    entries = [write(story, f"Meldung {n}.", minutes=minutes) for n, minutes in enumerate((9, 3, -90, 10))]

    shown = [facts["id"] for facts in live(story).running["entries"]]
    assert shown == [entries[n].pk for n in (3, 0, 1, 2)]
    assert live(story).version == 6
    versions = LogEntry.objects.filter(article=story).order_by("seq").values_list("version", flat=True)
    assert list(versions)[-4:] == [3, 4, 5, 6]


def test_an_entry_without_a_headline_shows_its_time_alone():
    story = make_running()

    entry = write(
        story,
        "Der Pegel von Nordhaven steht bei sechs Metern und steigt nach Auskunft des Amtes noch weiter.",
    )

    entry.refresh_from_db()
    assert entry.headline.endswith(" …")
    assert f'<h2 id="entry-{entry.pk}">2. März 2026, 13.01 Uhr</h2>' in live(story).body


def test_a_corrected_entry_has_its_note_and_the_version_says_which_changed():
    story = make_running()
    other, entry = write(story, "Ruhig."), write(story, "Drei Verletzte.", minutes=2)
    change = StoryChange(fields={"body": "<p>Zwei Verletzte.</p>"})

    publish.correct(
        entry.pk, change, desk_note="Zahl der Verletzten: drei, richtig ist zwei.",
        public_note="Es wurden zwei Menschen verletzt, nicht drei.", by=None, at=NOON + 9 * MINUTE,
    )  # fmt: skip

    edition = live(story)
    assert "Drei Verletzte" not in edition.body
    assert (
        "<em>Korrektur, 2. März 2026, 13.09 Uhr: Es wurden zwei Menschen verletzt, nicht drei.</em>"
        in edition.body
    )
    assert edition.running["changed"] == [entry.pk]
    (note,) = edition.corrections
    assert (note["version"], note["place"], note["entry"]) == (edition.version, "entry", entry.pk)
    assert LogEntry.objects.filter(article=story).latest("seq").kind == "correction"
    write(story, "Weiter.", minutes=12)
    assert live(story).corrections == [note]
    assert other.pk in [facts["id"] for facts in live(story).running["entries"]]


@pytest.mark.parametrize("move", [withdraw.kill, withdraw.withhold])
def test_an_entry_taken_down_is_gone_and_so_are_the_versions_with_it(move):
    story = make_running()
    keep, gone = write(story, "Bleibt."), write(story, "Falscher Name.", minutes=2)

    move(gone.pk, reason="wrong", notice="Wir haben einen Eintrag entfernt.", by=None, at=NOON + 5 * MINUTE)

    edition = live(story)
    assert "Falscher Name" not in edition.body + edition.plain
    assert "Bleibt." in edition.body
    assert edition.running["since"] == edition.version
    facts = {one["id"]: one for one in edition.running["entries"]}
    assert facts[gone.pk]["notice"] == "Wir haben einen Eintrag entfernt."
    assert "headline" not in facts[gone.pk]
    assert facts[keep.pk]["state"] == "published"
    assert LogEntry.objects.filter(article=story).latest("seq").op == "put"


def test_a_withheld_entry_comes_back():
    story = make_running()
    entry = write(story, "Gesperrte Straßen.")
    withdraw.withhold(entry.pk, reason="checking", by=None, at=NOON + 2 * MINUTE)

    withdraw.restore(entry.pk, by=None, at=NOON + 3 * MINUTE)

    assert "Gesperrte Straßen." in live(story).body


def test_a_new_version_of_the_story_itself_keeps_its_entries():
    story = make_running(people=(make_person("Ole Brandt"),))
    entry = write(story, "Der Deich hält.")

    publish.update(
        story.pk, StoryChange(fields={"body": "<p>Neuer Stand.</p>"}), by=None, at=NOON + 4 * MINUTE
    )

    assert live(story).body.startswith(f'<p>Neuer Stand.</p><h2 id="entry-{entry.pk}">')
    assert [person["name"] for person in live(story).people] == ["Ole Brandt"]


def test_what_is_saved_and_not_published_of_the_story_does_not_go_out_with_an_entry():
    story = make_running()
    save_story(
        story.pk, StoryChange(fields={"body": "<p>Halb fertig</p>"}), by=None, at=NOON, based_on=None
    )  # fmt: skip

    write(story, "Der Deich hält.")

    assert "Halb fertig" not in live(story).body
    story.refresh_from_db()
    assert story.body == "<p>Halb fertig</p>"


def test_entries_of_a_story_that_is_not_out_wait_for_it():
    story = make_story("Wahlabend", body="<p>Gleich geht es los.</p>")
    running.begin_running_story(story.pk, by=None, at=NOON)
    entry = write(story, "Die Wahllokale schließen.")
    assert not Edition.objects.filter(live=True).exists()

    publish.publish(story.pk, by=None, at=NOON + 5 * MINUTE)

    assert [facts["id"] for facts in live(story).running["entries"]] == [entry.pk]
    assert "Die Wahllokale schließen." in live(story).body


def test_a_killed_running_story_takes_its_entries_with_it():
    story = make_running()
    write(story, "Der Deich hält.")

    withdraw.kill(story.pk, reason="wrong", by=None, at=NOON + 5 * MINUTE)

    assert not Edition.objects.filter(live=True).exists()
    with pytest.raises(ActionRefused, match="zurückgezogen"):
        running.write_entry(story.pk, EntryDraft(body="<p>Noch etwas.</p>"), by=None, at=NOON)


def test_pictures_of_entries_are_placed_and_replaced_with_the_story():
    story = make_running(pictures=(make_photo(),))
    old, new = make_photo(), make_photo(credit="Foto: Jonna Ekvall")
    entry = write(story, "So sieht es aus.", photos=((old.pk, ""),))
    assert f'<figure data-photos="{old.pk}"></figure>' in live(story).body
    assert len(live(story).placements) == 2

    replace_photo([old.pk], new.pk, by=make_chief(), at=NOON + 3 * MINUTE)
    write(story, "Und weiter.", minutes=5)

    edition = live(story)
    assert f'<figure data-photos="{new.pk}"></figure>' in edition.body
    assert old.pk not in [placed["photo_id"] for placed in edition.placements]
    assert [facts["id"] for facts in edition.running["entries"]][-1] == entry.pk


def test_an_entry_that_a_check_blocks_stays_a_draft():
    story = make_running()
    draft = EntryDraft(body="<p>Aus fremder Quelle.</p>", photos=((make_photo(channels=None).pk, ""),))
    entry = running.write_entry(story.pk, draft, by=None, at=NOON)

    with pytest.raises(ChecksFailed):
        publish.publish(entry.pk, by=None, at=NOON + MINUTE)

    entry.refresh_from_db()
    assert entry.state == "draft"
    assert "fremder Quelle" not in live(story).body


def test_a_closed_running_story_takes_no_more_entries():
    story = make_running()
    running.set_running_state(story.pk, "closed", by=None, at=NOON + MINUTE)

    with pytest.raises(ActionRefused, match="beendet"):
        running.write_entry(story.pk, EntryDraft(body="<p>Zu spät.</p>"), by=None, at=NOON)

    assert live(story).running["state"] == "closed"
    assert RunningStory.objects.get().closed_at == NOON + MINUTE


def test_a_draft_made_elsewhere_becomes_an_entry():
    story = make_running()
    draft = make_story("Aus einer Meldung", section=make_section("Sport", "sport"))

    running.add_entry(draft.pk, story.pk, by=None, at=NOON)
    publish.publish(draft.pk, by=None, at=NOON + MINUTE)

    assert StoryEntry.objects.get().running_story_id == story.pk
    assert "Aus einer Meldung" in live(story).body
    assert live(story).section.slug == "politik"


@pytest.mark.parametrize("published", [True, False])
def test_what_is_public_or_runs_itself_becomes_no_entry(published: bool):
    story = make_running()
    other = make_published("Anderes") if published else make_story("Anderes")
    if not published:
        running.begin_running_story(other.pk, by=None, at=NOON)

    with pytest.raises(ActionRefused):
        running.add_entry(other.pk, story.pk, by=None, at=NOON)


def test_the_same_window_sends_an_entry_twice_and_one_is_written():
    story, user = make_running(), make_chief()
    for text in ("Der Deich hält", "Der Deich hält."):
        draft = EntryDraft(body=f"<p>{text}</p>")
        running.write_entry(story.pk, draft, by=user, at=NOON, window="ab" * 16)

    assert StoryEntry.objects.count() == 1
    assert Article.objects.get(pk=StoryEntry.objects.get().pk).body == "<p>Der Deich hält.</p>"


def test_a_long_entry_is_refused_with_its_length():
    story = make_running()

    with pytest.raises(ActionRefused, match="200007"):
        running.write_entry(story.pk, EntryDraft(body=f"<p>{'x' * 200_000}</p>"), by=None, at=NOON)


def test_many_entries_stay_in_order():
    story = make_running()
    ids = [write(story, f"Meldung {n}.", minutes=n).pk for n in range(1, 41)]

    assert [facts["id"] for facts in live(story).running["entries"]] == ids[::-1]
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM articles_edition WHERE live")
        assert cursor.fetchone() == (1,)


@pytest.mark.parametrize("rewritten", [False, True])
def test_an_entry_whose_right_ends_is_left_out_and_the_rest_comes_back(rewritten: bool):
    story = make_running(own_rewriting=rewritten)
    own = write(story, "Vom Reporter.")
    write(story, "Von der Agentur.", minutes=2, tag_raw="(afp/dl)")
    contract = [GrantDraft(channel="site", until=NOON + 30 * MINUTE)]
    set_contract(Agency.objects.get(code="afp").pk, contract, by=None, at=NOON + 5 * MINUTE)
    assert Edition.objects.public(at=NOON + 29 * MINUTE).exists()
    assert not Edition.objects.public(at=NOON + 30 * MINUTE).exists()

    assert renew_ended_stories(at=NOON + 31 * MINUTE) == 1

    edition = Edition.objects.public(at=NOON + 32 * MINUTE).get()
    assert "Vom Reporter." in edition.body
    assert "Von der Agentur." not in edition.body + edition.plain
    assert edition.agency_codes == []
    assert edition.running["since"] == edition.version
    assert {facts["id"]: facts["state"] for facts in edition.running["entries"]}[own.pk] == "published"
    assert renew_ended_stories(at=NOON + 32 * MINUTE) == 0


def test_a_story_whose_own_right_ends_stays_hidden_and_is_not_issued_again():
    story = make_running(tag="(afp)")
    write(story, "Vom Reporter.")
    set_contract(
        Agency.objects.get(code="afp").pk, [GrantDraft(channel="archive")], by=None, at=NOON + MINUTE
    )
    renew_ended_stories(at=NOON + 2 * MINUTE)
    version = live(story).version

    renew_ended_stories(at=NOON + 3 * MINUTE)

    assert live(story).version == version
    assert not Edition.objects.public(at=NOON + 4 * MINUTE).exists()


def test_the_kill_of_an_agency_finds_the_entry_made_of_its_item():
    story = make_running()
    item = come_in(copy_of())
    draft = create_from_item(item.pk, proposed_change(parse_item(item.pk)), by=None, at=NOON)
    running.add_entry(draft.pk, story.pk, by=None, at=NOON)
    publish.publish(draft.pk, by=None, at=NOON + MINUTE)
    assert "Der große Kran" in live(story).body

    (kill,) = open_agency_changes(
        come_in(copy_of(2, mark="KILL: Bitte nicht verwenden"), NOON + 5 * MINUTE).pk, at=NOON + 5 * MINUTE
    )
    accept_kill(kill.pk, by=None, at=NOON + 6 * MINUTE)

    assert kill.article_id == draft.pk
    assert "Der große Kran" not in live(story).body
