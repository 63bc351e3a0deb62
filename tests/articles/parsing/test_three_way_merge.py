"""Two texts that began from the same one: what only one changed is merged, what both changed is a clash."""

from articles.parsing.three_way_merge import merge_versions

BASE = ["Der Kran steht im Hafen.", "Er ist 40 Meter hoch.", "Der Rat berät am Montag."]


def merged(saved: list[str], typed: list[str], base: list[str] = BASE) -> list[str]:
    """Paragraphs in order; a clash as `saved | typed`."""
    written: list[str] = []
    for run in merge_versions(base, saved, typed):
        if run.is_clash:
            written.append(f"{' '.join(run.saved)} | {' '.join(run.typed)}")
        else:
            written += run.saved if run.is_only_saved else run.typed
    return written


def test_changes_of_different_paragraphs_stand_together():
    saved = ["Der Kran steht am Kai.", *BASE[1:]]
    typed = [*BASE[:2], "Der Rat berät am Dienstag."]

    assert merged(saved, typed) == ["Der Kran steht am Kai.", BASE[1], "Der Rat berät am Dienstag."]


def test_changes_of_neighbouring_paragraphs_are_no_clash():
    saved = [BASE[0], "Er ist 14 Meter hoch.", BASE[2]]
    typed = [*BASE[:2], "Der Rat berät am Dienstag."]

    assert merged(saved, typed) == [BASE[0], "Er ist 14 Meter hoch.", "Der Rat berät am Dienstag."]


def test_only_the_paragraph_that_both_reworded_is_a_clash():
    saved = ["Der Kran steht am Kai.", "Er ist 14 Meter hoch.", BASE[2]]
    typed = [BASE[0], "Er ist 41 Meter hoch.", "Der Rat berät am Dienstag."]

    assert merged(saved, typed) == [
        "Der Kran steht am Kai.",
        "Er ist 14 Meter hoch. | Er ist 41 Meter hoch.",
        "Der Rat berät am Dienstag.",
    ]


def test_a_paragraph_that_one_cut_and_the_other_reworded_is_a_clash():
    saved = [BASE[0], BASE[2]]
    typed = [BASE[0], "Er ist 41 Meter hoch.", BASE[2]]

    assert merged(saved, typed) == [BASE[0], " | Er ist 41 Meter hoch.", BASE[2]]


def test_different_paragraphs_added_at_the_same_place_are_a_clash():
    assert merged([*BASE, "Neu von ihr."], [*BASE, "Neu von mir."]) == [*BASE, "Neu von ihr. | Neu von mir."]


def test_a_paragraph_added_beside_one_that_the_other_reworded_is_none():
    saved = [BASE[0], "Er ist 14 Meter hoch.", BASE[2]]
    typed = [*BASE[:2], "Ein Zusatz.", BASE[2]]

    assert merged(saved, typed) == [BASE[0], "Er ist 14 Meter hoch.", "Ein Zusatz.", BASE[2]]


def test_a_paragraph_added_within_a_passage_that_the_other_cut_is_a_clash():
    assert merged([BASE[2]], [BASE[0], "Ein Zusatz.", *BASE[1:]]) == [
        f" | {BASE[0]} Ein Zusatz. {BASE[1]}",
        BASE[2],
    ]


def test_the_same_change_by_both_stands_once():
    same = [BASE[0], "Er ist 14 Meter hoch.", BASE[2], "Ein Zusatz."]

    assert merged(same, same) == same


def test_white_space_is_no_change():
    assert merged(
        [BASE[0], "Er ist 14 Meter hoch.", BASE[2]], [BASE[0], "Er ist  40 Meter hoch.", BASE[2]]
    ) == [
        BASE[0],
        "Er ist 14 Meter hoch.",
        BASE[2],
    ]


def test_without_a_common_text_all_that_differs_is_a_clash():
    assert merged(["Ihr Text."], ["Mein Text."], base=[]) == ["Ihr Text. | Mein Text."]
