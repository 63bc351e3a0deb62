"""The people of a story: full names joined across blocks, and their surnames."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from newsroom.text.spans import Confidence, Reading, Span
from people.recognition.find_names import make_found_name, read_names
from people.recognition.name_tokens import is_joined, mark_taken, skip_titles_left
from people.recognition.offices import english, german
from people.recognition.possessives import GenitiveResolver
from people.recognition.repeated_names import RepeatedNames
from people.recognition.short_forms import list_other_forms
from people.recognition.single_word_names import read_single_name
from people.recognition.speech_verbs import PERSONAL_SPEECH_VERBS, PERSONAL_SPEECH_WORDS
from people.recognition.surname_coreference import SurnameIndex, SurnameMatch
from people.recognition.tokenizer import (
    LOWER,
    WORD,
    TokenizedText,
    clean_text,
    detect_language,
    strip_accents,
    tokenize,
)
from people.recognition.types import FoundMention, FoundName, FoundPerson, MentionKind, OfficePhrase
from people.recognition.word_classes import is_arabic_surname, strip_possessive

_TITLES = frozenset({"Mr", "Mrs", "Ms", "Miss", "Herr", "Herrn", "Frau"})
_TITLES_AND_SPEECH = PERSONAL_SPEECH_WORDS | _TITLES


@dataclass(slots=True)
class _PersonBuilder:
    """A person while the blocks are read."""

    name: str
    family: str
    rule: str
    confidence: Confidence
    offices: dict[str, tuple[int, Reading[str]]] = field(default_factory=dict)
    mentions: list[FoundMention] = field(default_factory=list)

    def add_office(self, block: int, office: Reading[str]) -> None:
        self.offices.setdefault(office.value.casefold(), (block, office))

    def build(self) -> FoundPerson:
        offices = self.offices.values()
        mentions = tuple(sorted(self.mentions, key=lambda m: (m.block, m.span)))
        blocks = tuple(block for block, _ in offices)
        return FoundPerson(
            self.name, self.family, tuple(o for _, o in offices), mentions, self.confidence, self.rule, blocks
        )


def find_people(
    texts: Sequence[str],
    *,
    language: str | None = None,
    captions: int = 0,
    offices: frozenset[str] = frozenset(),
) -> tuple[FoundPerson, ...]:
    """Return everyone named in the blocks, in the order of the first full names.

    The blocks are read separately, captions first, then paragraphs. A surname in any block counts for the person
    whose full name is in any other block. A surname that two people share counts for neither, unless an office
    decides. The first `captions` blocks are captions: a surname in the text does not mean people named only there.
    `offices` are phrases that the desk has taught, folded by `fold_office`.
    """
    blocks = _share_words([tokenize(text, offices) for text in texts])
    return _PeopleReader(blocks, language or _detect_language(blocks), captions).read()


def _share_words(blocks: list[TokenizedText]) -> list[TokenizedText]:
    """Return the blocks with the word counts and the speakers of the whole story."""
    counts = dict(Counter(word for tokens in blocks for word in tokens.words))
    speakers = frozenset(word for tokens in blocks for word in _find_speakers(tokens))
    return [replace(tokens, counts=counts, speakers=speakers) for tokens in blocks]


def _find_speakers(tokens: TokenizedText) -> Iterator[str]:
    """Yield words that speak or have a title: `sagte Berg`, `Berg zufolge`, `Mr Berg`.

    A word with another noun or an article next to it does not count.
    """
    if _TITLES_AND_SPEECH.isdisjoint(tokens.words):
        return
    for i, word in enumerate(tokens.words):
        if word in _TITLES:
            k = i + 1 + (tokens.word(i + 1) == ".")
            if tokens.is_word(k) and not tokens.is_word(k + 1):
                yield strip_possessive(tokens.words[k])
            continue
        if word not in PERSONAL_SPEECH_WORDS:
            continue
        if tokens.is_word(i + 1) and word in PERSONAL_SPEECH_VERBS and not tokens.is_word(i + 2):
            yield tokens.words[i + 1]
        if tokens.is_word(i - 1) and tokens.kind(i - 2) not in {WORD, LOWER}:
            yield tokens.words[i - 1]


def _detect_language(blocks: Sequence[TokenizedText]) -> str:
    words = [word for tokens in blocks for word in tokens.words[:400]]
    merged = TokenizedText("", words, [], [], [kind for tokens in blocks for kind in tokens.kinds[:400]])
    return detect_language(merged)


class _PeopleReader:
    def __init__(self, blocks: Sequence[TokenizedText], language: str, captions: int) -> None:
        self.blocks = blocks
        self.captions = captions
        self.language = language
        self.drafts: dict[str, _PersonBuilder] = {}
        self._longer: dict[str, _PersonBuilder] = {}
        """The first person with a longer name, by the shorter one."""
        self.taken = [bytearray(len(tokens) + 1) for tokens in blocks]
        self._openings: list[tuple[TokenizedText, int]] = []

    def read(self) -> tuple[FoundPerson, ...]:
        named = [read_names(tokens, self.language) for tokens in self.blocks]
        genitives = GenitiveResolver(self.blocks, self.language)
        for block, (tokens, names) in enumerate(zip(self.blocks, named, strict=True)):
            for one in names:
                name_span = one.name_span
                mark_taken(self.taken[block], name_span.first, name_span.end)
                self._openings.append((tokens, name_span.first))
                self._add_name(
                    block, genitives.strip_genitive(tokens, name_span.end, make_found_name(tokens, one))
                )
        surnames = SurnameIndex([(key, draft.family) for key, draft in self.drafts.items()])
        repeated = RepeatedNames(self._list_repeated_names(), self.language)
        for block, tokens in enumerate(self.blocks):
            self._add_repeated_names(block, tokens, repeated)
            self._add_surnames(block, tokens, surnames)
        return tuple(draft.build() for draft in self.drafts.values())

    def _add_name(self, block: int, name: FoundName) -> None:
        key = _make_key(name.name)
        draft = self.drafts.get(key) or self._longer.get(key) or self._find_other_form(key)
        if draft is None:
            draft = _PersonBuilder(name.name, name.family, name.rule, name.confidence)
            self.drafts[key] = draft
            for shorter in _list_shorter_names(key):
                self._longer.setdefault(shorter, draft)
        elif name.confidence is Confidence.SURE:
            draft.confidence = Confidence.SURE
        for office in name.offices:
            draft.add_office(block, office)
        kind = MentionKind.FULL_GENITIVE if name.genitive else MentionKind.FULL
        draft.mentions.append(FoundMention(block, name.span, kind, name.rule, name.confidence))

    def _find_other_form(self, key: str) -> _PersonBuilder | None:
        """Return the only person with another form of the given name: `Alex`, `Alexander`."""
        known = [self.drafts[other] for other in list_other_forms(key) if other in self.drafts]
        return known[0] if len(known) == 1 else None

    def _list_repeated_names(self) -> Iterator[tuple[str, str]]:
        """Yield names whose first word occurs more often than as the start of full names."""
        firsts = Counter(tokens.word(i) for tokens, i in self._openings)
        for key, draft in self.drafts.items():
            first = draft.name.partition(" ")[0]
            if self.blocks[0].count(first) > firsts[first]:
                yield key, draft.name

    def _add_repeated_names(self, block: int, tokens: TokenizedText, repeated: RepeatedNames) -> None:
        """Add full names that only an earlier mention identifies.

        Example: `Mit Khalar Mura war sie befreundet`.
        """
        for key, first, end, cut in repeated.find(tokens, self.taken[block]):
            span = Span(tokens.starts[first], tokens.ends[end - 1] - cut)
            kind = MentionKind.FULL_GENITIVE if cut else MentionKind.FULL
            mark_taken(self.taken[block], first, end)
            self.drafts[key].mentions.append(
                FoundMention(block, span, kind, "mention.known-name", Confidence.LIKELY)
            )

    def _add_surnames(self, block: int, tokens: TokenizedText, surnames: SurnameIndex) -> None:
        taken = self.taken[block]
        for i, kind in enumerate(tokens.kinds):
            if taken[i] or not (kind == WORD or (kind == LOWER and is_arabic_surname(tokens.words[i]))):
                continue
            match = surnames.match(tokens, i, taken)
            if match is None:
                self._add_single_name(block, tokens, i, surnames)
                continue
            office = self._read_office_before(tokens, match.first, taken)
            keys = self._filter_introduced(match.keys, block, tokens.starts[i])
            key = keys[0] if len(keys) == 1 else self._choose_by_office(match.keys, office, tokens)
            if key is None:
                continue
            draft = self.drafts[key]
            for phrase in (office, self._read_office_after(tokens, i, match.cut, taken)):
                if phrase is not None:
                    draft.add_office(block, phrase.to_reading(tokens))
            genitive = MentionKind.SURNAME_GENITIVE if match.genitive else MentionKind.SURNAME
            kind_found = (
                genitive if strip_accents(draft.name) != strip_accents(tokens.words[i]) else MentionKind.FULL
            )
            end, cut = _extend_double_surname(tokens, i, match, surnames, taken)
            span = Span(tokens.starts[match.first], tokens.ends[end] - cut)
            draft.mentions.append(FoundMention(block, span, kind_found, match.rule))

    def _filter_introduced(self, keys: tuple[str, ...], block: int, at: int) -> tuple[str, ...]:
        """Return the namesakes whose full name was read before this position."""
        if len(keys) < 2:
            return keys
        first = {key: min((m.block, m.span.start) for m in self.drafts[key].mentions) for key in keys}
        return self._filter_text_names(tuple(key for key in keys if first[key] < (block, at)) or keys, block)

    def _filter_text_names(self, keys: tuple[str, ...], block: int) -> tuple[str, ...]:
        """Return the namesakes that the text names in full, for a surname in the text."""
        if block < self.captions:
            return keys
        named = (key for key in keys if any(m.block >= self.captions for m in self.drafts[key].mentions))
        return tuple(named) or keys

    def _read_office_before(self, tokens: TokenizedText, first: int, taken: bytearray) -> OfficePhrase | None:
        rules = english if self.language == "en" else german
        phrase = rules.read_office_before(tokens, skip_titles_left(tokens, first), taken)
        if phrase is None or phrase.plural:
            return None
        return phrase if phrase.rule != "office.before-comma" else None

    def _read_office_after(
        self, tokens: TokenizedText, i: int, cut: int, taken: bytearray
    ) -> OfficePhrase | None:
        """Return the office after a surname: `Odum, a former minister, said`."""
        rules = english if self.language == "en" else german
        return None if cut else rules.read_office_after(tokens, i + 1, taken)

    def _choose_by_office(
        self, keys: tuple[str, ...], office: OfficePhrase | None, tokens: TokenizedText
    ) -> str | None:
        """Return the only namesake with the office before the surname, or None."""
        if office is None:
            return None
        head = tokens.words[office.head].lower()
        fitting = [k for k in keys if any(_names_office(head, o) for o in self.drafts[k].offices)]
        return fitting[0] if len(fitting) == 1 else None

    def _add_single_name(self, block: int, tokens: TokenizedText, i: int, surnames: SurnameIndex) -> None:
        """Add a single name without a full name in the story: `Kanzler Scholz`."""
        single = read_single_name(tokens, i, self.taken[block], self.language)
        if single is None:
            return
        office = self._read_office_before(tokens, single.first, self.taken[block])
        if office is None and single.rule == "person.surname-after-office":
            return
        if surnames.match(tokens, single.first - 1, self.taken[block]) is not None:
            return  # `Maurers Politik`: the word before is a person's surname and not an office
        key = _make_key(single.name)
        if single.rule == "person.given-after-kin" and self._knows_given_name(single.name):
            return
        draft = _PersonBuilder(single.name, single.name, single.rule, Confidence.LIKELY)
        self.drafts[key] = draft
        if office is not None:
            draft.add_office(block, office.to_reading(tokens))
        mark_taken(self.taken[block], single.first, single.end)
        draft.mentions.append(
            FoundMention(block, single.span, MentionKind.SURNAME, draft.rule, Confidence.LIKELY)
        )
        surnames.add(key, single.name)

    def _knows_given_name(self, given: str) -> bool:
        return any(draft.name.partition(" ")[0] == given for draft in self.drafts.values())


def _extend_double_surname(
    tokens: TokenizedText, i: int, match: SurnameMatch, surnames: SurnameIndex, taken: bytearray
) -> tuple[int, int]:
    """Return the end of a double surname: `López Obrador` is one mention."""
    following = (
        surnames.match(tokens, i + 1, taken) if tokens.is_word(i + 1) and is_joined(tokens, i + 1) else None
    )
    if match.cut or following is None or following.keys != match.keys:
        return i, match.cut
    taken[i + 1] = 1
    return i + 1, following.cut


def _make_key(name: str) -> str:
    """Return one key for all spellings of a name, without accents and middle initials."""
    words = [
        w
        for w in strip_accents(clean_text(name)).replace("’", "'").split()
        if not (len(w) == 2 and w[1] == ".")
    ]
    return " ".join(words).lower()


def _list_shorter_names(key: str) -> Iterator[str]:
    """Yield the names that may stand for a longer one: `Lula da Silva`, `Luiz Silva`."""
    first, *words = key.split()
    for k in range(len(words) - 1):
        yield " ".join(words[k:])
        yield " ".join((first, *words[k + 1 :]))


def _names_office(head: str, office: str) -> bool:
    last = head[:-1] if head.endswith(("n", "s")) else head
    return any(word.lower().startswith(last) or word.lower().endswith(last) for word in office.split())
