import time

from hypothesis import given
from hypothesis import strategies as st

from articles.parsing.errors import CopyError
from articles.parsing.story.parse import read_copy
from tests.articles.parsing.story.copy_cases import stories, values
from tests.tables import each_of

_PIECES = st.sampled_from([
    "Berlin (dpa) - ", "Foto: ", "© AFP", "(afp/dl)", "\n", "\n\n", " date 2022-01 ", "Von ", "Sperrfrist: 12.1., 18 Uhr",
    "# Notizblock", "<p>", "</p>", "<figcaption>", "(l.)", "Max Muster/dpa", "Mehr zum Thema", "• ", "Das ist ein Satz. ",
    "&nbsp;", "<br>", "dpa", "Achtung Redaktionen", "- ", "+++", "Kanzler Rolf Beispiel", ", ", "?", ":", "12. Januar 2022",
])  # fmt: skip
_COPY = st.lists(st.one_of(_PIECES, st.text(max_size=40)), max_size=40).map("".join)


@given(st.one_of(st.text(), _COPY))
def test_any_text_is_read_or_refused_in_words_and_nothing_visible_is_lost(raw):
    try:
        copy = read_copy(raw)
    except CopyError as refusal:
        assert refusal.message
        return

    held = "".join("".join(block.of(copy.text).split()) for block in copy.blocks)
    assert held == "".join(copy.text.split())


@given(_COPY)
def test_blocks_follow_one_another_without_touching_and_spans_stay_inside(raw):
    try:
        copy = read_copy(raw)
    except CopyError:
        return

    ends = [0, *(block.span.end for block in copy.blocks)]
    assert all(
        end <= block.span.start < block.span.end for end, block in zip(ends, copy.blocks, strict=False)
    )
    assert all(0 <= reading.span.start <= reading.span.end <= len(copy.text) for _, reading in values(copy))


@given(_COPY)
def test_the_same_copy_is_read_the_same_way_twice(raw):
    try:
        first = read_copy(raw)
    except CopyError:
        return

    assert read_copy(raw) == first


@each_of([row for row in stories() if "<" not in row["raw"]])
def test_reading_the_cleaned_copy_again_changes_nothing(row):
    first = read_copy(row["raw"])

    again = read_copy(first.text)

    assert again.text == first.text
    assert list(values(again)) == list(values(first))
    assert again.blocks == first.blocks


@given(_COPY)
def test_every_caption_credit_stands_in_the_text_where_it_is_said_to(raw):
    try:
        copy = read_copy(raw)
    except CopyError:
        return

    for found in copy.captions:
        credit = found.caption.credit_raw
        assert credit is None or found.shift_reading(credit).span.of(copy.text) == credit.value


@each_of(["Kanzler Rolf Beispiel sagte am Montag in Berlin etwas. ", "Ab cd\n", "Satz.\n\n", "(", "a/", "<p>x", "Wer ist das?\n",
     "Max Muster (l.) und ", "1.", "\u0301a", "Foto: Max Muster/dpa\n\n", "Ort – ", "„“", "<div>"])  # fmt: skip
def test_the_time_to_read_grows_no_faster_than_the_text(unit):
    short, long = unit * (40_000 // len(unit)), unit * (320_000 // len(unit))
    limit = 8 * 4 * max(min(_seconds(short), _seconds(short)), 0.02)

    assert _seconds(long) < limit or _seconds(long) < limit


def _seconds(raw: str) -> float:
    """Return the seconds of the processor: other work on the machine does not count."""
    begun = time.process_time()
    try:
        read_copy(raw)
    except CopyError:
        return 0.0
    return time.process_time() - begun


def test_a_megabyte_of_stories_is_read_within_two_seconds():
    whole = "\n\n".join(row["raw"] for row in stories() if "<" not in row["raw"])
    raw = (whole + "\n\n") * (1_000_000 // len(whole) + 1)

    assert _seconds(raw) < 2 or _seconds(raw) < 2
