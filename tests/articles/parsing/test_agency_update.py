from articles.parsing.agency_update import (
    UpdateKind,
    get_update_kind,
    has_same_words,
    is_kill,
    merge_agency_change,
)
from tests.tables import each_of

OLD = ("Der Kran steht im Hafen.", "Er ist 40 Meter hoch.", "Der Rat berät am Montag.")


SURE = {"line": "KILL", "confidence": "sure"}
DOUBTFUL = {"line": "Zurückgezogen", "confidence": "doubtful"}


@each_of(
    [
        ({"correction": "KILL", "kill": SURE}, False, UpdateKind.KILL),
        ({"correction": None, "kill": DOUBTFUL}, True, UpdateKind.QUERY),
        ({"correction": "Berichtigung: 40 statt 14 Meter", "kill": None}, False, UpdateKind.CORRECTION),
        ({"correction": None, "kill": None}, False, UpdateKind.UPDATE),
        ({"correction": None, "kill": None}, True, UpdateKind.LIFT),
        ({"correction": "Korrektur: neu", "kill": None}, True, UpdateKind.LIFT),
        ({"correction": "Achtung, Annullierung"}, True, UpdateKind.KILL),
        ({"correction": "Berichtigung: neu"}, False, UpdateKind.CORRECTION),
    ]
)
def test_what_was_read_says_what_kind_of_change_it_is(reading: dict, after_kill: bool, kind: UpdateKind):
    assert get_update_kind(reading, after_kill=after_kill) is kind


def test_only_a_line_that_takes_copy_back_is_a_kill():
    assert [is_kill(line) for line in (" Storno: Meldung", "Korrektur: Storno")] == [True, False]


def test_copy_with_other_line_breaks_says_the_same():
    assert has_same_words(["Der Kran", "steht."], ["Der  Kran steht."])
    assert not has_same_words(["Der Kran steht."], ["Der Kran fällt."])


def body(*paragraphs: str) -> str:
    return "\n".join(f"<p>{text}</p>" for text in paragraphs)


def test_the_agencys_change_is_made_where_the_desk_has_its_words():
    ours = body("Unser eigener Vorspann.", *OLD)

    told = merge_agency_change(ours, OLD, (OLD[0], "Er ist 14 Meter hoch.", OLD[2]))

    assert told.body == body("Unser eigener Vorspann.", OLD[0], "Er ist 14 Meter hoch.", OLD[2])
    assert (told.applied, told.unmatched) == (1, ())


def test_a_paragraph_the_desk_has_reworded_is_left_alone_and_told():
    ours = body(OLD[0], "Vierzig Meter misst er.", OLD[2])

    told = merge_agency_change(ours, OLD, (OLD[0], "Er ist 14 Meter hoch.", OLD[2]))

    assert (told.body, told.applied, told.unmatched) == (ours, 0, ("Er ist 14 Meter hoch.",))


def test_new_paragraphs_stand_where_the_agency_put_them():
    told = merge_agency_change(body(*OLD), OLD, ("Eilig:", *OLD[:2], "Ein Zusatz.", OLD[2]))

    assert told.body == body("Eilig:", *OLD[:2], "Ein Zusatz.", OLD[2])


def test_a_paragraph_the_agency_took_out_is_taken_out():
    assert merge_agency_change(body(*OLD), OLD, OLD[:2]).body == body(*OLD[:2])


def test_subheads_links_and_loose_text_of_the_desk_stay():
    ours = f'Lose.\n<h2>Zwischentitel</h2>\n<p>Der <a href="https://x.example">Kran</a> steht im Hafen.</p>\n{body(*OLD[1:])}'

    told = merge_agency_change(ours, OLD, (*OLD[:2], "Der Rat berät am Dienstag."))

    assert told.body == ours.replace("am Montag", "am Dienstag")


def test_signs_of_markup_in_the_agencys_words_stay_words():
    assert (
        "<p>A &amp; B &lt;neu&gt;</p>" in merge_agency_change(body(*OLD), OLD, (*OLD[:2], "A & B <neu>")).body
    )


def test_the_same_copy_changes_nothing():
    assert merge_agency_change(body(*OLD), OLD, OLD) == merge_agency_change(body(*OLD), (), ())
