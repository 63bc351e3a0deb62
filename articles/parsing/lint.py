"""Findings in a story before publication.

Each has its place and, where possible, a fix. Only the text is checked here; the publish checks decide about rights,
embargoes and workflow.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from enum import StrEnum

from articles.parsing.credits.parse import read_credit
from articles.parsing.credits.types import Credit
from articles.parsing.errors import gettext_noop
from articles.parsing.format import format_tag, format_tokens
from articles.parsing.lexicon import BUILTIN, Lexicon, PhraseKind
from articles.parsing.story import phrases
from articles.parsing.story.embargo_marks import is_embargo_line
from articles.parsing.story.notes import is_contact
from articles.parsing.tags.parse import Tag, read_tag
from articles.text.edit_distance import find_similar_names
from newsroom.text.spans import Confidence, Span
from people.names.parse import parse_name


class Severity(StrEnum):
    """The effect of a finding on publication.

    BLOCKS prevents it, WARNS asks for a reason that goes into the audit log, NOTES only informs.
    """

    BLOCKS = "blocks"
    WARNS = "warns"
    NOTES = "notes"


@dataclass(frozen=True, slots=True)
class DraftPhoto:
    """A photo as placed in the story; `people` are the names in its caption."""

    caption: str = ""
    credit: str = ""
    alt_text: str = ""
    people: tuple[str, ...] = ()
    lead: bool = False
    decorative: bool = False


@dataclass(frozen=True, slots=True)
class StoryDraft:
    """A story before publication.

    `tag` is the parsed tag or the text of the field, `agencies` are the codes of the wire items that the story is made
    of. `directory` has the names of the people directory that equal or resemble those of the story, as a similarity
    query finds them, not the whole directory; None where the directory was not queried.
    """

    headline: str
    body: tuple[str, ...]
    tag: Tag | str | None = None
    pictures: tuple[DraftPhoto, ...] = ()
    place: str = ""
    date: str = ""
    language: str = "de"
    agencies: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    directory: Collection[str] | None = None


@dataclass(frozen=True, slots=True)
class LintFinding:
    """One finding.

    `field` names the input (`body.2`, `pictures.0.credit`), `span` counts in the text of that input. `message` is an
    English msgid that `params` complete. `fix` replaces the span, or the whole field where there is none; an empty fix
    deletes the text, and None means that only an editor can correct it.
    """

    code: str
    severity: Severity
    message: str
    field: str
    span: Span | None = None
    fix: str | None = None
    params: Mapping[str, str] = dataclass_field(default_factory=dict, hash=False)


MAX_HEADLINE_LENGTH = 75

_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_CONTACT = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}\.[\w.-]{2,63}|(?:\+|\b00)\d[\d /().-]{6,24}\d")
_FILE_NAME = re.compile(r"\S+\.(?:jpe?g|png|gif|webp|tiff?|heic)", re.IGNORECASE)
_CREDITS = ("(foto", "(bild", "(photo", "(archivfoto")
_PHOTO_OPENINGS = ("bild von ", "foto von ", "bild: ", "foto: ", "image of ", "picture of ", "photo of ")


_REQUIRED = (
    ("language", Severity.BLOCKS, gettext_noop("Choose the language of the story.")),
    ("place", Severity.WARNS, gettext_noop("The story has no place.")),
    ("date", Severity.WARNS, gettext_noop("The story has no date.")),
)


def lint(draft: StoryDraft, lexicon: Lexicon = BUILTIN) -> tuple[LintFinding, ...]:
    """Return all findings, the blocking ones first, each group in the story's order."""
    found = [
        *_check_fields(draft),
        *_check_notes(draft),
        *_check_tag(draft, lexicon),
        *_check_people(draft),
        *(
            finding
            for index, picture in enumerate(draft.pictures)
            for finding in _check_photo(draft, index, picture, lexicon)
        ),
    ]
    order = list(Severity)
    return tuple(sorted(found, key=lambda finding: order.index(finding.severity)))


def _check_fields(draft: StoryDraft) -> Iterator[LintFinding]:
    headline = draft.headline.strip()
    if not headline:
        yield LintFinding(
            "headline.missing", Severity.BLOCKS, gettext_noop("The story has no headline."), "headline"
        )
    elif len(headline) > MAX_HEADLINE_LENGTH:
        message = gettext_noop("The headline has %(length)s characters, more than %(limit)s.")
        params = {"length": str(len(headline)), "limit": str(MAX_HEADLINE_LENGTH)}
        span = Span(MAX_HEADLINE_LENGTH, len(headline))
        yield LintFinding("headline.long", Severity.WARNS, message, "headline", span, params=params)
    for field, severity, message in _REQUIRED:
        if not getattr(draft, field).strip():
            yield LintFinding(f"{field}.missing", severity, message, field)


def _check_notes(draft: StoryDraft) -> Iterator[LintFinding]:
    """Block notes to desks, embargo lines and contact lines; warn of other contacts."""
    inside = False
    for index, paragraph in enumerate(draft.body):
        field, whole = f"body.{index}", Span(0, len(paragraph))
        words = paragraph.strip().casefold()
        inside = inside or (len(words) < 200 and words.startswith(phrases.NOTES_BEGIN))
        if inside or _is_note(words):
            yield _block("body.note", gettext_noop("The text contains a note to the desk."), field, whole)
        elif is_embargo_line(paragraph):
            yield _block("body.embargo", gettext_noop("The text contains an embargo line."), field, whole)
        elif len(words) < 300 and is_contact(paragraph):
            yield _block("body.contact", gettext_noop("The text contains a contact line."), field, whole)
        else:
            yield from _check_contacts(paragraph, field)


def _block(code: str, message: str, field: str, whole: Span) -> LintFinding:
    """Return the finding of a paragraph that has to be deleted."""
    return LintFinding(code, Severity.BLOCKS, message, field, whole, fix="")


def _is_note(words: str) -> bool:
    if len(words) > 600:
        return False
    if words.startswith(phrases.CORRECTION_STARTS) and len(words) < 400:
        return True
    return words.lstrip("#*> ").startswith(phrases.NOTE_STARTS) and not words.startswith(_CREDITS)


def _check_contacts(paragraph: str, field: str) -> Iterator[LintFinding]:
    for match in _CONTACT.finditer(paragraph):
        message = gettext_noop("Is “%(contact)s” meant for readers?")
        span = Span(*match.span())
        yield LintFinding(
            "body.reachable", Severity.WARNS, message, field, span, params={"contact": match.group()}
        )


def _check_tag(draft: StoryDraft, lexicon: Lexicon) -> Iterator[LintFinding]:
    tag = read_tag(draft.tag, lexicon) if isinstance(draft.tag, str) else draft.tag
    if tag is None or not tag.trailing:
        yield from _check_missing_tag(draft, tag)
        return
    yield from _check_tag_sources(draft, tag, lexicon)
    for name in tag.unknown:
        message = gettext_noop("Who or what is “%(token)s” in the closing tag?")
        yield LintFinding(
            "tag.unknown", Severity.WARNS, message, "tag", _find_words(tag.raw, name), params={"token": name}
        )


def _check_missing_tag(draft: StoryDraft, tag: Tag | None) -> Iterator[LintFinding]:
    if draft.agencies:
        message = gettext_noop("The story uses agency copy but has no closing tag.")
        yield LintFinding("tag.missing", Severity.WARNS, message, "tag", fix=format_tokens(draft.agencies))
    elif tag is not None and tag.raw.strip():
        message = gettext_noop("“%(tag)s” is not a closing tag.")
        span = Span(0, len(tag.raw))
        yield LintFinding(
            "tag.unreadable", Severity.WARNS, message, "tag", span, params={"tag": tag.raw.strip()}
        )


def _check_tag_sources(draft: StoryDraft, tag: Tag, lexicon: Lexicon) -> Iterator[LintFinding]:
    """Compare the tag with the story's wire items and the agencies in the text."""
    missing = tuple(code for code in draft.agencies if code not in tag.agencies)
    if missing:
        message = gettext_noop(
            "The story is based on copy from %(agencies)s, but the closing tag does not say so."
        )
        yield _suggest_tag(message, "tag.agency_missing", tag, (*tag.agencies, *missing), missing, lexicon)
    other_codes = tuple(code for code in tag.agencies if code not in draft.agencies)
    if other_codes and draft.agencies:
        message = gettext_noop("The closing tag names %(agencies)s, but the story uses no copy from there.")
        codes = tuple(code for code in tag.agencies if code in draft.agencies) or draft.agencies
        yield _suggest_tag(message, "tag.agency_foreign", tag, codes, other_codes, lexicon)
    for field, span, code in _find_agencies(draft.body, lexicon):
        if code not in tag.agencies and code not in draft.agencies:
            message = gettext_noop("The text names %(agencies)s, but the closing tag does not.")
            fix = format_tokens((*tag.agencies, code), tag.editors, tag.unknown)
            params = {"agencies": lexicon.agency_name(code), "tag": fix}
            yield LintFinding("tag.agency_named", Severity.NOTES, message, field, span, params=params)


def _suggest_tag(
    message: str,
    code: str,
    tag: Tag,
    agencies: tuple[str, ...],
    named_codes: tuple[str, ...],
    lexicon: Lexicon,
) -> LintFinding:
    names = ", ".join(lexicon.agency_name(agency) for agency in named_codes)
    fix = format_tokens(agencies, tag.editors, tag.unknown)
    return LintFinding(
        code, Severity.WARNS, message, "tag", tag.span, fix, {"agencies": names, "tag": format_tag(tag)}
    )


def _find_agencies(body: tuple[str, ...], lexicon: Lexicon) -> Iterator[tuple[str, Span, str]]:
    """Yield the wire agencies named in the body, each once, by clear spellings only."""
    seen: set[str] = set()
    for index, paragraph in enumerate(body):
        words = list(_WORD.finditer(paragraph))
        keys = [key for word in words for key in word.group().casefold().split("-")]
        owner = [word for word in words for _ in word.group().split("-")]
        at = 0
        while at < len(keys):
            found = lexicon.find_phrase(keys, at, len(keys))
            at += found[1] if found else 1
            if found is None or found[0].kind is not PhraseKind.AGENCY or found[0].is_ambiguous:
                continue
            span = Span(owner[at - found[1]].start(), owner[at - 1].end())
            code = found[0].values[0]
            if code not in seen and code not in lexicon.distributors and _is_printed_so(span.of(paragraph)):
                seen.add(code)
                yield f"body.{index}", span, code


def _is_printed_so(text: str) -> bool:
    """Return whether the spelling has a capital or is one printed in lower case."""
    return not text.islower() or text in {"dpa", "epd", "dpa-infocom", "dapd", "dts"}


def _check_people(draft: StoryDraft) -> Iterator[LintFinding]:
    """Warn of names that resemble one of the directory, and of names it does not have."""
    if draft.directory is None:
        return
    known = set(draft.directory)
    caption_names = (name for picture in draft.pictures for name in picture.people)
    for name in dict.fromkeys((*draft.people, *caption_names)):
        near = find_similar_names(name, known)
        field, span = _find_name(draft, name)
        if near:
            message = gettext_noop("“%(name)s” is not in the directory. Similar names: %(known)s.")
            fix = near[0] if len(near) == 1 and span else None
            params = {"name": name, "known": ", ".join(near)}
            yield LintFinding("person.near", Severity.WARNS, message, field, span, fix, params)
        elif name not in known:
            message = gettext_noop("“%(name)s” is not in the directory yet.")
            yield LintFinding("person.unknown", Severity.WARNS, message, field, span, params={"name": name})


def _find_name(draft: StoryDraft, name: str) -> tuple[str, Span | None]:
    texts = [(f"body.{index}", text) for index, text in enumerate(draft.body)]
    texts += [(f"pictures.{index}.caption", picture.caption) for index, picture in enumerate(draft.pictures)]
    for field, text in texts:
        span = _find_words(text, name)
        if span:
            return field, span
    return "body", None


def _find_words(text: str, words: str) -> Span | None:
    """Return the span of the whole words, also with a genitive s or an apostrophe."""
    if not words:
        return None
    match = re.search(rf"(?<![\w-]){re.escape(words)}(?=s?(?![\w-]))", text)
    return Span(*match.span()) if match else None


def _check_photo(
    draft: StoryDraft, index: int, picture: DraftPhoto, lexicon: Lexicon
) -> Iterator[LintFinding]:
    field = f"pictures.{index}"
    yield from _check_credit(picture, f"{field}.credit", lexicon)
    yield from _check_alt_text(picture, f"{field}.alt_text")
    for name in picture.people:
        if not _is_in_body(draft.body, name):
            message = gettext_noop("“%(name)s” is named in the caption but not in the text.")
            span = _find_words(picture.caption, name)
            yield LintFinding(
                "caption.person", Severity.WARNS, message, f"{field}.caption", span, params={"name": name}
            )


def _check_credit(picture: DraftPhoto, field: str, lexicon: Lexicon) -> Iterator[LintFinding]:
    text = picture.credit.strip()
    if not text:
        yield LintFinding(
            "credit.missing", Severity.BLOCKS, gettext_noop("The photo has no credit line."), field
        )
        return
    credit = read_credit(text, lexicon)
    if not _has_creator_or_source(credit):
        message = gettext_noop("The credit line names nobody.")
        yield LintFinding("credit.nobody", Severity.BLOCKS, message, field, Span(0, len(picture.credit)))
    elif credit.confidence is Confidence.DOUBTFUL:
        message = gettext_noop("Part of the credit line could not be read.")
        yield LintFinding("credit.doubtful", Severity.WARNS, message, field, Span(0, len(picture.credit)))


def _has_creator_or_source(credit: Credit) -> bool:
    """Return whether a part says whose picture it is; a media house or network counts."""
    without_creator = {"prefix", "year", "copyright", "nobody", "archive", "note", "pool", "client"}
    return any(part.kind not in without_creator for part in credit.parts)


def _check_alt_text(picture: DraftPhoto, field: str) -> Iterator[LintFinding]:
    text = picture.alt_text.strip()
    if picture.decorative:
        return
    if not text:
        severity = Severity.BLOCKS if picture.lead else Severity.WARNS
        yield LintFinding("alt.missing", severity, gettext_noop("The photo has no alternative text."), field)
    elif text == picture.caption.strip():
        message = gettext_noop("The alternative text repeats the caption.")
        yield LintFinding("alt.caption", Severity.WARNS, message, field, Span(0, len(picture.alt_text)))
    elif _FILE_NAME.fullmatch(text):
        message = gettext_noop("The alternative text is a file name.")
        yield LintFinding("alt.file_name", Severity.WARNS, message, field, Span(0, len(picture.alt_text)))
    elif text.casefold().startswith(_PHOTO_OPENINGS):
        start = len(picture.alt_text) - len(picture.alt_text.lstrip())
        opening = next(len(words) for words in _PHOTO_OPENINGS if text.casefold().startswith(words))
        message = gettext_noop("Describe what the photo shows; do not say that it is a photo.")
        yield LintFinding("alt.opening", Severity.WARNS, message, field, Span(start, start + opening), fix="")


def _is_in_body(body: tuple[str, ...], name: str) -> bool:
    """Return whether the body has the full name, or the surname as in later mentions."""
    parts = parse_name(name)
    forms = (name, parts.full_surname, parts.surname)
    return any(_find_words(paragraph, form) for paragraph in body for form in forms if form)
