from people.recognition.single_word_names import read_single_name
from people.recognition.stage_names import STAGE_NAMES
from people.recognition.tokenizer import tokenize
from tests.people.recognition.positions import find, take
from tests.tables import each_of


def read(text: str, word: str, language: str = "de", taken: str = "") -> str | None:
    tokens = tokenize(text)
    single = read_single_name(tokens, find(tokens, word), take(tokens, taken), language)
    if single is None:
        return None
    assert single.span.of(text) == single.name
    return single.name


def test_the_stage_names_of_these_tests_are_listed() -> None:
    assert {"Shakira", "Lady Gaga"} <= STAGE_NAMES


@each_of(
    [
        ("Heute singt Shakira dort.", "Shakira", "Shakira"),
        ("Heute singt Lady Gaga dort.", "Lady", "Lady Gaga"),
        ("Das sind Shakiras neue Lieder.", "Shakiras", "Shakira"),
        ("Das sind Lady Gagas neue Lieder.", "Lady", "Lady Gaga"),
        ("These are Lady Gaga's songs.", "Lady", "Lady Gaga"),
        ("Heute singt Shakira Quell dort.", "Shakira", None),
        ("Heute singt Shakira   Quell dort.", "Shakira", "Shakira"),
        ("Heute singt Anna Shakira dort.", "Shakira", None),
        ("Heute singt Anna   Shakira dort.", "Shakira", "Shakira"),
        ("Das Lied „Shakira“ lief.", "Shakira", None),
        ("Das Lied „Shakira lief.", "Shakira", "Shakira"),
        ("Das Lied »Shakira« lief.", "Shakira", None),
        ("Das Lied „Shakira” lief.", "Shakira", None),
        ("Das Lied “Shakira“ lief.", "Shakira", None),
        ("Das Lied Shakira“ lief.", "Shakira", "Shakira"),
        ("Heute singt Zumbor dort.", "Zumbor", None),
        ("Heute singt Lady Zumbor dort.", "Lady", None),
    ]
)
def test_a_stage_name_is_known_by_its_list(text: str, word: str, name: str | None) -> None:
    assert read(text, word) == name


def test_a_stage_name_within_another_name_is_none() -> None:
    assert read("Heute singt Lady Gaga dort.", "Lady", taken="Gaga") is None


@each_of(
    [
        ("Er kam mit seiner Frau Marlene an.", "Marlene", "Marlene"),
        ("Er kam mit seiner alten Mutter Marlene an.", "Marlene", "Marlene"),
        ("Er kam mit seiner sehr alten Mutter Marlene an.", "Marlene", "Marlene"),
        ("Er kam mit seiner ganz sehr alten lieben Mutter Marlene an.", "Marlene", None),
        ("Er kam mit Annas Schwester Marlene an.", "Marlene", "Marlene"),
        ("Er kam mit Quells Schwester Marlene an.", "Marlene", None),
        ("Er kam mit der Schwester Marlene an.", "Marlene", None),
        ("Er kam mit seiner Frau Zumbor an.", "Zumbor", None),
        ("Er kam mit seiner Frau Marlene Quell an.", "Marlene", None),
        ("Er kam mit seiner Frau Marlene   Quell an.", "Marlene", "Marlene"),
        ("Er kam mit seinem Auto Marlene an.", "Marlene", None),
    ]
)
def test_a_given_name_after_kin_of_somebody_is_a_name(text: str, word: str, name: str | None) -> None:
    assert read(text, word) == name


@each_of(
    [
        ("He came with his daughter Ruth today.", "Ruth", "Ruth"),
        ("He came with his daughter Zumbor today.", "Zumbor", "Zumbor"),
        ("He came with Ruth's brother Paul today.", "Paul", "Paul"),
        ("He came with his brother Paul's dog.", "Paul's", "Paul"),
        ("He came with his brother Berlin today.", "Berlin", None),
        ("He came with his brother Florence today.", "Florence", "Florence"),
        ("He came with his Schwester Ruth today.", "Ruth", None),
    ]
)
def test_english_kin_is_followed_by_unlisted_names_too(text: str, word: str, name: str | None) -> None:
    assert read(text, word, "en") == name


def test_a_list_of_children_goes_on_after_the_first() -> None:
    text = "Sie liebt ihre Kinder Ida, Emil und Jan sehr."

    assert read(text, "Emil", taken="Ida") == "Emil"
    assert read(text, "Jan", taken="Ida , Emil") == "Jan"
    assert read(text, "Jan") is None


def test_kin_that_belongs_to_another_name_opens_nothing() -> None:
    assert read("Er kam mit seiner Frau Marlene an.", "Marlene", taken="Frau") is None


@each_of(
    [
        ("Am Abend sprach Kanzler Zumbor dort.", "Zumbor"),
        ("Am Abend sprach Kanzler Zumbor's neue Frau.", "Zumbor"),
        ("Er sprach mit dem Präsidenten Zumbor dort.", "Zumbor"),
        ("Er sprach mit dem neuen Präsidenten Zumbor dort.", "Zumbor"),
        ("Sie sprachen mit Präsidenten Zumbor dort.", None),
        ("Am Abend sprachen Kanzlerinnen Zumbor dort.", None),
        ("Am Abend sprach Graf Zumbor dort.", None),
        ("Am Abend sprach Oberster Zumbor dort.", None),
        ("Am Abend sprach Hersteller Zumbor dort.", None),
        ("Das Buch „Kanzler Zumbor“ lief.", None),
        ("Am Abend sprach Kanzler Zumbor Quell dort.", None),
        ("Am Abend sprach Kanzler Zumbor   Quell dort.", "Zumbor"),
        ("Am Abend sprach Haus Zumbor dort.", None),
        ("Am Abend sprach kanzler Zumbor dort.", None),
        ("Am Abend warf er dem Kanzler Zumbor vor.", None),
        ("Am Abend sprach Kanzler Zumbor vor ihm.", "Zumbor"),
        ("Am Abend warf er dem Kanzler Zumbor und so immer fort vor.", "Zumbor"),
        ("Am Abend sprach Kanzler Zumbor-Quell dort.", None),
    ]
)
def test_a_surname_follows_an_office(text: str, name: str | None) -> None:
    word = next(one for one in ("Zumbor's", "Zumbor-Quell", "Zumbor") if one in text)

    assert read(text, word) == name


@each_of(["Ab", "Schalke", "Berlin", "Director", "Kultur", "Haus", "Der"])
def test_after_an_office_these_words_are_no_surname(word: str) -> None:
    assert read(f"Am Abend sprach Kanzler {word} dort.", word) is None


@each_of(
    [
        ("Then President Zumbor left.", "Zumbor"),
        ("Then Sheriff Zumbor left.", "Zumbor"),
        ("Then Teacher Zumbor left.", None),
        ("Then president Zumbor left.", None),
        ("Then President Zumbor Quell left.", None),
    ]
)
def test_in_english_a_surname_follows_a_title_alone(text: str, name: str | None) -> None:
    assert read(text, "Zumbor", "en") == name


def test_a_surname_may_have_three_letters() -> None:
    assert read("Then President Zob left.", "Zob", "en") == "Zob"


def test_an_office_of_another_name_is_followed_by_no_surname() -> None:
    assert read("Am Abend sprach Kanzler Zumbor dort.", "Zumbor", taken="Kanzler") is None


@each_of(
    [
        ("Heute singt Shakira dort.", "Shakira", "person.stage-name"),
        ("Er kam mit seiner Frau Marlene an.", "Marlene", "person.given-after-kin"),
        ("Am Abend sprach Kanzler Zumbor dort.", "Zumbor", "person.surname-after-office"),
    ]
)
def test_a_single_word_name_says_by_which_rule_it_was_read(text: str, word: str, rule: str) -> None:
    tokens = tokenize(text)

    single = read_single_name(tokens, find(tokens, word), bytearray(len(tokens) + 1), "de")

    assert single is not None
    assert (single.rule, single.end - single.first) == (rule, 1)


@each_of(
    [
        ("Der Präsident des Verbands, Berlin, hat Hilfen gefordert.", None),
        ("Ein Kran im Hafen, Zumbor, hat sich gedreht.", None),
    ]
)
def test_a_surname_between_commas_belongs_to_the_office_before_it(text: str, name: str | None) -> None:
    word = "Berlin" if "Berlin" in text else "Zumbor"

    assert read(text, word) == name
