"""The place of a picture: the town of its scene, else the region or country.

A grammar of prepositions (`in`, `bei`, `vor`, `near`) and the list of places. After `in`, a town that is not listed is
accepted if nothing contradicts it. Linear in the length of the text.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from articles.parsing.captions import place_words
from articles.parsing.captions.listed_places import find_listed_places
from articles.parsing.captions.place_candidates import (
    CAPITAL_RUN,
    PlaceCandidate,
    find_unlisted_town,
    is_building,
    is_part_of_club,
    rank_toponym,
)
from articles.parsing.captions.toponyms import (
    Toponym,
    find_canton_end,
    find_capitalised_name,
    find_listed_place,
    is_before_land,
)
from newsroom.text.spans import Confidence, Reading, Span

_PREPOSITION = re.compile(
    r"(?<![\w-])(?P<word>in|im|bei|vor|nahe|unweit|an|am|auf|über|near|at|outside|off|on|over|above|around|across|von|of|durch|through|à)\s"
    r"(?P<article>(?-i:(?:der|dem|den|die|das|the)\s))?",
    re.IGNORECASE,
)
_ADJECTIVES = re.compile(r"(?:(?:[a-zäöüß-]+(?:en|er|e|rn|an|ish|ese)|[A-ZÄÖÜ][a-zäöü]+er|U\.S\.|US)\s){1,3}")
_KIND = re.compile(r"(?:\w+-)?(?P<noun>\w+)\s(?:of\s|von\s)?")
_LAST_WORDS = re.compile(r"[\w-]+")
_NAMED_AS_A_TOWN = re.compile(
    r"(?<![\w-])(?:[Dd]ie|[Dd]er|[Dd]as|[Tt]he)\s(?=(?:[a-zäöüß-]+\s){0,2}"
    r"(?:[A-ZÄÖÜ]\w+\s|(?:city|town|village)\sof\s)[A-ZÄÖÜ])"
)
_CLAUSE = re.compile(r"[,.;:()\n]")
_REACH = 60
_ON_A_LINE = re.compile(
    r"(?:[Gg]renze|Front|Frontlinie|Autobahn(?:\s\d+)?|Bundesstraße(?:\s\d+)?|Ortschaft|Dorf|Gemeinde|Feld|Wald|Waldstück"
    r"|Kaserne|Tagebau|Windpark|Campingplatz|border|AKW|KKW|\w*[Kk]raftwerk|Bergwerk|Steinbruch|\w*[Ss]ee|Burg|Schloss"
    r"|[AB]\s?\d{1,3}|Landstraße|Landesstraße|Kreisstraße|Kreuzung|Ausfahrt|Anschlussstelle|\w*[Bb]rücke|\w*sperre"
    r"|\w*stelle|\w*[Uu]nfall|\w*[Bb]rand|Fundort|\w*[Bb]austelle|Deponie|Tunnel|Deich|Strand|Hang|Strecke|\w*[Ww]erk"
    r"|Kloster|\w*[Hh]of|Flugplatz|Rast(?:stätte|platz)|Gewerbegebiet|Bahnstrecke|\w+straße|Acker|Wiese|Alm|Hütte)"
    r"(?:\s[A-ZÄÖÜ][\w-]+)?\s(?:bei|nahe|unweit|near)\s$"
)
_SITE_ENDINGS = ("bad", "hafen", "bahnhof", "park", "markt", "platz", "kirche", "halle", "strand", "stadion")
_NEAR_TOWN = frozenset({"bei", "nahe", "unweit", "near", "at", "over", "outside", "above", "around"})
_SURELY_NEAR_TOWN = frozenset({"nahe", "unweit", "near"})
_BEFORE_LANDS = frozenset({"am", "an", "auf"})
_BEFORE_A_PART = frozenset({"auf", "an", "bei", "vor", "nahe"})


def find_place(text: str, excluded: Iterable[Span] = ()) -> Reading[str] | None:
    """Return the place of the scene; none within the `excluded` names and offices."""
    hidden = bytearray(len(text))
    for span in excluded:
        hidden[span.start : span.end] = b"\1" * (span.end - span.start)
    best = min(
        (
            found
            for found in _find_candidates(text)
            if not any(hidden[found.name.span.start : found.name.span.end])
        ),
        key=lambda found: found.order,
        default=None,
    )
    if best is None:
        return None
    span = best.name.span
    return Reading(span.of(text), span, best.rule, best.confidence)


def _find_candidates(text: str) -> Iterator[PlaceCandidate]:
    yield from _find_after_prepositions(text)
    yield from _find_after_nouns(text)
    yield from find_listed_places(text)


def _find_after_nouns(text: str) -> Iterator[PlaceCandidate]:
    """Find a town after its noun: `zeigt die zerstörte Stadt Bachmut`."""
    for match in _NAMED_AS_A_TOWN.finditer(text):
        found = _find_described(text, match.end())
        if found and found.rule == "place.kind":
            yield PlaceCandidate(2.8, found.name, "place.named", Confidence.LIKELY)


def _find_after_prepositions(text: str) -> Iterator[PlaceCandidate]:
    for match in _PREPOSITION.finditer(text):
        found = _find_after_preposition(text, match)
        if found and _is_before_region_word(text, found.name):
            found = PlaceCandidate(4.0, found.name, "place.region", found.confidence)
        weighed = _weigh_candidate(text, match, found) if found else None
        if weighed:
            yield weighed


def _find_after_preposition(text: str, match: re.Match[str]) -> PlaceCandidate | None:
    word, article = match["word"].lower(), match["article"] or ""
    site = _find_after_site(text, match) if word in {"von", "of"} or (word == "auf" and not article) else None
    if site or word in {"von", "of"}:
        return site
    if word in {"in", "im"}:
        return _find_after_in(text, match.end(), has_article=bool(article) or word == "im")
    return _find_nearby(text, match.end(), word, has_article=bool(article))


def _find_after_in(text: str, at: int, *, has_article: bool) -> PlaceCandidate | None:
    """Find a place after `in`.

    It is a bare name, an article and a country or region, or an article, a kind of place and any name.
    """
    if not has_article:
        part = place_words.PARTS_OF_ENGLISH_TOWNS.match(text, at)
        at = part.end() if part else at
        name = find_listed_place(text, at)
        return rank_toponym(name, "place.in") if name else find_unlisted_town(text, at)
    name = find_listed_place(text, at)
    if name and name.kind != "town":
        return rank_toponym(name, "place.in_land")
    return _find_described(text, at)


def _find_described(text: str, at: int) -> PlaceCandidate | None:
    """Find `in der ukrainischen Hauptstadt Kiew`, `in the city of Lyon`.

    Also `im bayerischen Murnau`, `im Süden Frankreichs`.
    """
    adjectives = _ADJECTIVES.match(text, at)
    start = adjectives.end() if adjectives else at
    kind = _KIND.match(text, start)
    if kind and kind["noun"] in place_words.KINDS_OF_PLACE:
        name = find_listed_place(text, kind.end()) or find_capitalised_name(text, kind.end())
        if name and kind["noun"].endswith(place_words.WIDER_THAN_A_TOWN):
            return PlaceCandidate(4.0, name, "place.region")
        return rank_toponym(name, "place.kind") if name else None
    if adjectives:
        return _find_after_adjective(text, start)
    if kind and kind["noun"] in place_words.SITE_WORDS:
        return _find_part_of(text, kind.end())
    return None


def _find_after_adjective(text: str, at: int) -> PlaceCandidate | None:
    """Find `im bayerischen Murnau`.

    The name is listed or looks like a town.
    """
    if is_building(text, at):
        return None
    name = find_listed_place(text, at) or find_capitalised_name(
        text, at, endings=place_words.CLEAR_TOWN_ENDINGS
    )
    if name and name.span.of(text) in place_words.PARTS_OF_TOWNS:
        return None
    return rank_toponym(name, "place.adjective") if name else None


def _find_part_of(text: str, at: int) -> PlaceCandidate | None:
    """Find `im Süden Frankreichs`, `vor der Küste Libyens`."""
    name = find_listed_place(text, at)
    return rank_toponym(name, "place.part") if name and name.genitive else None


def _find_nearby(text: str, at: int, word: str, *, has_article: bool) -> PlaceCandidate | None:
    """Find a place after `bei`, `vor`, `near`: listed, or clearly a town."""
    name = find_listed_place(text, at)
    if name is None and has_article:
        return _find_described(text, at) if word in _BEFORE_A_PART else None
    if name is None and word in _NEAR_TOWN:
        name = _find_town_like_name(text, at, word)
    if name and name.kind == "unknown" and word in _SURELY_NEAR_TOWN:
        name = _add_second_word(text, name)
    if name is None or is_part_of_club(text, name):
        return None
    is_venue = word == "at" and name.span.of(text) in place_words.VENUES
    if is_venue or (name.kind == "town" and (has_article or word in _BEFORE_LANDS)):
        return None
    found = rank_toponym(name, f"place.{word}")
    return PlaceCandidate(found.rank + 0.6, name, found.rule, found.confidence)


def _add_second_word(text: str, name: Toponym) -> Toponym:
    """Extend the name to `Usnarz Gorny`."""
    run = CAPITAL_RUN.match(text, name.span.start)
    two = run is not None and run.group().count(" ") == 1
    end = len(run.group().rstrip(".")) + name.span.start if run and two else name.span.end
    return replace(name, span=Span(name.span.start, end))


def _find_town_like_name(text: str, at: int, word: str) -> Toponym | None:
    name = find_capitalised_name(text, at)
    if name is None or is_building(text, at):
        return None
    line = _ON_A_LINE.search(text, max(0, at - _REACH), at) is not None
    clear = (
        word in _SURELY_NEAR_TOWN
        or line
        or is_before_land(text, name)
        or find_canton_end(text, at + len(name.span.of(text).split()[0])) > 0
    )
    return name if clear else None


def _find_after_site(text: str, match: re.Match[str]) -> PlaceCandidate | None:
    """Find `am Hafen von Odessa`, `Blick auf Prag`; some sites accept unlisted names."""
    before = _LAST_WORDS.findall(text[max(0, match.start() - _REACH) : match.start()])
    noun = before[-1] if before else ""
    site = noun if noun in place_words.SITE_WORDS else noun.split("-")[-1]
    name = find_listed_place(text, match.end())
    if site not in place_words.SITE_WORDS and not (
        name and name.kind == "town" and noun.lower().endswith(_SITE_ENDINGS)
    ):  # `die Brücke von Genua, Italien`: the country after it makes the town the scene
        return rank_toponym(name, "place.before_land") if name and is_before_land(text, name) else None
    if name:
        return rank_toponym(name, "place.site")
    return find_unlisted_town(text, match.end())


def _weigh_candidate(text: str, match: re.Match[str], found: PlaceCandidate) -> PlaceCandidate | None:
    """Lower a country that is only a subject; nobody is photographed where born."""
    clause = _CLAUSE.split(text[max(0, match.start() - _REACH) : match.start()])[-1].split()
    after = place_words.WORD.match(text, found.name.span.end + 1)
    is_in_war = found.name.kind != "town" and not place_words.CONFLICTS.isdisjoint(clause[-1:])
    if is_in_war or not place_words.ORIGIN_WORDS.isdisjoint([*clause[-1:], after.group() if after else ""]):
        return None
    subject = place_words.SUBJECT_PREPOSITIONS.intersection(word.lower() for word in clause[-5:])
    if found.name.kind in {"country", "region"} and subject:
        return PlaceCandidate(found.rank + 4, found.name, found.rule, Confidence.DOUBTFUL)
    return found


def _is_before_region_word(text: str, name: Toponym) -> bool:
    """Return whether a word such as region follows: `in Donetsk region`."""
    follow = place_words.WORD.match(text, name.span.end + 1)
    return follow is not None and follow.group().rstrip(".") in place_words.ENGLISH_REGION_WORDS
