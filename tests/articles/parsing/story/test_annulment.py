"""Which lines take copy back for sure, which have to be asked about, and which are ordinary."""

from articles.parsing.agency_update import ItemStatus, get_item_status
from articles.parsing.story.annulment import classify_annulment
from articles.parsing.story.parse import read_copy
from articles.parsing.to_dict import story_to_dict
from newsroom.text.spans import Confidence
from tests.articles.parsing.story.annulment_lines import ALARM, ASK, ORDINARY, lines
from tests.articles.parsing.story.copy_cases import stories
from tests.articles.parsing.story.odd_copy import ODD_COPY
from tests.tables import each_of

STORY = """

Kran in Nordhaven steht wieder

Nordhaven (dpa) - Der große Kran im Hafen von Nordhaven steht wieder. Das teilte die Hafenverwaltung am Montag mit.

Er ist 40 Meter hoch und wiegt 300 Tonnen. Der Rat berät am Mittwoch über die Kosten der Reparatur.

{last}
(dpa/dl)"""


def status_of(raw: str) -> ItemStatus:
    return get_item_status(story_to_dict(read_copy(raw)))


@each_of(lines(ALARM))
def test_what_speaks_of_the_copy_itself_is_an_alarm(line: str):
    assert classify_annulment(line) is Confidence.SURE


@each_of(lines(ASK))
def test_what_may_mean_the_copy_is_asked_about(line: str):
    assert classify_annulment(line) is Confidence.DOUBTFUL


@each_of(lines(ORDINARY))
def test_the_same_words_in_the_news_are_ordinary(line: str):
    assert classify_annulment(line) is None


@each_of(lines(ALARM))
def test_an_alarm_above_a_story_is_a_kill_and_no_headline(line: str):
    copy = read_copy(line + STORY.format(last=""))

    assert copy.kill is not None
    assert (copy.kill.confidence, copy.headline is not None and copy.headline.value) == (
        Confidence.SURE,
        "Kran in Nordhaven steht wieder",
    )
    assert status_of(line + STORY.format(last="")) is ItemStatus.KILL


@each_of(["KILL KILL KILL", "Annullierung", "Die Meldung ist annulliert.", "Do not use"])
def test_an_alarm_that_is_the_whole_copy_is_a_kill(line: str):
    assert status_of(line) is ItemStatus.KILL


def test_an_alarm_below_the_text_is_a_kill_too():
    assert (
        status_of(STORY.format(last="ACHTUNG: Diese Meldung ist annulliert.").replace("(dpa/dl)", ""))
        is ItemStatus.KILL
    )


@each_of(lines(ASK))
def test_a_doubtful_line_leaves_the_copy_undecided(line: str):
    assert status_of(line + STORY.format(last="")) is ItemStatus.DOUBTFUL


@each_of(lines(ORDINARY))
def test_ordinary_news_is_usable_whether_it_is_headline_or_text(line: str):
    as_text = STORY.format(last=f"{line} Mehr ist nicht bekannt, wie es hieß.")

    assert {status_of(line + STORY.format(last="")), status_of(as_text)} == {ItemStatus.USABLE}


@each_of([*ODD_COPY.values(), *(row["raw"] for row in stories())])
def test_no_ordinary_copy_is_a_kill(raw: str):
    expected = {ItemStatus.KILL, ItemStatus.DOUBTFUL} if "KILL" in raw else {ItemStatus.USABLE}

    assert status_of(raw) in expected


def test_the_same_lines_inside_a_story_only_tell_of_others():
    for line in lines(ALARM):
        text = STORY.format(
            last=f"Im Jahr 2020 hatte es geheißen: „{line}“ Das sagte Jonna Ekvall am Montag in Nordhaven."
        )
        assert status_of(text) is not ItemStatus.KILL, line


@each_of(["a " * 5_000, "kill " * 2_000, "die meldung " * 1_000, "bitte " * 3_000, "achtung: " * 2_000])
def test_a_long_line_costs_no_time(line: str):
    assert classify_annulment(line) is None
