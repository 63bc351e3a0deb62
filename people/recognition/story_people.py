"""The people of a story: full names joined over its blocks, later surnames given to the one they mean."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from newsroom.text.spans import Confidence, Reading, Span
from people.recognition.find_names import make_found, read_names, skip_titles_left
from people.recognition.name_tokens import is_joined
from people.recognition.offices import english, german
from people.recognition.possessives import Genitives
from people.recognition.repeated_names import RepeatedNames
from people.recognition.single_word_names import read_single
from people.recognition.speech_verbs import SPOKE, SPOKE_OR_ACCORDING
from people.recognition.surname_coreference import Families, SurnameMatch, family_key
from people.recognition.tokenizer import LOWER, WORD, TokenizedText, clean, language_of, plain, sheet
from people.recognition.types import Mention, MentionKind, NameFound, PersonFound, Phrase
from people.recognition.word_classes import is_arabic, is_given


@dataclass(slots=True)
class _Draft:
    """A person while the blocks are read."""

    name: str
    family: str
    rule: str
    confidence: Confidence
    offices: dict[str, tuple[int, Reading[str]]] = field(default_factory=dict)
    mentions: list[Mention] = field(default_factory=list)

    def hold(self, block: int, office: Reading[str]) -> None:
        self.offices.setdefault(office.value, (block, office))

    def done(self) -> PersonFound:
        held = self.offices.values()
        mentions = tuple(sorted(self.mentions, key=lambda m: (m.block, m.span)))
        blocks = tuple(block for block, _ in held)
        return PersonFound(
            self.name, self.family, tuple(o for _, o in held), mentions, self.confidence, self.rule, blocks
        )


def people_in(
    texts: Sequence[str], *, language: str | None = None, captions: int = 0
) -> tuple[PersonFound, ...]:
    """Everyone named in the blocks, in order of the first full name.

    Blocks are read apart (captions first, then paragraphs, say); a surname in any block is given to the person
    whose full name stands in any other. A surname two people share counts for neither, unless an office says which.
    The first `captions` blocks are captions: who is named in them alone is not meant by a surname in the text.
    """
    pages = _together([sheet(text) for text in texts])
    return _People(pages, language or _language(pages), captions).read()


def _together(pages: list[TokenizedText]) -> list[TokenizedText]:
    """The same sheets, all counting the words of the whole story and knowing who speaks in it."""
    counts = dict(Counter(word for page in pages for word in page.words))
    speakers = frozenset(word for page in pages for word in _speakers(page))
    return [replace(page, counts=counts, speakers=speakers) for page in pages]


def _speakers(page: TokenizedText) -> Iterator[str]:
    """`sagte Berg`, `Berg sagte`, `Berg zufolge`: one word with a capital and nothing that belongs to a noun."""
    if SPOKE_OR_ACCORDING.isdisjoint(page.words):
        return
    for i, word in enumerate(page.words):
        if word not in SPOKE_OR_ACCORDING:
            continue
        if page.is_word(i + 1) and word in SPOKE and not page.is_word(i + 2):
            yield page.words[i + 1]
        if page.is_word(i - 1) and page.kind(i - 2) not in {WORD, LOWER}:
            yield page.words[i - 1]


def _language(pages: Sequence[TokenizedText]) -> str:
    words = [word for page in pages for word in page.words[:400]]
    merged = TokenizedText("", words, [], [], [kind for page in pages for kind in page.kinds[:400]])
    return language_of(merged)


class _People:
    def __init__(self, pages: Sequence[TokenizedText], language: str, captions: int) -> None:
        self.pages = pages
        self.captions = captions
        self.language = language
        self.drafts: dict[str, _Draft] = {}
        self.taken = [bytearray(len(page) + 1) for page in pages]
        self._openings: list[tuple[TokenizedText, int]] = []

    def read(self) -> tuple[PersonFound, ...]:
        named = [read_names(page, self.language) for page in self.pages]
        genitives = Genitives(self.pages, self.language)
        for block, (page, names) in enumerate(zip(self.pages, named, strict=True)):
            for one in names:
                extent = one.extent
                self.taken[block][extent.first : extent.end] = b"\x01" * (extent.end - extent.first)
                self._openings.append((page, extent.first))
                self._meet(block, genitives.without(page, extent.end, make_found(page, one)))
        families = Families([(key, draft.family) for key, draft in self.drafts.items()])
        wholes = RepeatedNames(self._met_again(), self.language)
        for block, page in enumerate(self.pages):
            self._wholes(block, page, wholes)
            self._surnames(block, page, families)
        return tuple(draft.done() for draft in self.drafts.values())

    def _meet(self, block: int, name: NameFound) -> None:
        key = _key(name.name)
        draft = self.drafts.get(key) or self._longer(key)
        if draft is None:
            draft = _Draft(name.name, name.family, name.rule, name.confidence)
            self.drafts[key] = draft
        elif name.confidence is Confidence.SURE:
            draft.confidence = Confidence.SURE
        for office in name.offices:
            draft.hold(block, office)
        kind = MentionKind.FULL_GENITIVE if name.genitive else MentionKind.FULL
        draft.mentions.append(Mention(block, name.span, kind, name.rule, name.confidence))

    def _longer(self, key: str) -> _Draft | None:
        """`Lula da Silva` once `Luiz Lula da Silva` is known, and `Luiz da Silva` too."""
        first, _, rest = key.partition(" ")
        return next((d for k, d in self.drafts.items() if rest and _is_longer(k, key, first, rest)), None)

    def _met_again(self) -> Iterator[tuple[str, str]]:
        """Keys and names whose first word stands in the story more often than the names that open with it."""
        firsts = Counter(page.word(i) for page, i in self._openings)
        for key, draft in self.drafts.items():
            first = draft.name.partition(" ")[0]
            if self.pages[0].seen(first) > firsts[first]:
                yield key, draft.name

    def _wholes(self, block: int, page: TokenizedText, wholes: RepeatedNames) -> None:
        """Full names that nothing but an earlier mention tells: `Mit Khalar Mura war sie befreundet`."""
        for key, first, end, cut in wholes.of(page, self.taken[block]):
            span = Span(page.starts[first], page.ends[end - 1] - cut)
            kind = MentionKind.FULL_GENITIVE if cut else MentionKind.FULL
            self.taken[block][first:end] = b"\x01" * (end - first)
            self.drafts[key].mentions.append(
                Mention(block, span, kind, "mention.known-name", Confidence.LIKELY)
            )

    def _surnames(self, block: int, page: TokenizedText, families: Families) -> None:
        taken = self.taken[block]
        for i, kind in enumerate(page.kinds):
            if taken[i] or not (kind == WORD or (kind == LOWER and is_arabic(page.words[i]))):
                continue
            match = families.at(page, i, taken)
            if match is None:
                self._single(block, page, i, families)
                continue
            office = self._office(page, match.first, taken)
            keys = self._introduced(match.keys, block, page.starts[i])
            key = keys[0] if len(keys) == 1 else self._told_apart(match.keys, office, page)
            if key is None:
                continue
            draft = self.drafts[key]
            for phrase in (office, self._apposition(page, i, match.cut, taken)):
                if phrase is not None:
                    draft.hold(block, phrase.reading(page))
            genitive = MentionKind.SURNAME_GENITIVE if match.genitive else MentionKind.SURNAME
            kind_found = genitive if plain(draft.name) != plain(page.words[i]) else MentionKind.FULL
            end, cut = _whole_surname(page, i, match, families, taken)
            span = Span(page.starts[match.first], page.ends[end] - cut)
            draft.mentions.append(Mention(block, span, kind_found, match.rule))

    def _introduced(self, keys: tuple[str, ...], block: int, at: int) -> tuple[str, ...]:
        """Of several namesakes those whose full name has been read by then: before the second, all is clear."""
        if len(keys) < 2:
            return keys
        first = {key: min((m.block, m.span.start) for m in self.drafts[key].mentions) for key in keys}
        return self._in_the_text(tuple(key for key in keys if first[key] < (block, at)) or keys, block)

    def _in_the_text(self, keys: tuple[str, ...], block: int) -> tuple[str, ...]:
        """Of the namesakes those the text itself names in full, where the surname stands in the text."""
        if block < self.captions:
            return keys
        named = (key for key in keys if any(m.block >= self.captions for m in self.drafts[key].mentions))
        return tuple(named) or keys

    def _office(self, page: TokenizedText, first: int, taken: bytearray) -> Phrase | None:
        side = english if self.language == "en" else german
        phrase = side.before(page, skip_titles_left(page, first), taken)
        return None if phrase is None or phrase.rule == "office.before-comma" or phrase.plural else phrase

    def _apposition(self, page: TokenizedText, i: int, cut: int, taken: bytearray) -> Phrase | None:
        """`Odum, a former minister, said`: what is said of a person after the surname alone."""
        side = english if self.language == "en" else german
        return None if cut else side.after(page, i + 1, taken)

    def _told_apart(self, keys: tuple[str, ...], office: Phrase | None, page: TokenizedText) -> str | None:
        """The one of several namesakes whose office stands before the surname."""
        if office is None:
            return None
        head = page.words[office.head].lower()
        fitting = [k for k in keys if any(_names(head, o) for o in self.drafts[k].offices)]
        return fitting[0] if len(fitting) == 1 else None

    def _single(self, block: int, page: TokenizedText, i: int, families: Families) -> None:
        """One name alone although no full name stands in the story: `Kanzler Scholz`, `seine Frau Anna`."""
        single = read_single(page, i, self.taken[block], self.language)
        if single is None:
            return
        office = self._office(page, single.first, self.taken[block])
        if office is None and single.rule == "person.surname-after-office":
            return
        if families.at(page, single.first - 1, self.taken[block]) is not None:
            return  # `Maurers Politik`: the word before is the surname of somebody and no trade
        key = _key(single.name)
        if single.rule == "person.given-after-kin" and self._knows_given(single.name):
            return
        draft = _Draft(single.name, single.name, single.rule, Confidence.LIKELY)
        self.drafts[key] = draft
        if office is not None:
            draft.hold(block, office.reading(page))
        self.taken[block][single.first : single.end] = b"\x01" * (single.end - single.first)
        draft.mentions.append(Mention(block, single.span, MentionKind.SURNAME, draft.rule, Confidence.LIKELY))
        families.add(key, single.name)

    def _knows_given(self, given: str) -> bool:
        return any(draft.name.partition(" ")[0] == given for draft in self.drafts.values())


def _whole_surname(
    page: TokenizedText, i: int, match: SurnameMatch, families: Families, taken: bytearray
) -> tuple[int, int]:
    """`López Obrador`: where both words are of the same family name they are one mention."""
    following = families.at(page, i + 1, taken) if page.is_word(i + 1) and is_joined(page, i + 1) else None
    if match.cut or following is None or following.keys != match.keys:
        return i, match.cut
    taken[i + 1] = 1
    return i + 1, following.cut


def _key(name: str) -> str:
    """One key for the ways a name is written: no accents, no middle initials."""
    words = [w for w in plain(clean(name)).replace("’", "'").split() if not (len(w) == 2 and w[1] == ".")]
    return " ".join(words).lower()


def _is_longer(known: str, key: str, first: str, rest: str) -> bool:
    return known.endswith(f" {key}") or (known.startswith(f"{first} ") and known.endswith(f" {rest}"))


def _names(head: str, office: str) -> bool:
    last = head[:-1] if head.endswith(("n", "s")) else head
    return any(word.lower().startswith(last) or word.lower().endswith(last) for word in office.split())


__all__ = ["family_key", "is_given", "people_in"]
