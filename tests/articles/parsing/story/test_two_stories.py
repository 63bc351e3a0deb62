import pytest

from articles.parsing.story.parse import read_copy
from articles.parsing.story.two_stories import split_stories
from tests.articles.parsing.labelled_lines import read_labelled
from tests.articles.parsing.story.copy_cases import stories
from tests.articles.parsing.story.odd_copy import ODD_COPY
from tests.tables import each_of

BRIDGE = """Nordhaven baut zweite Brücke

Nordhaven (dpa) - Die Stadt Nordhaven baut eine zweite Brücke über die Aue. Das teilte sie am Montag mit.

Anwohner klagen

Der Bau beginnt im Herbst und dauert nach Angaben der Stadt zwei Jahre."""
POOL = """Hallenbad
Hallenbad in Seestadt öffnet wieder

Das Hallenbad am Ufer. Foto: Klara Weber/AFP

Seestadt (AFP) - Das Hallenbad in Seestadt öffnet nach zwei Jahren Umbau wieder. Der Eintritt kostet fünf Euro.

(afp/dl)"""
SIGNED = """Feuer in Scheune gelegt

Ein 34-jähriger Mann hat in Aulach drei Scheunen angezündet. Das Gericht verurteilte ihn am Donnerstag.

Der Verteidiger kündigte Berufung an, das Urteil ist damit noch nicht rechtskräftig. (APA)"""


@pytest.mark.parametrize(
    "parts",
    [
        (BRIDGE, POOL),
        (POOL, BRIDGE),
        (SIGNED, POOL),
        (SIGNED, SIGNED),
        (POOL, SIGNED),
        (BRIDGE, POOL, SIGNED),
    ],
)
@pytest.mark.parametrize("joint", ["\n\n", "\n", "\n\n\n"])
def test_stories_with_headline_and_dateline_or_tag_are_split(parts, joint):
    assert split_stories(joint.join(parts)) == parts


@each_of([row["raw"] for row in (*stories(), *read_labelled("pages"))])
def test_one_story_of_our_own_copy_is_never_split(raw):
    copy = read_copy(raw)

    assert split_stories(copy.text) == (copy.text,)


@each_of([BRIDGE, SIGNED, *ODD_COPY.values(), "", "Ein Titel", "(dpa)\n(dpa)"])
def test_other_copy_is_one_story(raw):
    assert split_stories(raw) == (raw,)


def test_a_second_dateline_without_a_headline_is_no_second_story():
    raw = BRIDGE + "\n\nSeestadt (dpa) - Auch Seestadt plant eine Brücke."

    assert split_stories(raw) == (raw,)


def test_no_word_is_lost_when_stories_are_split():
    raw = "Ticker\n\n" + BRIDGE + "\n\n" + POOL + "\n\nEnde der Meldungen"

    assert " ".join(split_stories(raw)).split() == raw.split()
