from zoneinfo import ZoneInfo

from articles.parsing.confidence import lower_confidences
from articles.parsing.serialize import dump_copy, load_copy
from articles.parsing.story.parse import read_copy
from articles.parsing.to_dict import story_to_dict
from articles.wire.news_item_copy import read_news_item
from newsroom.text.spans import Confidence, lower_confidence
from tests.tables import each_of

FRENCH = """Nordhaven approuve une nouvelle grue

Le maire Julien Marchetti devant le port de Nordhaven. Photo: Claude Rivet/AFP

NORDHAVEN (AFP) - Le maire de Nordhaven, Julien Marchetti, a annoncé lundi la construction d'une nouvelle grue.

Selon la ministre Hélène Vasseur, le port sera fermé pendant deux mois. Les ouvriers ont salué cette décision.

(afp)
"""
ENGLISH = """Nordhaven approves a new crane

The mayor Julien Marchetti in the port of Nordhaven. Photo: Claude Rivet/AFP

NORDHAVEN (AFP) - The mayor of Nordhaven, Julien Marchetti, said on Monday that a new crane will be built.

The port will be closed for two months, said Helen Vasseur, who is the minister.

(afp)
"""


def test_copy_in_another_language_says_which():
    copy = read_copy(FRENCH)

    assert (copy.language, copy.is_foreign) == ("fr", True)
    assert story_to_dict(copy)["language"] == "fr"


def test_what_needs_no_language_is_read_in_every_language():
    copy = read_copy(FRENCH)

    assert copy.lead_caption is not None
    assert copy.lead_caption.credit is not None
    assert copy.lead_caption.credit.photographers == ("Claude Rivet",)
    assert [person.name for person in copy.lead_caption.people] == ["Julien Marchetti"]
    assert (copy.dateline_place, copy.dateline_agencies) == ("NORDHAVEN", ("afp",))
    assert copy.tag is not None
    assert copy.tag.agencies == ("afp",)
    assert {person.name for person in copy.people} == {"Julien Marchetti", "Hélène Vasseur"}


def test_every_value_of_foreign_copy_is_less_sure_than_in_english():
    french, english = read_copy(FRENCH), read_copy(ENGLISH)

    for name in ("headline", "dateline", "tag"):
        assert getattr(french, name).confidence is lower_confidence(getattr(english, name).confidence), name
    assert all(block.confidence is not Confidence.SURE for block in french.blocks)
    assert all(person.confidence is not Confidence.SURE for person in french.people)
    assert all(mention.confidence is not Confidence.SURE for one in french.people for mention in one.mentions)
    assert french.lead_caption.credit_raw.confidence is not Confidence.SURE
    assert french.lead_caption.credit.confidence is not Confidence.SURE


def test_a_kill_in_another_language_keeps_its_confidence():
    copy = read_copy("KILL\n\n" + FRENCH)

    assert copy.kill is not None
    assert copy.kill.confidence is Confidence.SURE
    assert lower_confidences(copy).kill == copy.kill


def test_foreign_copy_is_the_same_after_storage():
    copy = read_copy(FRENCH)

    assert load_copy(dump_copy(copy)) == copy


def test_copy_without_words_of_a_language_keeps_its_confidence():
    copy = read_copy("Nordhaven, Kran 4\n\nMarie Dupont, Julien Marchetti\n\nFoto: Claude Rivet/AFP\n")

    assert (copy.language, copy.is_foreign) == ("und", False)


@each_of([("fr-FR", "fr"), ("no", "nb"), ("de-CH", "de"), ("gsw", "gsw"), ("", "fr")])
def test_an_item_has_the_language_its_agency_states(stated, language):
    content = {
        "language": stated,
        "headline": "Une grue",
        "blocks": [("p", "NORDHAVEN (AFP) - Le maire de Nordhaven a annoncé lundi une nouvelle grue dans le port.", "")],
    }  # fmt: skip

    assert read_news_item(content, zone=ZoneInfo("Europe/Berlin")).language == language


def test_what_an_agency_states_stays_sure_in_every_language():
    content = {
        "language": "fr",
        "headline": "Une nouvelle grue",
        "blocks": [("p", "NORDHAVEN (AFP) - Le maire Julien Marchetti a annoncé une grue.", "")],
    }

    copy = read_news_item(content, zone=ZoneInfo("Europe/Berlin"))

    assert copy.headline is not None
    assert copy.headline.confidence is Confidence.SURE
    assert copy.dateline is not None
    assert copy.dateline.confidence is not Confidence.SURE
