"""The drill's own judgement: what is lost, repeated, stale or leaked."""

import random

from tests.drills.feed.client import Mirror
from tests.drills.hosts.check import find_losses, find_mirror_faults, find_repeats
from tests.drills.hosts.journal import GONE, Journal, build_headline, read_version
from tests.drills.hosts.traffic import Answer, Availability, Reader


def make_journal(*actions: tuple[float, int]) -> Journal:
    journal = Journal()
    for at, version in actions:
        journal.record({"act": "x", "story": 7, "path": "/a/b-7/", "at": at, "version": version})
    return journal


def make_reader(journal: Journal, tolerance: float = 0.0) -> Reader:
    return Reader("reader", lambda: 1, journal, random.Random(1), tolerance=tolerance)


def make_mirror(**held: str) -> Mirror:
    mirror = Mirror(1, "all", "key", {}, "ninjs-3.1", follows_links=False, forbidden="§")
    mirror.held = {f"tag:example/{story.strip('_')}": text for story, text in held.items()}
    return mirror


def test_the_version_of_a_page_is_read_from_its_headline() -> None:
    assert read_version(f"<h1>{build_headline(3, 12, 'nora')}</h1>") == 3
    assert read_version("<h1>Hafenrat tagt</h1>") == 0


def test_a_confirmed_version_that_the_database_lacks_is_lost() -> None:
    journal = make_journal((1.0, 1), (2.0, 2))

    assert find_losses(journal, {7: ("published", 2, 2, "")}) == []
    assert find_losses(journal, {7: ("published", 1, 1, "")}) == [
        "story 7: version 2 was confirmed, the newest is 1"
    ]
    assert find_losses(journal, {}) == ["story 7: confirmed, and not in the database"]


def test_a_kill_that_is_undone_is_lost() -> None:
    journal = make_journal((1.0, 1), (2.0, GONE))

    assert find_losses(journal, {7: ("killed", 1, 1, "")}) == []
    assert find_losses(journal, {7: ("published", 1, 1, "")}) == [
        "story 7: its kill was confirmed, and it is published"
    ]


def test_a_version_published_twice_is_repeated() -> None:
    assert find_repeats({7: ("published", 2, 3, "")}, make_mirror()) == [
        "story 7: 3 publications of 2 versions"
    ]


def test_a_partner_holds_the_newest_version_of_public_stories_only() -> None:
    journal, headline = make_journal((1.0, 1)), build_headline(2, 1, "nora")

    assert find_mirror_faults(journal, {7: ("published", 2, 2, headline)}, make_mirror(_7=headline)) == []
    assert find_mirror_faults(journal, {7: ("killed", 2, 2, "")}, make_mirror(_7=headline)) == [
        "story 7 is killed in version None, the partner has 2"
    ]


def test_a_page_is_stale_if_it_was_asked_for_after_a_newer_version_was_confirmed() -> None:
    journal = make_journal((1.0, 1), (2.0, 2))
    history, reader = journal.stories[7], make_reader(journal)
    page = build_headline(1, 1, "nora")

    reader.check_story(history, Answer(1.9, 200, page))
    assert reader.stale == []
    reader.check_story(history, Answer(2.1, 200, page))
    assert reader.stale == ["reader: /a/b-7/ shows version 1, not 2"]


def test_a_killed_story_that_is_shown_later_is_leaked_except_within_the_time_of_a_purge() -> None:
    journal = make_journal((1.0, 1), (2.0, GONE))
    history, page = journal.stories[7], build_headline(1, 1, "nora")
    direct, cached = make_reader(journal), make_reader(journal, tolerance=60)

    for reader in (direct, cached):
        reader.check_story(history, Answer(3.0, 200, page))

    assert direct.leaked == ["reader: /a/b-7/ was killed, and is shown"]
    assert (cached.leaked, cached.oldest) == ([], 1.0)


def test_a_story_under_embargo_that_is_shown_early_is_leaked() -> None:
    journal = Journal()
    journal.record({"act": "x", "story": 7, "path": "/a/x-7/", "at": 1.0, "version": 0, "public_from": 9.0})
    reader = make_reader(journal)

    reader.check_story(journal.stories[7], Answer(9.1, 301, ""))
    assert reader.leaked == []
    reader.check_story(journal.stories[7], Answer(8.0, 301, ""))
    assert reader.leaked == ["reader: /a/x-7/ 1.0 s early"]


def test_the_time_without_an_answer_counts_only_with_a_refusal() -> None:
    quiet, refused = Availability("quiet", [], [1.0, 5.0]), Availability("refused", [2.0], [1.0, 5.0])

    assert quiet.seconds_without(0.0, 6.0) == 0.0
    assert refused.seconds_without(0.0, 6.0) == 4.0
