"""Unknown words of a credit line: organisation, media house, people, or unclear."""

from articles.parsing.credits.tokenize import CreditWord
from articles.parsing.credits.types import MAX_PHRASE_WORDS, PART_KINDS, CreditFact, PartKind
from articles.parsing.credits.word_shapes import (
    has_leading_acronym,
    is_acronym,
    is_date,
    is_handle,
    is_media_house,
    is_number,
    is_organisation,
    is_partnership,
    is_prose,
)
from articles.parsing.lexicon import Lexicon, PhraseKind
from newsroom.text.spans import Confidence, Span
from newsroom.text.wordlists import read_toml
from people.recognition.given_names import DOUBTFUL_GIVEN
from people.recognition.word_classes import is_given_name

_WORDS = read_toml("articles/parsing/credits/data/words.toml")
RANKS = frozenset(_WORDS["ranks"])
_RANK_PARTS = frozenset(_WORDS["rank_parts"])
_MIN_RANK_WORDS = 2
LEGAL_FORMS = frozenset({"gmbh", "ag", "se", "kg", "ltd", "inc", "llc", "sa", "ab", "oy"})
_PHOTO_WORDS = frozenset({"photo", "photos", "foto", "fotos", "image", "photograph", "bild"})
_PICTURES = frozenset({"Photos", "Images", "Pictures"})
"""`Nordlys Photos`: one word before it is a firm's name, two are a photographer's."""
_JOINERS = frozenset({"und", "and", "&", "sowie", "et", "u."})
_ARTICLES = frozenset({"The", "THE", "Der", "Die", "Das"})
"""No personal name begins with them: `The Harbor Lights` is a medium."""
_EDGE_WORDS = frozenset(
    {"von", "by", "vom", "aus", "der", "die", "the", "of", "des", "-", "–", "—", "…", "..."}
)


def classify_unknown(words: list[CreditWord], lexicon: Lexicon) -> list[CreditFact]:
    """Return the facts of the unknown words in the middle of a field."""
    words = _strip_rank(_trim_words(words))
    if len(words) == 2 and words[1].text in _PICTURES:
        return [CreditFact(PartKind.MEDIA, _get_span(words), "", "credit.media.pictures", Confidence.LIKELY)]
    while len(words) > 1 and words[-1].text.casefold() in _PHOTO_WORDS:
        words.pop()
    if not words:
        return []
    span = _get_span(words)
    keys = [key for word in words for key in word.keys]
    if len(words) == 1 and is_handle(words[0].text):
        return [CreditFact(PartKind.PERSON, span, "", "credit.handle")]
    if collective := _classify_collective(words, keys, span, lexicon):
        named = _split_named_firm(words, lexicon) if collective.rule == "credit.media.word" else []
        return named or [collective]
    house = _find_signed_house(words, lexicon)
    return [*_split_people(words[:-1], lexicon), house] if house else _split_people(words, lexicon)


def _get_span(words: list[CreditWord]) -> Span:
    return Span(words[0].span.start, words[-1].span.end)


def _strip_rank(words: list[CreditWord]) -> list[CreditWord]:
    """Remove a military rank: `Mass Communication Specialist 2nd Class Jane Doe`."""
    end = 0
    while end < len(words) - 1 and " ".join(words[end].keys) in RANKS | _RANK_PARTS:
        end += 1
    has_rank = any(" ".join(word.keys) in RANKS for word in words[:end])
    return words[end:] if has_rank and end >= _MIN_RANK_WORDS else words


def _split_named_firm(words: list[CreditWord], lexicon: Lexicon) -> list[CreditFact]:
    """Return the person and the firm of `Greta Ohl Fotoagentur Selm`."""
    firm = next((index for index, word in enumerate(words) if is_media_house([word], list(word.keys))), 0)
    if firm < 2 or not is_given_name(words[0].text) or words[0].text in DOUBTFUL_GIVEN:
        return []
    house = CreditFact(PartKind.MEDIA, _get_span(words[firm:]), "", "credit.media.own", Confidence.LIKELY)
    return [*_split_people(words[:firm], lexicon), house]


def _classify_collective(
    words: list[CreditWord], keys: list[str], span: Span, lexicon: Lexicon
) -> CreditFact | None:
    """Return an organisation or media house, by its name or a word in it."""
    known = None if _is_personal_name(words) else _classify_leading_house(keys, lexicon)
    if known:
        return CreditFact(known, span, "", f"credit.{known}.leading", Confidence.LIKELY)
    if is_organisation(keys) or has_leading_acronym(words) or is_partnership(words):
        return CreditFact(PartKind.BODY, span, "", "credit.body.word", Confidence.LIKELY)
    if is_media_house(words, keys):
        return CreditFact(PartKind.MEDIA, span, "", "credit.media.word", Confidence.LIKELY)
    return None


def _is_personal_name(words: list[CreditWord]) -> bool:
    """Return whether `Enrico Ferrari` is a person although the firm is listed."""
    if len(words) != 2 or any(len(word.keys) != 1 for word in words):
        return False
    given, family = words[0].text, words[1].text
    is_given = is_given_name(given) and given not in DOUBTFUL_GIVEN
    return is_given and family.istitle() and len(family) > 3 and not is_organisation(list(words[1].keys))


def _find_signed_house(words: list[CreditWord], lexicon: Lexicon) -> CreditFact | None:
    """Return the medium in capitals after a name: `Doris Muster TSP`."""
    last = words[-1]
    entry = lexicon.entries.get(" ".join(last.keys))
    if len(words) < 3 or entry is None or entry.kind is not PhraseKind.HOUSE:
        return None
    in_capitals = [word for word in words if word.text.isupper() and (word is last or len(word.text) > 1)]
    if in_capitals != [last] or len(last.text) > 4:
        return None
    return CreditFact(PartKind.MEDIA, last.span, "", "credit.media.sign", Confidence.LIKELY)


def _trim_words(words: list[CreditWord]) -> list[CreditWord]:
    start, end = 0, len(words)
    while start < end and (not words[start].keys or (words[start].text in _EDGE_WORDS - {"von"})):
        start += 1
    while end > start and (not words[end - 1].keys or words[end - 1].text in _EDGE_WORDS):
        end -= 1
    return words[start:end]


def _classify_leading_house(keys: list[str], lexicon: Lexicon) -> PartKind | None:
    """Return the kind of a listed name at the start or end of the words.

    A single ambiguous word at the end does not count.
    """
    found = lexicon.find_phrase(keys, 0, len(keys))
    if found and found[0].kind in {PhraseKind.BODY, PhraseKind.HOUSE} and not found[0].is_ambiguous:
        return PART_KINDS[found[0].kind]
    firm = len(keys) - 1 if keys[-1] in LEGAL_FORMS else len(keys)
    entry = lexicon.entries.get(" ".join(keys[:firm]))
    if entry and entry.kind is PhraseKind.HOUSE:
        return PART_KINDS[PhraseKind.HOUSE]
    for start in range(max(1, len(keys) - MAX_PHRASE_WORDS), len(keys)):
        entry = lexicon.entries.get(" ".join(keys[start:]))
        if entry and entry.kind in {PhraseKind.BODY, PhraseKind.HOUSE} and not entry.is_ambiguous:
            return PART_KINDS[entry.kind]
    return None


def _split_people(words: list[CreditWord], lexicon: Lexicon) -> list[CreditFact]:
    groups: list[list[CreditWord]] = [[]]
    for word in words:
        if word.text.casefold() in _JOINERS and word.text != "And":
            groups.append([])
        else:
            groups[-1].append(word)
    groups = [_trim_words(group) for group in groups]
    return [_classify_person(group, lexicon) for group in groups if group]


def _classify_person(words: list[CreditWord], lexicon: Lexicon) -> CreditFact:
    span = _get_span(words)
    if len(words) == 1 and "".join(words[0].keys) in lexicon.initials:
        return CreditFact(PartKind.OWN_STAFF, span, "".join(words[0].keys), "credit.staff")
    if is_number(words) or is_date(words):
        return CreditFact(PartKind.NOTE, span, "", "credit.number", Confidence.LIKELY)
    if len(words) == 1 and is_acronym(words[0].text):
        return CreditFact(PartKind.MEDIA, span, "", "credit.acronym", Confidence.DOUBTFUL)
    if len(words) > 6 or is_prose(words):
        return CreditFact(PartKind.UNKNOWN, span, "", "credit.unknown", Confidence.DOUBTFUL)
    if len(words) > 1 and words[0].text in _ARTICLES:
        return CreditFact(PartKind.MEDIA, span, "", "credit.media.article", Confidence.DOUBTFUL)
    confidence = Confidence.SURE if 2 <= len(words) <= 4 else Confidence.LIKELY
    return CreditFact(PartKind.PERSON, span, "", "credit.person", confidence)
