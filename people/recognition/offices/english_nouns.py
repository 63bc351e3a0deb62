"""English nouns of offices that no list contains, and offices of two words."""

from newsroom.text.places import PLACES
from newsroom.text.wordlists import split_words
from people.recognition.offices.inflection_en import NOT_OFFICES_EN, SMALL_ONLY
from people.recognition.tokenizer import LOWER, WORD, TokenizedText
from people.recognition.word_lists import STOPWORDS

BEFORE_VERBS = split_words("to will would can could must should may might shall not")
"""`plans to host Prime Minister X`: after these words `host` is a verb."""


def is_agent_noun(tokens: TokenizedText, j: int) -> bool:
    """Return whether an unlisted agent noun is at `j`: `the weaver Anna Berg`.

    A capital is only that of a sentence; after `to` or `will` the word is a verb.
    """
    word = tokens.words[j]
    if tokens.kinds[j] == WORD:
        if not tokens.starts_sentence(j):
            return False
    elif tokens.kinds[j] != LOWER or tokens.word(j - 1) in BEFORE_VERBS or word in _AGENT_LIKE_VERBS:
        return False
    lower = word.lower()
    if lower in SMALL_ONLY:
        return True
    if len(word) < 6 or word in STOPWORDS or lower in _NO_AGENTS or word in PLACES:
        return False
    return lower.endswith(_AGENT_ENDINGS)


_AGENT_LIKE_VERBS = split_words(
    """
    murder honor consider remember discover deliver register encounter answer enter offer cover counter gather
    surrender recover uncover shoulder favor sponsor mentor monitor anchor hinder harbor pester badger bother deter
    defer prefer refer transfer infer confer render tender slander plunder foster smother bewilder wonder ponder
    """
)
_AGENT_ENDINGS = ("er", "or", "ist", "eer", "man", "woman", "ician", "master", "smith", "wright")
_NO_AGENTS = NOT_OFFICES_EN | split_words(
    """
    after under over however whether another together rather never later earlier former longer older younger remember
    consider discover either neither further easter october november december september winter summer super german
    roman christian number monster october thriller bestseller masters boxer blockbuster prior interior exterior major
    counter letter border water power order offer cover answer matter silver junior senior daughter sister brother
    father mother grandfather grandmother stepfather stepmother partner newcomer teenager youngster namesake number
    corner center shoulder finger character chapter quarter winner-take-all weather-wise dinner supper hunger anger
    error terror horror mirror motor tutor-led sooner nearer closer bigger smaller higher lower stronger better
    worse wiser faster slower easier harder richer poorer greater lesser fewer wider deeper outer inner upper
    per inter super hyper via her career laughter slaughter disaster shelter filter register poster paper newspaper
    chamber timber member-states river tower shower flower thunder gender cancer fever liver ladder bladder
    trailer boxer-short dagger trigger laser computer printer-ready scooter helicopter copter theater theatre altar
    wherever whenever whoever whatever forever however moreover
    """
)


def is_office_of_two_words(tokens: TokenizedText, j: int) -> bool:
    """Return whether a two-word office ends at `j`: `board member`, `first lady`.

    Neither word is an office alone.
    """
    word, earlier = tokens.word(j).lower(), tokens.word(j - 1).lower()
    return earlier in _FIRST_OF_TWO.get(word, ())


_FIRST_OF_TWO = {
    "member": split_words(
        "board committee council crew band cast faculty commission parliament cabinet jury panel"
    ),
    "lady": split_words("first dinner lollipop cleaning tea leading church dog cat"),
    "man": split_words("best lollipop maintenance leading delivery rag-and-bone"),
    "hand": split_words("stable farm ranch hired deck old shop"),
    "rod": split_words("black"),
    "end": split_words("tight defensive split"),
    "back": split_words("running left right center full half defensive"),
    "great": split_words(
        "soccer football tennis basketball baseball cricket boxing golf hockey rugby jazz blues country"
    ),
    "master": split_words("harbour harbor station quarter past pay web toast"),
    "figure": split_words("opposition underworld senior religious gang"),
}
