"""German adjectives before an office: `frühere`, `Regierender`, `Berliner`."""

from functools import lru_cache

from newsroom.text.wordlists import split_words
from people.recognition.word_classes import is_town_adjective

DETERMINERS = split_words(
    """
    der die das den dem des ein eine einem einen einer eines vom zum zur beim im am ins sein seine seinem
    seinen seiner seines ihr ihre ihrem ihren ihrer ihres unser unsere unserem unseren unserer dieser
    diese diesem diesen dieses kein keine keinem keinen deren dessen welcher jener jene mein meine meinem
    meinen meiner euer
    """
)
_NOT_ADJECTIVES = DETERMINERS | split_words(
    """
    aber immer oder über unter hinter wieder weiter später bisher daher eher sowie alle jede jeder jeden
    keine meiner unsere heute gerade ohne lange bereite gerne beide wenige viele manche diese jene dabei
    sogar neben gegen wegen trotz während sagte erklärte betonte forderte warnte kritisierte lobte nannte
    meinte fragte schrieb wurde werde hatte habe wäre würde könne müsse solle wolle dürfe sollte wollte
    konnte musste durfte zeigte traf sprach führte begrüßte empfing verwies teilte kündigte bestätigte
    äußerte einen einem eines einer haben werden wurden waren hatten könnten müssen sollen wollen dürfen
    machen lassen sehen kommen gehen stehen zwischen innen außen oben unten morgen gestern daneben
    zusammen sondern eben denen ihnen seinen seiner ihren ihrer dieses jedes zudem trotzdem seitdem
    außerdem indem nachdem dem
    """
)
_CAPITAL_ADJECTIVES = split_words(
    """
    vorsitzend regierend parlamentarisch erst zweit dritt stellvertretend amtierend geschäftsführend
    wissenschaftlich leitend früher ehemalig designiert damalig bisherig künftig amtlich außenpolitisch
    innenpolitisch hauptamtlich ehrenamtlich kommissarisch neu ranghoh heilig technisch kaufmännisch
    künstlerisch ständig oberst beigeordnet wirtschaftspolitisch sozialpolitisch finanzpolitisch
    gesundheitspolitisch verteidigungspolitisch sportlich langjährig jung jüngst gewählt abgewählt
    scheidend noch- national ober oberst
    """
)
_ENDINGS = ("e", "en", "er", "em", "es")


@lru_cache(maxsize=16384)
def is_adjective(word: str) -> bool:
    return word[:1].islower() and len(word) > 3 and word.endswith(_ENDINGS) and word not in _NOT_ADJECTIVES


@lru_cache(maxsize=16384)
def is_capital_adjective(word: str) -> bool:
    """Return whether the word is `Regierender`, `US-amerikanischer` or `Berliner`."""
    lower = word.lower()
    if not lower.endswith(_ENDINGS):
        return False
    if "-" in word and word.rpartition("-")[2][:1].islower():
        return True
    stem = lower.removesuffix("en").removesuffix("er").removesuffix("em").removesuffix("e").removesuffix("es")
    if stem in _CAPITAL_ADJECTIVES:
        return True
    if lower.endswith(("ischer", "ische", "ischen", "ischem", "licher", "liche", "lichen")):
        return True
    return is_town_adjective(word)
