from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.parsing.lexicon import BUILTIN
from articles.parsing.normalized_text import normalize
from articles.parsing.tags.parse import TagKind, read_tag
from newsroom.text.spans import Confidence
from tests.articles.parsing.labelled_lines import read_labelled
from tests.tables import each_of

TAGS = read_labelled("tags")
STORY = "Der Rat vertagte die Entscheidung. " * 40


@each_of(TAGS)
def test_every_labelled_ending_is_read_as_labelled(row: dict[str, Any]) -> None:
    tag = read_tag(row["raw"])

    got = {"agencies": list(tag.agencies), "editors": list(tag.editors), "unknown": list(tag.unknown)}
    assert got == {key: row[key] for key in got}
    assert tag.trailing == row["trailing"]


def test_only_the_brackets_are_the_tag_of_a_whole_story() -> None:
    tag = read_tag(STORY + "(afp/bw)")

    assert tag.span.of(tag.raw) == "(afp/bw)"


def test_a_tag_in_the_middle_of_a_text_is_left_alone() -> None:
    assert not read_tag("Der Rat tagte. (afp/bw) Er tagt am Montag wieder.").trailing


def test_an_unknown_token_is_asked_and_makes_the_tag_doubtful() -> None:
    tag = read_tag("(dpa/Kwestor)")

    assert tag.unknown == ("Kwestor",)
    assert tag.confidence is Confidence.DOUBTFUL


def test_known_initials_of_the_desk_make_the_tag_sure() -> None:
    lexicon = BUILTIN.extend(initials=["bw"])

    assert read_tag("(afp/bw)").confidence is Confidence.LIKELY
    assert read_tag("(afp/bw)", lexicon).confidence is Confidence.SURE


def test_initials_that_are_also_a_word_count_once_the_desk_knows_them() -> None:
    lexicon = BUILTIN.extend(initials=["neu"])

    assert not read_tag("(neu)").trailing
    assert read_tag("(neu)", lexicon).editors == ("neu",)


def test_a_service_of_dpa_is_the_agency_and_no_editor() -> None:
    parts = read_tag("(dpa/lno/bw)").parts

    assert [part.kind for part in parts] == [TagKind.AGENCY, TagKind.SERVICE, TagKind.SIGN]
    assert [part.value for part in parts] == ["dpa", "dpa", "bw"]


def test_an_empty_text_has_no_tag_and_an_empty_span() -> None:
    tag = read_tag("")

    assert not tag.trailing
    assert not tag.span


@given(st.text() | st.sampled_from([row["raw"] for row in TAGS]))
def test_any_text_is_read_and_every_span_points_at_its_words(raw: str) -> None:
    tag = read_tag(raw)

    assert tag.span.end <= len(raw)
    for part in tag.parts:
        assert " ".join(normalize(part.span.of(raw)).text.split()) == " ".join(part.text.split())


@given(st.text(), st.sampled_from([row["raw"] for row in TAGS if row["trailing"] and "\n" not in row["raw"]]))
def test_what_stands_before_the_last_line_does_not_matter(before: str, ending: str) -> None:
    alone, told = read_tag(f"x.\n{ending}"), read_tag(f"{before}x.\n{ending}")

    assert (told.agencies, told.editors, told.unknown) == (alone.agencies, alone.editors, alone.unknown)


AFTER = "Der Rat tagt."
TAGGED = [
    # behind the story, the tag, agencies, editors, unknown, how sure
    (" red", "red", (), ("red",), (), "likely"),
    ("\nred", "red", (), ("red",), (), "likely"),
    ("\ndl", "dl", (), ("dl",), (), "likely"),
    ("\nabc", "abc", (), ("abc",), (), "likely"),
    (" (dl)", "(dl)", (), ("dl",), (), "likely"),
    ("\n(dl)", "(dl)", (), ("dl",), (), "likely"),
    (" dl/ab", "dl/ab", (), ("dl", "ab",), (), "likely"),
    ("\ndl/ab", "dl/ab", (), ("dl", "ab",), (), "likely"),
    ("\nab/dl/AbendKurier", "ab/dl/AbendKurier", (), ("ab", "dl",), ("AbendKurier",), "likely"),
    ("\n(Mara Tielke, 3. März 2026)", "(Mara Tielke, 3. März 2026)", (), (), ("Mara Tielke",), "likely"),
    ("\n(Mara Tielke, AbendKurier)", "(Mara Tielke, AbendKurier)", (), (), ("Mara Tielke", "AbendKurier",), "likely"),
    ("\n(ots)", "(ots)", ("ots",), (), (), "sure"),
    ("\n[dpa]", "[dpa]", ("dpa",), (), (), "sure"),
    (" [dpa/dl]", "[dpa/dl]", ("dpa",), ("dl",), (), "likely"),
    (" dpa", "dpa", ("dpa",), (), (), "sure"),
    (" dpa, afp", "dpa, afp", ("dpa", "afp",), (), (), "sure"),
    (" Mit Material von dpa", "Mit Material von dpa", ("dpa",), (), (), "sure"),
    (" Mit Material der Agenturen dpa und AFP", "Mit Material der Agenturen dpa und AFP", ("dpa", "afp",), (), (), "sure"),
    ("\nQuelle: dpa", "Quelle: dpa", ("dpa",), (), (), "sure"),
    ("\n(Jane Doe/AFP)", "(Jane Doe/AFP)", ("afp",), (), ("Jane Doe",), "likely"),
    ("\n(Jane Doe, AFP)", "(Jane Doe, AFP)", ("afp",), (), ("Jane Doe",), "likely"),
    ("\nvon Jane Doe, dpa", "von Jane Doe, dpa", ("dpa",), (), ("Jane Doe",), "likely"),
    ("\nVon Jane Doe, dpa", "Von Jane Doe, dpa", ("dpa",), (), ("Jane Doe",), "likely"),
    ("\n(afp/Kiel)", "(afp/Kiel)", ("afp",), (), (), "likely"),
    ("\n(afp, Xyzzy)", "(afp, Xyzzy)", ("afp",), (), ("Xyzzy",), "doubtful"),
    ("\n(afp, xy-zzyabc)", "(afp, xy-zzyabc)", ("afp",), (), ("xy-zzyabc",), "doubtful"),
    (" Ende. (dpa)", "(dpa)", ("dpa",), (), (), "sure"),
    (" Schluss. (dpa)", "(dpa)", ("dpa",), (), (), "sure"),
    (" abc. (dpa)", "abc. (dpa)", ("dpa",), ("abc",), (), "likely"),
    (" dpa. (AFP)", "dpa. (AFP)", ("dpa", "afp",), (), (), "sure"),
    ("\n(c) dpa", "(c) dpa", ("dpa",), (), (), "sure"),
    ("\n© dpa", "© dpa", ("dpa",), (), (), "sure"),
    ("\n(c) dpa/dl", "(c) dpa/dl", ("dpa",), ("dl",), (), "likely"),
    ("\n(dpa/lno)", "(dpa/lno)", ("dpa",), (), (), "sure"),
    ("\n(lno)", "(lno)", ("dpa",), (), (), "sure"),
    ("\n(dpa-infocom)", "(dpa-infocom)", ("dpa",), (), (), "sure"),
    ("\n(afp/dpa/dl/XY)", "(afp/dpa/dl/XY)", ("afp", "dpa",), ("dl", "xy",), (), "likely"),
    ("\n(afp/XYZ)", "(afp/XYZ)", ("afp",), (), ("XYZ",), "doubtful"),
    ("\n(afp/Xyz)", "(afp/Xyz)", ("afp",), ("xyz",), (), "likely"),
    ("\nAgenturen", "Agenturen", (), (), (), "sure"),
    ("\n(Agenturen)", "(Agenturen)", (), (), (), "sure"),
    ("\n(dl/pm)", "(dl/pm)", (), ("dl",), ("pm",), "likely"),
    ("\npm/dl", "pm/dl", (), ("dl",), ("pm",), "likely"),
    ("\n(red/dpa)", "(red/dpa)", ("dpa",), ("red",), (), "likely"),
    ("\n(dpa) (dl)", "(dpa) (dl)", ("dpa",), ("dl",), (), "likely"),
    (" (dpa)\n\n", "(dpa)", ("dpa",), (), (), "sure"),
    ("\n(afp, n1)", "(afp, n1)", ("afp",), (), ("n1",), "doubtful"),
    ("\n(afp/ab12x)", "(afp/ab12x)", ("afp",), (), ("ab12x",), "doubtful"),
    ("\nJane Doe, lno", "Jane Doe, lno", ("dpa",), (), ("Jane Doe",), "likely"),
    ("\nVon Mara Tielke. (dpa)", "Von Mara Tielke. (dpa)", ("dpa",), (), ("Mara Tielke.",), "likely"),
    ("\nFAZ. (dpa)", "FAZ. (dpa)", ("dpa",), (), ("FAZ.",), "likely"),
    ("\n(dpa report)", "(dpa report)", ("dpa",), (), (), "sure"),
    ("\n(pm)", "(pm)", (), (), ("pm",), "likely"),
    (f"\n{AFTER}\ndl", "dl", (), ("dl",), (), "likely"),
    ("\nVon Mara Tielke.(dpa)", "Von Mara Tielke.(dpa)", ("dpa",), (), ("Mara Tielke.",), "likely"),
    ("\n(afp, XYZ.)", "(afp, XYZ.)", ("afp",), (), ("XYZ.",), "doubtful"),
    ("\nkurier.info. (dpa)", "kurier.info. (dpa)", ("dpa",), (), ("kurier.info.",), "likely"),
    ("\nFAZ.(dpa)", "FAZ.(dpa)", ("dpa",), (), ("FAZ.",), "likely"),
    ("\n (dpa)", "(dpa)", ("dpa",), (), (), "sure"),
    ("\n(dpa, Xgartenhaus)", "(dpa, Xgartenhaus)", ("dpa",), (), ("Xgartenhaus",), "doubtful"),
    ("\n(Reuters, Jane Doe)", "(Reuters, Jane Doe)", ("rtr",), (), ("Jane Doe",), "likely"),
    ("\nQuelle red", "Quelle red", (), ("red",), (), "likely"),
    ("\ndl und Quelle", "dl und Quelle", (), ("dl",), (), "likely"),
    ("\nFAZ/dl", "FAZ/dl", (), ("dl",), ("FAZ",), "likely"),
    ("\ndl/ab, 3.3.2026", "dl/ab, 3.3.2026", (), ("dl", "ab",), (), "likely"),
    ("\n3.3.2026 - dl/ab", "3.3.2026 - dl/ab", (), ("dl", "ab",), (), "likely"),
    ("\n3. März 2026 – dl/ab", "3. März 2026 – dl/ab", (), ("dl", "ab",), (), "likely"),
    ("\n3.3.2026 (dl/ab)", "3.3.2026 (dl/ab)", (), ("dl", "ab",), (), "likely"),
    ("\n(dpa, 3. März 2026)", "(dpa, 3. März 2026)", ("dpa",), (), (), "sure"),
    ("\n(ANSA).", "(ANSA)", ("ansa",), (), (), "sure"),
    (" (ats/nxp)", "(ats/nxp)", ("sda",), ("nxp",), (), "likely"),
    (" (sda/ats)", "(sda/ats)", ("sda",), (), (), "sure"),
    (" (APA/Red.)", "(APA/Red.)", ("apa",), ("red",), (), "likely"),
    (" (lb/MDR)", "(lb/MDR)", (), ("lb",), ("MDR",), "likely"),
    (" (pd/red)", "(pd/red)", (), ("red",), ("pd",), "likely"),
    ("\n(avec l'AFP)", "(avec l'AFP)", ("afp",), (), (), "sure"),
    ("\n(avec agences)", "(avec agences)", (), (), (), "sure"),
    ("\nRedacción/EFE", "Redacción/EFE", ("efe",), (), ("Redacción",), "likely"),
    ("\n(Schluss) dl/ab", "dl/ab", (), ("dl", "ab"), (), "likely"),
    ("\nabendblick/kap", "abendblick/kap", ("kap",), (), ("abendblick",), "doubtful"),
    ("\nMara Tielke (dpa)", "Mara Tielke (dpa)", ("dpa",), (), ("Mara Tielke",), "likely"),
    ("\nMara Tielke mit dpa", "Mara Tielke mit dpa", ("dpa",), (), ("Mara Tielke",), "likely"),
    ("\n© 1994-2024 Agence France-Presse", "© 1994-2024 Agence France-Presse", ("afp",), (), (), "sure"),
    ("/dl/ab", "/dl/ab", (), ("dl", "ab"), (), "likely"),
    ("\n(Forts. mgl) dl/ab", "dl/ab", (), ("dl", "ab"), (), "likely"),
    ("\ndpa am 3.3.2026", "dpa am 3.3.2026", ("dpa",), (), (), "sure"),
    ("\nburs-dl/ab", "burs-dl/ab", (), ("dl", "ab"), (), "likely"),
    ("\n(SID) - dl/ab", "(SID) - dl/ab", ("sid",), ("dl", "ab"), (), "likely"),
    ("\n(APA; 18.8.015)", "(APA; 18.8.015)", ("apa",), (), (), "sure"),
    ("\nddp/dl", "ddp/dl", ("ddp",), ("dl",), (), "likely"),
    ("\nEcho der Zeit, 3.3.2026, 18:00 Uhr; dl", "Echo der Zeit, 3.3.2026, 18:00 Uhr; dl", (), ("dl",), ("Echo der Zeit",), "likely"),
    (' ("Die Presse", Print-Ausgabe, 3.3.2026)', '("Die Presse", Print-Ausgabe, 3.3.2026)', (), (), ("Die Presse",), "likely"),
    (
        "\nCopyright 2024 The Associated Press. All rights reserved. This story may not be sold.",
        "Copyright 2024 The Associated Press", ("ap",), (), (), "sure",
    ),
]  # fmt: skip


@each_of(TAGGED)
def test_an_ending_is_read_with_all_it_names(
    ending: str, tag: str, agencies: tuple, editors: tuple, unknown: tuple, confidence: str
) -> None:
    read = read_tag(AFTER + ending)

    assert (read.trailing, read.span.of(read.raw)) == (True, tag)
    assert (read.agencies, read.editors, read.unknown) == (agencies, editors, unknown)
    assert read.confidence == confidence


@each_of([
        " dl",
        "\nabcd",
        " dl – ab",
        "\ndl/ab–cd",
        "\ndl-ab",
        "\n(dl–ab)",
        "\nMara Tielke, 3. März 2026",
        "\nMara Tielke",
        "\n(Mara Tielke)",
        "\nMARA TIELKE, 3. März 2026",
        "\n(MARA TIELKE, 3.3.2026)",
        "\n(Mara Tielke, AbendKurier, Xyzzy)",
        "\n(AbendKurier)",
        "\n(PR)",
        "\n(dpa",
        "\nFoto: dpa",
        "\nÜbersetzung: dpa",
        "\n(Reuters/Jane Doe)",
        "\n(REUTERS/Jane Doe)",
        "\n(afp, xyzzyabc)",
        "\n(afp, 123)",
        "\n(afp, Ende.)",
        "\n(afp, Ende…)",
        "\n(afp, Xyzzyxyzzyxyzzyxyzzyx)",
        "\n(sagt er)",
        "\n(dl ab)",
        "\n(dpa),",
        " a b c d e f dpa",
        "\n(Eigenbericht)",
        "\n(afp/ab12xy)",
        "\n3.3.2026, dl/ab",
        "\ndl, ab/3.3.2026",
        "\ndl: neu",
        " FAZ/dl",
        "\nxyz/von",
        "\nxyz – PR",
        " pm – Quelle",
        "\nafp, Schluss?",
        "\nafp, Schluss!",
        "\nJane Doe lno",
        "\n(dl) Ende",
        "\n(dpa/dl), 3.3.2026",
        "\n(3.3.2026)",
        "\ndl (ab)",
        " /dl",
        "\n(dl/Xyzzy)",
        "\n(c) Mara Tielke, 3. März 2026",
        f"\n{AFTER} dl",
        "\n(c) (dpa) dl",
        "\n(siehe unten)",
        "\n(ab Kiel)",
        "\n(Mara Tielke, Kiel)",
        "\nMara Tielke/dpa",
        "\n(Mara Tielke/Pool Photo via AP)",
        "\nUncredited/AP/dpa",
        "\nTHE CANADIAN PRESS/Mara Tielke",
        "\nMara Tielke (SPD) und Ole Brandt (CDU) Quelle: Bo Kolb/dpa",
        " Das ist eine Agentur (dpa).",
    ])  # fmt: skip
def test_what_is_no_tag_is_left_to_the_story(ending: str) -> None:
    read = read_tag(AFTER + ending)

    assert (read.trailing, read.agencies, read.editors, read.unknown, read.parts) == (False, (), (), (), ())
    assert read.span.of(read.raw) == ""


def test_a_blank_before_a_tag_is_no_part_of_it() -> None:
    tag = read_tag(" (dpa)")

    assert tag.span.of(tag.raw) == "(dpa)"


def test_known_initials_end_a_line_without_brackets() -> None:
    lexicon = BUILTIN.extend(initials=["dl"])

    assert read_tag(f"{AFTER} dl", lexicon).editors == ("dl",)
    assert read_tag(f"{AFTER} (dl ab)", lexicon).editors == ()
    assert read_tag(f"{AFTER} (dl ab)", lexicon.extend(initials=["dl", "ab"])).editors == ("dl", "ab")


@each_of(["(c)", "(C) ", f"{AFTER}\n(c)", f"{AFTER} ( c )", f"{AFTER}\n()", f"{AFTER} []"])
def test_a_sign_of_copyright_alone_and_empty_brackets_are_no_tag(text: str) -> None:
    assert not read_tag(text).trailing


@given(st.text(alphabet="()[]cC©./,- \ndlpafAFP", max_size=24))
def test_signs_and_brackets_in_any_order_are_read(ending: str) -> None:
    tag = read_tag(AFTER + ending)

    assert tag.span.end <= len(tag.raw)


@each_of(["dl", "abc"])
def test_a_text_of_one_short_word_is_no_tag(text: str) -> None:
    assert not read_tag(text).trailing


@each_of([(160, True), (161, False)])
def test_a_tag_has_a_length(letters: int, found: bool) -> None:
    ending = "(dpa" + "/dpa" * ((letters - 5) // 4) + " " * ((letters - 5) % 4) + ")"

    assert len(ending) == letters
    assert read_tag(f"{AFTER}\n{ending}").trailing is found


def test_each_part_of_a_tag_names_its_rule_and_how_sure_it_is() -> None:
    parts = read_tag(f"{AFTER}\n(Mara Tielke, AbendKurier, Kiel/afp/dl/Xyzzy)").parts

    assert [(p.rule, p.text, str(p.confidence)) for p in parts] == [
        ("tag.name", "Mara Tielke", "likely"),
        ("tag.medium", "AbendKurier", "likely"),
        ("tag.place", "Kiel", "likely"),
        ("tag.agency", "afp", "sure"),
        ("tag.sign", "dl", "likely"),
        ("tag.unknown", "Xyzzy", "doubtful"),
    ]


def test_without_the_full_stop_only_agency_and_sign_in_brackets_are_clear_enough() -> None:
    assert not read_tag("Der Rat tagt (dpa)").trailing
    assert not read_tag("Der Rat tagt (dl)").trailing
    assert read_tag("Der Rat tagt (dpa/dl)").agencies == ("dpa",)


def test_a_date_alone_may_stand_with_a_name_or_a_medium_in_brackets() -> None:
    assert read_tag(f"{AFTER}\n(AbendKurier, 3. März 2026)").unknown == ("AbendKurier",)
    assert read_tag(f"{AFTER}\n(dl, AbendKurier)").editors == ("dl",)
    assert read_tag(f"{AFTER} AFP. (dl)").agencies == ("afp",)
    assert read_tag(f"{AFTER} AbendKurier. (dl)").unknown == ()


@each_of(
    [
        ("epd-Niedersachsen-Bremen/abc", ("epd",), ("abc",)),
        ("ddp-nrw/abc", ("ddp",), ("abc",)),
        ("Copyright (c) PA Media Ltd. 2019", ("pa",), ()),
    ]
)
def test_a_region_or_the_form_of_a_firm_is_no_editor(
    ending: str, agencies: tuple[str], editors: tuple[str]
) -> None:
    tag = read_tag(f"Der Rat tagte.\n{ending}")

    assert (tag.agencies, tag.editors) == (agencies, editors)


@each_of(["Der Kran fiel um. (ike) +++", "Der Kran fiel um. (ike) ●"])
def test_a_sign_of_the_end_may_follow_the_tag(text: str) -> None:
    tag = read_tag(text)

    assert (tag.editors, tag.span.of(text)) == (("ike",), "(ike)")
    assert not read_tag("Der Kran fiel um. +++").trailing


@pytest.mark.parametrize(
    ("line", "agencies", "editors"),
    [
        ("Associated Press in Valencia", ("ap",), ()),
        ("Reuters/kra Frankfurt", ("rtr",), ("kra",)),
        ("von dpa, unserer Redaktion", ("dpa",), ()),
        ("(JP)", (), ("jp",)),
        ("■ kaz", (), ("kaz",)),
    ],
)
def test_a_place_or_a_mark_hides_no_source(
    line: str, agencies: tuple[str, ...], editors: tuple[str, ...]
) -> None:
    tag = read_tag(f"Der Rat stimmt am Dienstag ab.\n{line}")
    assert (tag.agencies, tag.editors) == (agencies, editors)


def test_initials_that_are_a_unit_elsewhere_are_proposed_after_a_sentence() -> None:
    tag = read_tag("Der Hafen rechnet mit mehr Umschlag. (cm)")
    assert (tag.editors, tag.confidence) == (("cm",), Confidence.DOUBTFUL)
    assert not read_tag("Der Hafen rechnet mit mehr Umschlag\n(km)").trailing
