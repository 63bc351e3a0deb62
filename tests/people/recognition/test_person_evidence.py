"""What beside two capitalised words says that they name a person, and what says that they name a thing."""

from people.recognition.find_names import find_names
from people.recognition.name_tokens import NameSpan
from people.recognition.person_evidence import (
    follows_named_thing,
    has_person_evidence,
    is_eponymous_noun,
    is_quoted_alone,
)
from people.recognition.tokenizer import TokenizedText, tokenize
from tests.tables import each_of

NAME = "Xandor Quell"


def place_of(tokens: TokenizedText, name: str) -> tuple[int, int]:
    wanted = name.split()
    return next(
        (i, i + len(wanted)) for i in range(len(tokens)) if tokens.words[i : i + len(wanted)] == wanted
    )


def extent_of(tokens: TokenizedText, name: str, rule: str) -> NameSpan:
    first, end = place_of(tokens, name)
    return NameSpan(first, end, end - 1, rule)


def speaks(
    text: str, language: str = "de", *, name: str = NAME, rule: str = "person.unknown", known: str = ""
) -> bool:
    """`known` is a name of the text that is taken for a person already."""
    tokens = tokenize(text)
    taken = bytearray(len(tokens) + 1)
    if known:
        first, end = place_of(tokens, known)
        taken[first:end] = b"\x01" * (end - first)
    return has_person_evidence(tokens, extent_of(tokens, name, rule), taken, language)


@each_of([
        "Der Minister Xandor Quell kam.",
        "Das war Dr. Xandor Quell am Abend.",
        "Das war Frau Xandor Quell am Abend.",
        "Ihr Vater Xandor Quell kam.",
        "Mit seiner Mutter, Xandor Quell, kam er.",
        "Da kam Rev. Xandor Quell an.",
        "Die Ermordung von Xandor Quell bleibt rätselhaft.",
        "Heute kam Xandor Quell (SPD) an.",
        "Heute kam Xandor Quell (links) an.",
        "Heute kam Xandor Quell (l) an.",
        "Heute kam Xandor Quell (34) an.",
        "Heute kam Xandor Quell, 34, an.",
        "Heute kam Xandor Quell, der dort wohnt.",
        "Heute kam Xandor Quell, dessen Haus steht.",
        "Heute kam Xandor Quell, links, an.",
        "Heute kam Xandor Quell, rechts, an.",
        "Heute kam Xandor Quell, Direktor der Klinik.",
        "Heute kam Xandor Quell, bisher Direktor der Klinik.",



    ])  # fmt: skip
def test_one_strong_sign_beside_the_words_speaks_for_a_person(text: str) -> None:
    assert speaks(text)


@each_of(
    [
        "Heute kam Xandor Quell an.",
        "Heute kam Xandor Quell (Nordhaven) an.",
        "Heute kam Xandor Quell (34 Stück) an.",
        "Heute kam Xandor Quell, 34 an.",
        "Heute kam Xandor Quell, gestern war Ruhe.",
        "Heute kam Xandor Quell, bisher selten.",
        "Heute kam Xandor Quell; Direktor war ein anderer.",
        "Heute kam Xandor Quell und Yolgor an.",
        "Heute kam Xandor Quell, Yolgor Zumm.",
        "Heute kam Xandor Quell oder Anna Berg.",
        "Heute kam Xandor Quell sagte er.",
        "Da kam Zug. Xandor Quell war da.",
        "Das Lied von Xandor Quell blieb.",
        "Die Mutter. Xandor Quell kam.",
        "Am Abend, Xandor Quell kam.",
        "Heute kam Xandor Quell, 2b, an.",
        "Da rief Xandor Quell, warte kurz.",
    ]
)
def test_words_without_such_a_sign_are_nobodys_name(text: str) -> None:
    assert not speaks(text)


@each_of(["CDU", "Grüne", "parteilos", "CDU/CSU", "Tories", "D", "R"])
def test_a_party_in_brackets_behind_the_words_speaks_for_a_person(party: str) -> None:
    assert speaks(f"Heute kam Xandor Quell ({party}) an.")


@each_of(["l", "r", "m", "M", "li", "re", "rechts", "Mitte", "left", "vorn", "hinten", "2"])
def test_a_place_on_the_picture_in_brackets_speaks_for_a_person(place: str) -> None:
    assert speaks(f"Heute kam Xandor Quell ({place}) an.")


def test_a_party_without_its_bracket_says_nothing() -> None:
    assert not speaks("Heute kam Xandor Quell SPD an.")


@each_of([",", "und", "sowie"])
def test_who_stands_in_a_list_behind_a_known_person_is_one(joiner: str) -> None:
    assert speaks(f"Es kamen Anna Berg {joiner} Xandor Quell.", known="Anna Berg")


@each_of(
    [
        "Es kamen Anna Berg (SPD) und Xandor Quell.",
        "Es kamen Anna Berg (34) , Xandor Quell.",
        "Es kamen Anna Berg (links oben) und Xandor Quell.",
        "Es kamen Anna Berg von Norwegen und Xandor Quell.",
    ]
)
def test_a_list_goes_on_behind_a_bracket_and_behind_a_country(text: str) -> None:
    assert speaks(text, known="Anna Berg")


@each_of(
    [
        "Es kamen Anna Berg gegen Xandor Quell.",
        "Es kamen Anna Berg dann und Xandor Quell.",
        "Es kamen Anna Berg im Norwegen und Xandor Quell.",
        "Es kamen Anna Berg ( eins zwei drei vier fünf sechs sieben acht ) und Xandor Quell.",
    ]
)
def test_what_stands_between_ends_the_list(text: str) -> None:
    assert not speaks(text, known="Anna Berg")


@each_of(
    [
        ("Berg und Xandor Quell kamen.", True),
        ("Es kamen Berg (SPD) und Xandor Quell.", True),
        ("Es kamen Berg von Norwegen und Xandor Quell.", True),
        ("Es kamen Berg von Beruf und Xandor Quell.", False),
        ("Es kamen Berg (eins zwei drei vier fünf) und Xandor Quell.", True),
        ("Es kamen Berg (eins zwei drei vier fünf sechs) und Xandor Quell.", False),
    ]
)
def test_the_person_before_a_list_goes_on_may_bear_one_name_alone(text: str, person: bool) -> None:
    assert speaks(text, known="Berg") is person


@each_of(
    [
        ("Then Berg and Xandor Quell left.", True),
        ("Then Berg of Norway and Xandor Quell left.", True),
        ("Then Berg of Boston and Xandor Quell left.", False),
    ]
)
def test_an_english_list_goes_on_behind_and_and_behind_a_country(text: str, person: bool) -> None:
    assert speaks(text, "en", known="Berg") is person


@each_of(
    [
        ("Da sind Xandor Quell, Yolgor Zumm, Zumgor Yoll, Yumbor Quoll, Zolgor Yumm und Anna Berg.", False),
        ("Da sind Xandor Quell, Yolgor Zumm, Zumgor Yoll, Yumbor Quoll, Zolgor Yumm, Quimbor Zall.", False),
        ("Da sind Xandor Quell und Anna ging.", False),
        ("Da sind Xandor Quell und Anders Hafen.", False),
        ("Da sind Xandor Quell, Yolgor zumm und Anna Berg.", False),
        ("Da sind Xandor Quell, YOLGOR ZUMM und Anna Berg.", False),
        ("Da sind Xandor Quell, gestern Zumm und Anna Berg.", False),
        ("Da sind Xandor Quell, Yolgor Stiftung und Anna Berg.", False),
        ("Da sind Xandor Quell, Stiftung Zumm und Anna Berg.", False),
    ]
)
def test_up_to_three_unknown_pairs_may_stand_before_a_known_person(text: str, person: bool) -> None:
    assert speaks(text) is person


@each_of(
    [
        ("Das war Herr Xandor Quell.", True),
        ("Das war Prof. Xandor Quell.", True),
        ("Das war Herr große Xandor Quell.", False),
        ("Die Ermordung durch Xandor Quell war es.", False),
        ("Das war Rev über Xandor Quell.", False),
    ]
)
def test_a_title_stands_right_before_the_name_or_its_full_stop(text: str, person: bool) -> None:
    assert speaks(text) is person


@each_of(["of", "for", "at", "to", "in"])
def test_a_small_office_governs_by_these_words(word: str) -> None:
    assert speaks(f"Then Xandor Quell, director {word} the house, left.", "en")


@each_of(
    [
        ("Then Xandor Quell, far west of Boston, burned.", False),
        ("Then Xandor Quell, director with the house, left.", False),
        ("Then Xandor Quell, an economist, left.", True),
        ("Then Xandor Quell, an island, sank.", False),
    ]
)
def test_what_follows_the_comma_must_be_an_office(text: str, person: bool) -> None:
    assert speaks(text, "en") is person


def test_a_list_that_begins_with_the_words_themselves_is_none() -> None:
    assert not speaks("und Xandor Quell kam.", known="Quell kam")


def test_a_list_has_somebody_before_its_joiner() -> None:
    tokens = tokenize("und Xandor Quell")

    assert not has_person_evidence(
        tokens, extent_of(tokens, NAME, "person.unknown"), bytearray(b"\x01\x01\x01"), "de"
    )


def test_a_list_behind_something_that_is_no_person_says_nothing() -> None:
    assert not speaks("Es kamen Hammer und Xandor Quell.")


@each_of(
    [
        "Then President Xandor Quell left.",
        "Then Xandor Quell, a former senator, left.",
        "Then Xandor Quell, the director, left.",
        "Then Xandor Quell, who lives there, left.",
        "Then Xandor Quell, whose house burned, left.",
        "Then Xandor Quell, left, and others.",
        "Then Xandor Quell, right, and others.",
        "Then Xandor Quell, center, and others.",
        "Then Xandor Quell, director of the office, left.",
        "Then Xandor Quell, chief economist at the bank, left.",
        "Then Xandor Quell, 34, left.",
        "His mother, Xandor Quell, went home.",
        "His brother Xandor Quell went home.",
        "After the death of Xandor Quell they left.",
        "Then Sen. Xandor Quell left.",
    ]
)
def test_in_english_the_same_signs_speak_for_a_person(text: str) -> None:
    assert speaks(text, "en")


@each_of(
    [
        "Then Xandor Quell left.",
        "Then Xandor Quell, a small town, burned.",
        "Then Xandor Quell, near Boston, burned.",
        "Then Xandor Quell, der dort burned.",
        "Then Xandor Quell, director, burned.",
        "Then Xandor Quell, a small old grey stone director left.",
        "Then Xandor Quell, very very very very chief of all.",
        "Then Xandor Quell, the Boston office of it.",
        "The smell of Xandor Quell stayed.",
        "Last night, Xandor Quell burned.",
    ]
)
def test_in_english_other_words_behind_say_nothing(text: str) -> None:
    assert not speaks(text, "en")


@each_of(["who", "whose", "center"])
def test_english_words_tell_nothing_in_german(word: str) -> None:
    assert not speaks(f"Heute kam Xandor Quell, {word} x.")


@each_of(["Am Abend sagte Xandor Quell das.", "Am Abend Xandor Quell sagte das."])
def test_speech_counts_for_a_name_that_is_half_known_already(text: str) -> None:
    assert speaks(text, rule="person.given")
    assert not speaks(text)


def test_a_speaker_may_stand_behind_a_word_that_is_no_adjective() -> None:
    assert speaks("Als auch Xandor Quell gewann, war es spät.", rule="person.given")


def test_a_surname_that_is_also_an_office_is_not_the_office_behind_the_comma() -> None:
    assert not speaks("Then Xandor King, a shop, closed.", "en", name="Xandor King")


def test_english_speech_counts_in_english_alone() -> None:
    assert speaks("Later Xandor Quell told them.", "en", rule="person.given")
    assert not speaks("Dann Xandor Quell told them.", rule="person.given")


def test_who_speaks_elsewhere_in_the_texts_is_a_person_here() -> None:
    tokens = tokenize("Heute kam Xandor Quell an.")
    heard = TokenizedText(
        tokens.text, tokens.words, tokens.starts, tokens.ends, tokens.kinds, speakers=frozenset({"Quell"})
    )

    assert has_person_evidence(heard, extent_of(heard, NAME, "person.unknown"), bytearray(9), "de")


@each_of(
    [
        "Das sah auch Xandor Quellmann gestern.",
        "Das war gegen Xandor Quellmann gestern.",
        "Das war über Xandor Quellmann gestern.",
    ]
)
def test_the_ending_of_a_surname_in_running_text_is_enough(text: str) -> None:
    assert speaks(text, name="Xandor Quellmann")


@each_of(
    [
        "Das sah der Xandor Quellmann gestern.",
        "Das sah im Xandor Quellmann gestern.",
        "Das sah großer Xandor Quellmann gestern.",
        "Das sah Haus Xandor Quellmann gestern.",
        "Xandor Quellmann sah das.",
    ]
)
def test_the_ending_of_a_surname_is_not_enough_behind_an_article_an_adjective_or_at_the_beginning(
    text: str,
) -> None:
    assert not speaks(text, name="Xandor Quellmann")


@each_of(["gegen", "neben", "über", "unter", "hinter"])
def test_these_words_before_a_surname_are_no_adjectives(word: str) -> None:
    assert speaks(f"Das war {word} Xandor Quellmann gestern.", name="Xandor Quellmann")


@each_of(["großer", "großen", "großes", "großem"])
def test_an_adjective_before_the_ending_of_a_surname_takes_it_back(word: str) -> None:
    assert not speaks(f"Das war {word} Xandor Quellmann gestern.", name="Xandor Quellmann")


@each_of(
    [
        ("Das sah auch Xandor Gonzálo gestern.", True),
        ("Das sah der Xandor Gonzálo gestern.", False),
        ("Das sah Haus Xandor Gonzálo gestern.", False),
    ]
)
def test_a_letter_german_nouns_do_not_have_is_enough_in_running_text(text: str, person: bool) -> None:
    assert speaks(text, name="Xandor Gonzálo") is person


@each_of(
    [
        "Xandor Guðrundóttir",
        "Xandor Helgudóttir",
        "Xandor Alizade",
        "Xandor Helgasdottir",
        "Xandor Quelloglu",
        "Xandor Quełł",
    ]
)
def test_letters_and_endings_no_firm_has_are_enough_where_a_sentence_opens(name: str) -> None:
    assert speaks(f"{name} sah das.", name=name)


@each_of(["Yandor Xell", "Xandor Léger", "Xandor Quell"])
def test_a_firm_where_a_sentence_opens_may_have_every_other_letter(name: str) -> None:
    assert not speaks(f"{name} sah das.", name=name)


@each_of(
    [
        ("Die Fähre Loki Schmidt legte ab.", "de"),
        ("Die Stiftung Loki Schmidt zahlt.", "de"),
        ("Das Forschungsschiff Loki Schmidt legte ab.", "de"),
        ("Die Berta-Stiftung Loki Schmidt zahlt.", "de"),
        ("Das Stadtmuseum Loki Schmidt zahlt.", "de"),
        ("Die „Fähre „Loki Schmidt“ legte ab.", "de"),
        ("Die USS Loki Schmidt legte ab.", "de"),
        ("In St. Loki Schmidt läuten Glocken.", "de"),
        ("In Sankt. Loki Schmidt läuten Glocken.", "de"),
        ("Berta Ott alias Loki Schmidt kam.", "de"),
        ("Die Fähre ‚Loki Schmidt‘ legte ab.", "de"),
        ("Die Anna-Ott-Fähre Loki Schmidt legte ab.", "de"),
        ("Das U-Boot Loki Schmidt legte ab.", "de"),
        ("The carrier Loki Schmidt left.", "en"),
        ("The aircraft Loki Schmidt left.", "en"),
        ("The warship Loki Schmidt left.", "en"),
        ("The Stiftung Loki Schmidt left.", "en"),
        ("Die Loki-Ott-Stiftung Loki Schmidt zahlt.", "de"),
        ("Die Hansa-Fähre Loki Schmidt legte ab.", "de"),
        ("The hurricane Loki Schmidt hit.", "en"),
        ("Berta Ott alias Loki Schmidt left.", "en"),
    ]
)
def test_the_noun_before_a_name_says_what_bears_it(text: str, language: str) -> None:
    tokens = tokenize(text)

    assert follows_named_thing(tokens, place_of(tokens, "Loki Schmidt")[0], language)


@each_of(
    [
        ("Die Ministerin Loki Schmidt kam.", "de"),
        ("Sie sah die fähre Loki Schmidt.", "de"),
        ("Sie las. Loki Schmidt kam.", "de"),
        ("Fähre. Loki Schmidt kam.", "de"),
        ("In St Berta Loki Schmidt kam.", "de"),
        ("Auf der Fähre, Loki Schmidt kam.", "de"),
        ("Auf der Fähre 7 Loki Schmidt kam.", "de"),
        ("The stiftung Loki Schmidt left.", "en"),
        ("Loki Schmidt kam.", "de"),
        ("The Carrier of Loki Schmidt left.", "en"),
        ("The minister Loki Schmidt left.", "en"),
    ]
)
def test_another_word_before_a_name_leaves_it_to_the_person(text: str, language: str) -> None:
    tokens = tokenize(text)

    assert not follows_named_thing(tokens, place_of(tokens, "Loki Schmidt")[0], language)


@each_of(
    [
        ("See the Loki Schmidt Telescope there.", True),
        ("See The Loki Schmidt Telescope there.", True),
        ("See the Loki Schmidt carrier there.", True),
        ("See the Loki Schmidt there.", True),
        ("See a Loki Schmidt Telescope there.", False),
        ("Loki Schmidt Telescope there.", False),
    ]
)
def test_an_article_directly_before_makes_a_thing_of_the_name(text: str, thing: bool) -> None:
    tokens = tokenize(text)

    assert is_eponymous_noun(tokens, extent_of(tokens, "Loki Schmidt", "person.given")) is thing


@each_of([
        ("Die „Loki Schmidt“ legte ab.", True),
        ("Die »Loki Schmidt« legte ab.", True),
        ('Die "Loki Schmidt" legte ab.', True),
        ("Die „Loki Schmidt 2“ legte ab.", True),
        ("Die „Alte Loki Schmidt 2“ legte ab.", True),
        ("Die „Alte Loki Schmidt“ legte ab.", False),
        ("Er rief: „Loki Schmidt kam.“", False),
        ("Sie heißt Loki Schmidt“.", False),
        ("Die „Loki Schmidt 2 kam.“", False),
        ("Die Akte X Loki Schmidt“ lief.", False),
        ("Die „Loki Schmidt X lief.", False),
    ])  # fmt: skip
def test_quotation_marks_right_around_a_name_make_it_a_title(text: str, alone: bool) -> None:
    tokens = tokenize(text)

    assert is_quoted_alone(tokens, extent_of(tokens, "Loki Schmidt", "person.given")) is alone


@each_of(
    [
        ("Am Montag kam Minister Ole Dahl (SPD) nach Kiel.", ["Ole Dahl"]),
        ("Die Fähre Loki Schmidt legte in Kiel ab.", []),
        ("In Kiel legte die „Loki Schmidt“ ab, sagte die Reederei.", []),
    ]
)
def test_a_whole_sentence_is_read_by_these_signs(text: str, names: list[str]) -> None:
    assert [found.name for found in find_names(text, language="de")] == names
