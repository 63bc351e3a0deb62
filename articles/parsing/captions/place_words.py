"""Words near places in captions, and words that look like places after `in`."""

import re

from newsroom.text.wordlists import read_toml, read_words

_WORDS = read_toml("articles/parsing/captions/data/place_words.toml")

WORD = re.compile(r"[\w'’.-]+")

NO_PLACE_AFTER_IN = read_words("articles/parsing/captions/data/no_place_after_in.txt") - {"Halle"}
"""Nouns without an article after `in`: `in Uniform`, `in Führung`."""

NO_PLACE_ENDINGS = tuple(_WORDS["no_place_endings"])

BUILDINGS = read_words("articles/parsing/captions/data/buildings.txt")
"""Words that make a name after `in` a building, an event or an organisation."""

SITE_ENDINGS = tuple(_WORDS["site_endings"])
"""Sites followed by the name of their town: `am Flughafen Kabul`; a body such as a university is no place."""

CLEAR_TOWN_ENDINGS = tuple(_WORDS["clear_town_endings"])
"""Endings of unlisted towns, required after `bei` and after an adjective."""

TOWN_ENDINGS = (*CLEAR_TOWN_ENDINGS, *_WORDS["town_endings"])
"""Endings that make a town likely after `in`; other words have them, too."""

SITE_WORDS = read_words("articles/parsing/captions/data/sites.txt")
"""Nouns whose `von X` names the scene: `am Hafen von Odessa`. After an office it belongs to the office."""

KINDS_OF_PLACE = read_words("articles/parsing/captions/data/kinds_of_place.txt")
"""Nouns between `in der …` and the name: `in der ukrainischen Hauptstadt Kiew`."""

WIDER_THAN_A_TOWN = tuple(_WORDS["wider_than_a_town"])
"""Kinds of place that give way to a town: `nahe Awdijiwka in der Region Donezk`."""

TOWN_PREPOSITIONS = frozenset(_WORDS["town_prepositions"])
TOWN_SUFFIXES = frozenset(_WORDS["town_suffixes"])
"""Second parts of towns: `Frankfurt am Main`, `Neustadt an der Weinstraße`."""

VENUES = frozenset(_WORDS["venues"])
"""Names after `at` that are grounds, houses, schools and feasts rather than towns."""


TOWN_OPENERS = frozenset(_WORDS["town_openers"])
"""First words of names of several words."""

CONFLICTS = frozenset(_WORDS["conflicts"])
"""Before `in der Ukraine` these name the subject, not the place of the picture."""

PAST_EVENTS = tuple(_WORDS["past_events"])
"""Endings of events before the picture: `zum Gedenken an den Anschlag vom …`, whose town gives way to another."""

PARTS_OF_ENGLISH_TOWNS = re.compile(
    r"(?:central|downtown|inner|greater|rural|nearby|midtown|uptown|suburban|occupied"
    r"|(?:north|south|east|west)(?:-?(?:east|west))?(?:ern)?)\s"
)
"""`in central London`, `in southern Turkey`."""

PARTS_OF_TOWNS = frozenset(_WORDS["parts_of_towns"])
"""Nouns that end like towns and are none: `in der Kölner Innenstadt`."""

ENGLISH_REGION_WORDS = frozenset(_WORDS["english_region_words"])
"""After a name these make it a region: `in Donetsk region`."""


SUBJECT_PREPOSITIONS = frozenset(_WORDS["subject_prepositions"])
"""A phrase that begins with one of these is not about the scene."""

ORIGIN_WORDS = frozenset(_WORDS["origin_words"])


INFLECTED_LANDS = frozenset(_WORDS["inflected_lands"])
"""Countries and regions in their form after `in den`, `im`."""
