"""The inside of a tag: which words are an agency, a service, a sign, a medium, a date, a word between."""

import itertools

from articles.parsing.lexicon import BUILTIN
from articles.parsing.tags.tokenize import TagKind, TagUnit, split_units
from tests.tables import each_of

READ = [
    # the inside, then each unit: kind, text, value, what stands before
    ("dpa und afp", [("agency", "dpa", "dpa", ""), ("filler", "und", "", " "), ("agency", "afp", "afp", " ")]),
    ("dpa and afp", [("agency", "dpa", "dpa", ""), ("filler", "and", "", " "), ("agency", "afp", "afp", " ")]),
    ("dpa sowie afp", [("agency", "dpa", "dpa", ""), ("filler", "sowie", "", " "), ("agency", "afp", "afp", " ")]),
    ("dpa et afp", [("agency", "dpa", "dpa", ""), ("filler", "et", "", " "), ("agency", "afp", "afp", " ")]),
    ("dpa-Meldung", [("agency", "dpa", "dpa", "")]),
    ("dpa-Meldungen", [("agency", "dpa", "dpa", "")]),
    ("dpa-Text", [("agency", "dpa", "dpa", "")]),
    ("dpa-Texten", [("agency", "dpa", "dpa", "")]),
    ("dpa-Informationen", [("agency", "dpa", "dpa", "")]),
    ("dpa-Inhalten", [("agency", "dpa", "dpa", "")]),
    ("dpa-Material", [("agency", "dpa", "dpa", "")]),
    ("dpa-bw", [("agency", "dpa", "dpa", ""), ("sign", "bw", "bw", " ")]),
    ("dpa-infocom", [("agency", "dpa-infocom", "dpa", "")]),
    ("dpa-tmn", [("agency", "dpa-tmn", "dpa", "")]),
    ("dpa-Bw", [("unknown", "dpa-Bw", "dpa-Bw", "")]),
    ("dpa-abcde", [("unknown", "dpa-abcde", "dpa-abcde", "")]),
    ("Xyz-bw", [("unknown", "Xyz-bw", "Xyz-bw", "")]),
    ("dpa:210302-99-12/3", [("filler", "dpa:210302-99-12/3", "", "")]),
    ("dpa, 2.3.2026", [("agency", "dpa", "dpa", ""), ("date", "2.3.2026", "", ",")]),
    ("dpa; 14.30 Uhr", [("agency", "dpa", "dpa", ""), ("date", "14.30 Uhr", "", ";")]),
    ("dpa/dl 2026", [("agency", "dpa", "dpa", ""), ("sign", "dl", "dl", "/"), ("date", "2026", "", "")]),
    ("Mara von Tielke", [("name", "Mara von Tielke", "Mara von Tielke", "")]),
    ("von Tielke", [("filler", "von", "", ""), ("unknown", "Tielke", "Tielke", " ")]),
    ("kurier.de", [("medium", "kurier.de", "kurier.de", "")]),
    ("kurier.example", [("unknown", "kurier.example", "kurier.example", "")]),
    ("kurier.d", [("unknown", "kurier.d", "kurier.d", "")]),
    ("DER STANDARD", [("medium", "DER STANDARD", "DER STANDARD", "")]),
    ("Der Standard/dpa", [("medium", "Der Standard", "Der Standard", ""), ("agency", "dpa", "dpa", "/")]),
    ("pa", [("sign", "pa", "pa", "")]),
    ("PA", [("agency", "PA", "pa", "")]),
    ("tt", [("sign", "tt", "tt", "")]),
    ("TT", [("agency", "TT", "tt", "")]),
    ("keystone", [("agency", "keystone", "sda", "")]),
    ("Keystone-SDA", [("agency", "Keystone-SDA", "sda", "")]),
    ("Getty Images", [("refused", "Getty Images", "getty", "")]),
    ("dpa-Bildfunk", [("refused", "dpa-Bildfunk", "dpa", "")]),
    ("dl ab", [("refused", "dl ab", "dl ab", "")]),
    ("dl neu", [("refused", "dl neu", "dl neu", "")]),
    ("März", [("refused", "März", "März", "")]),
    ("Archiv", [("refused", "Archiv", "Archiv", "")]),
    ("pm", [("release", "pm", "pm", "")]),
    ("The Associated Press", [("filler", "The", "", ""), ("agency", "Associated Press", "ap", " ")]),
    ("AbendKurier", [("medium", "AbendKurier", "AbendKurier", "")]),
    ("a.b.", [("refused", "a.b.", "ab", "")]),
    ("red.", [("sign", "red.", "red", "")]),
    ("dpa • afp", [("agency", "dpa", "dpa", ""), ("agency", "afp", "afp", "•")]),
    ("dpa – afp", [("agency", "dpa", "dpa", ""), ("agency", "afp", "afp", "–")]),
    ("dpa dl Xyzzy", [("agency", "dpa", "dpa", ""), ("refused", "dl Xyzzy", "dl Xyzzy", " ")]),
    ("dpa u. afp", [("agency", "dpa", "dpa", ""), ("filler", "u.", "", " "), ("agency", "afp", "afp", " ")]),
    ("dl, dpa Xyzzy afp", [
        ("sign", "dl", "dl", ""), ("agency", "dpa", "dpa", ","), ("unknown", "Xyzzy", "Xyzzy", " "),
        ("agency", "afp", "afp", " "),
    ]),
    ("APA-OTS", [("agency", "APA-OTS", "apa ots", "")]),
    ("dpa-lno", [("agency", "dpa-lno", "dpa", "")]),
    ("afp-lno", [("unknown", "afp-lno", "afp-lno", "")]),
    ("NurPhoto", [("refused", "NurPhoto", "nurphoto", "")]),
    ("kurier.info", [("medium", "kurier.info", "kurier.info", "")]),
    ("kurier-de.", [("unknown", "kurier-de.", "kurier-de.", "")]),
    ("Kiel", [("unknown", "Kiel", "Kiel", "")]),
    ("Mara Tielke, Quellstadt", [("name", "Mara Tielke", "Mara Tielke", ""), ("place", "Quellstadt", "Quellstadt", ",")]),
    ("Mara Ilse van Tielke", [("name", "Mara Ilse van Tielke", "Mara Ilse van Tielke", "")]),
    ("Mara Tielke aus Kiel", [("name", "Mara Tielke", "Mara Tielke", "")]),
    ("Tielke aus Kiel", [("refused", "Tielke aus Kiel", "Tielke aus Kiel", "")]),
    ("van Tielke", [("refused", "van Tielke", "van Tielke", "")]),
    ("Mara van", [("refused", "Mara van", "Mara van", "")]),
    ("Mara Ilse Berta Olga Tielke", [("refused", "Mara Ilse Berta Olga Tielke", "Mara Ilse Berta Olga Tielke", "")]),
    ("Bericht von Mara Tielke", [
        ("filler", "Bericht", "", ""), ("filler", "von", "", " "), ("name", "Mara Tielke", "Mara Tielke", " "),
    ]),
    ("Mara von hier", [("unknown", "Mara", "Mara", ""), ("filler", "von", "", " "), ("refused", "hier", "hier", " ")]),
    ("Mara T1elke", [("refused", "Mara T1elke", "Mara T1elke", "")]),
    ("Mara Tielke in Kiel", [("name", "Mara Tielke", "Mara Tielke", "")]),
    ("pa media", [("agency", "pa media", "pa", "")]),
    ("sda-ats", [("agency", "sda-ats", "sda", "")]),
    ("dpa-abcd", [("agency", "dpa", "dpa", ""), ("sign", "abcd", "abcd", " ")]),
    (".Info", [("unknown", ".Info", ".Info", "")]),
    ("kurier.heute", [("unknown", "kurier.heute", "kurier.heute", "")]),
    ("dlX", [("unknown", "dlX", "dlX", "")]),
    ("dl xz", [("sign", "dl", "dl", ""), ("sign", "xz", "xz", " ")]),
    ("pm dl", [("refused", "pm dl", "pm dl", "")]),
    ("a.m. dl", [("refused", "a.m. dl", "a.m. dl", "")]),
    ("Xyzzy dpa", [("unknown", "Xyzzy", "Xyzzy", ""), ("agency", "dpa", "dpa", " ")]),
    ("dl dpa ab", [("sign", "dl", "dl", ""), ("agency", "dpa", "dpa", " "), ("sign", "ab", "ab", " ")]),
]  # fmt: skip


def read(text: str, *initials: str) -> list[TagUnit]:
    return split_units(text, 0, len(text), BUILTIN.extend(initials=initials) if initials else BUILTIN)


@each_of(READ)
def test_the_inside_of_a_tag_is_read_unit_by_unit(text: str, units: list) -> None:
    assert [(str(u.kind), u.text, u.value, u.before) for u in read(text)] == units


@each_of(READ)
def test_every_unit_stands_where_its_words_stand(text: str, units: list) -> None:
    found = read(text)

    assert all(unit.span.of(text).split() == unit.text.split() for unit in found)
    assert all(one.span.end <= two.span.start for one, two in itertools.pairwise(found))


def test_only_what_lies_between_is_read() -> None:
    assert [unit.text for unit in split_units("afp dpa rtr", 4, 7, BUILTIN)] == ["dpa"]


@each_of(["ab", "neu", "pm", "taz"])
def test_initials_of_the_desk_come_before_any_other_meaning(word: str) -> None:
    (unit,) = read(word, word)

    assert (unit.kind, unit.value) == (TagKind.SIGN, word)


def test_known_initials_may_be_written_with_full_stops() -> None:
    assert [(u.kind, u.value) for u in read("h.c.", "hc")] == [(TagKind.SIGN, "hc")]


def test_a_medium_of_the_desk_may_have_more_words_than_a_name() -> None:
    text = "Große Neue Zeitung Am Grünen See"
    lexicon = BUILTIN.extend(houses=[text])

    assert [(u.kind, u.value) for u in split_units(text, 0, len(text), lexicon)] == [(TagKind.MEDIUM, text)]
    assert [u.kind for u in read(text)] == [TagKind.REFUSED]


def test_an_office_of_many_words_is_no_medium() -> None:
    text = "Große Neue Behörde Am Grünen See"

    assert [u.kind for u in split_units(text, 0, len(text), BUILTIN.extend(bodies=[text]))] == [
        TagKind.REFUSED
    ]


def test_two_known_initials_side_by_side_are_two_signs() -> None:
    assert [(u.kind, u.value, u.before) for u in read("dl ab", "dl", "ab")] == [
        (TagKind.SIGN, "dl", ""),
        (TagKind.SIGN, "ab", " "),
    ]


def test_the_kinds_are_named_by_these_words() -> None:
    assert [kind.value for kind in TagKind] == [
        "agency", "service", "sign", "source_word", "filler", "date", "medium", "release", "name", "place", "unknown",
        "refused",
    ]  # fmt: skip
