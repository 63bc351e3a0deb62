"""Forms of lines in press releases: contacts, requests to desks, appeals."""

import re

from articles.parsing.story.email_headers import is_signature

_DATE = r"(?:\d{1,2}\.\s?\d{1,2}\.\s?\d{2,4}|\d{1,2}\.\s?[A-Za-zä]{3,9}\s\d{4})"
_PLACE_AND_DATE = re.compile(
    rf"[A-ZÄÖÜ][\w.() /-]{{1,40}},\s(?:den\s|\w{{2,10}},?\s(?:den\s)?)?{_DATE}\s?[-–.:]?"
)
_CONTACT = re.compile(
    r"(?:(?:bei|für)\s)?(?:(?:weitere|journalistische)\s)?(?:(?:presse|medien)[-\s]?)?(?:rück|nach)fragen\b"
    r"|(?:für|bei) (?:weitere |ihre |etwaige )?fragen(?:\s?:| steh| wend)"
    r"|(?:presse|medien|redaktions)-?\s?(?:kontakt|anfragen|ansprechpartner)"
    r"|kontakt(?:daten)? (?:für|der|zur) (?:die )?(?:medien|redaktion|journalist|press)"
    r"|(?:ihre? )?ansprechpartner(?:in)?(?: ist| sind|:| für| bei| der| in)"
    r"|original-content von|herausgeber(?:in)?\s?:|verantwortlich(?: für den inhalt)?\s?:|v\.?\s?i\.?\s?s\.?\s?d\.?\s?p"
    r"|(?:for )?(?:further|more) information,? (?:please )?contact|notes? (?:to|for) editors"
    r"|(?:media|press) (?:contacts?|enquiries|inquiries|office)\b"
    r"|(?:weitere )?informationen für (?:journalist|medien|redaktion)|hinweis (?:für|an) (?:die )?(?:redaktion|medien)",
    re.IGNORECASE,
)
_ENDING = re.compile(r"[-–—#*+_\s]*ende[-–—#*+_\s]*", re.IGNORECASE)
_COVER = re.compile(
    r"(?:(?:wir|ich) (?:bitten?|würden?|freuen?|senden?|schicken?|übersenden?|möchten?)"
    r"|anbei|nachfolgend|nachstehend|im anhang|hier (?:der|die|das|ein|unser)"
    r"|bitte (?:veröffentlich|beacht|berücksicht)|zur veröffentlichung|mit der bitte|vielen dank"
    r"|(?:über|für) (?:eine|die|ihre) veröffentlichung"
    r"|hinweis (?:für|an) (?:die )?redaktion|achtung,? redaktion|folgende)",
    re.IGNORECASE,
)
_OF_PUBLISHING = re.compile(
    r"veröffentlich|abdruck|pressem|pressei|medien(?:mitteilung|information)|meldung|bericht|redaktion|\btext\b|artikel|bitte|dank",
    re.IGNORECASE,
)
_FOR_READERS = re.compile(
    r"\b(?:hinweise|zeug(?:en|innen)|sachdienliche\w*|wer|anmeld\w+|karten|tickets?|vorverkauf|auskunft|auskünfte|hotline"
    r"|\w*telefon(?:nummer)?|kundenservice|infos?|informationen|bewerbung\w*|interessiert\w*|interessent\w*|notruf|notdienst"
    r"|beratung|gibt es|erreichbar|zu erreichen|spenden|reservier\w+|fundbüro)\b",
    re.IGNORECASE,
)
_FOR_DESKS = re.compile(
    r"rückfrage|medienvertreter|journalist|redaktion|presse(?:stelle|kontakt|sprecher|anfragen)|original-content",
    re.IGNORECASE,
)
_PHOTO = re.compile(
    r"(?:\(?(?:foto|bild|fotos|bilder)\s?:|bildunterschrift|bildtext|bildzeile|BU\s?:|foto )", re.IGNORECASE
)
_MIN_WORDS = 4
_MAX_LENGTH = 240
_WORD = re.compile(r"\b[^\W\d_]{2,}\b")
_LABELLED_PHONE = re.compile(
    r"(?:tel(?:efon)?|fax|mobil|handy|t|f|m|e-?mail|internet|web)\b[.:\s]*[\d+(@]", re.IGNORECASE
)


def is_contact_start(text: str) -> bool:
    """Return whether contacts for desks begin.

    `Fragen beantwortet der Service` is for readers.
    """
    return len(text) <= _MAX_LENGTH and _CONTACT.match(text) is not None


def is_end_mark(text: str) -> bool:
    return _ENDING.fullmatch(text) is not None


def is_cover(text: str) -> bool:
    """Return whether a line asks the desk to publish what follows."""
    return (
        len(text) <= _MAX_LENGTH
        and _COVER.match(text) is not None
        and _OF_PUBLISHING.search(text) is not None
    )


def is_for_readers(text: str) -> bool:
    """Return whether a sentence says where readers ask, report, or buy."""
    if _FOR_DESKS.search(text) or is_signature(text) or _LABELLED_PHONE.match(text):
        return False
    has_sentence = text.rstrip().endswith((".", "!", "?")) and len(_WORD.findall(text)) >= _MIN_WORDS
    return has_sentence and _FOR_READERS.search(text) is not None


def is_photo_line(text: str) -> bool:
    return _PHOTO.match(text) is not None


def is_place_and_date(text: str) -> bool:
    return _PLACE_AND_DATE.fullmatch(text) is not None
