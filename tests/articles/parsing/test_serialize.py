import json
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.parsing.errors import CopyError
from articles.parsing.serialize import DamagedCopyData, UnknownCopyVersion, dump_copy, load_copy
from articles.parsing.story.parse import read_copy
from articles.parsing.story.types import Copy
from newsroom.text.spans import Confidence
from tests.articles.parsing.labelled_lines import read_labelled
from tests.articles.parsing.story.annulment_lines import ALARM
from tests.articles.parsing.story.copy_cases import stories
from tests.articles.parsing.story.odd_copy import ODD_COPY
from tests.articles.parsing.story.test_embargo_lines import ROWS
from tests.tables import each_of

RECEIVED = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
EVERYTHING = """EILMELDUNG
Achtung: Annullierung
Sperrfrist: 3. März 2026, 18.00 Uhr
Hafen
Rat beschließt neue Brücke
Von Anna Berg

Kanzler Rolf Steinbrecher (l.) und Ida Kern (2. v. r.) in Kiel am 3. Juni 2024. Foto: JO DOE/POOL/AFP via Getty Images

KIEL (dpa) - Kanzler Rolf Steinbrecher tagt. Mit Steinbrecher kamen viele Gäste in das Rathaus der Stadt. (dpa/ab)

# Notizblock
© dpa-infocom, dpa:260302-99-123456/3
"""


def through_json(copy: Copy) -> Copy:
    return load_copy(json.loads(json.dumps(dump_copy(copy))))


def parse(raw: str) -> Copy:
    return read_copy(raw, at=RECEIVED)


@each_of(stories())
def test_every_labelled_story_is_the_same_after_json(row):
    copy = parse(row["raw"])

    assert through_json(copy) == copy


@each_of(ODD_COPY.values())
def test_odd_copy_is_the_same_after_json(raw):
    assert through_json(parse(raw)) == parse(raw)


@each_of(["captions", "credits", "tags"])
def test_every_labelled_line_is_the_same_after_json(name):
    for row in read_labelled(name):
        copy = parse(row["raw"] or "Leer.")
        assert through_json(copy) == copy


def test_lines_of_embargo_and_of_kill_are_the_same_after_json():
    for line in (*(line for _, line, _ in ROWS), *ALARM.split("\n")):
        copy = parse(f"{line}\n\nKIEL (dpa) - Der Rat tagt. Er hat viel zu tun. (dpa)")
        assert through_json(copy) == copy


def test_every_kind_of_value_is_the_same_after_json():
    copy = parse(EVERYTHING)
    loaded = through_json(copy)

    assert loaded == copy
    assert None not in (
        copy.headline, copy.kicker, copy.byline, copy.dateline, copy.embargo, copy.kill, copy.urgency, copy.agency_id,
        copy.agency_version, copy.tag, copy.lead_caption,
    )  # fmt: skip
    assert copy.people and copy.captions
    assert loaded.embargo and loaded.embargo.value.tzinfo is not None
    assert loaded.lead_caption and [person.position for person in loaded.lead_caption.people] == ["l", -2]


def test_enumerations_are_loaded_as_members():
    copy = through_json(parse("KIEL (dpa) - Der Rat tagt. Er hat viel zu tun. (dpa/ab)"))

    assert copy.tag is not None
    assert copy.tag.parts[0].confidence is Confidence.SURE
    assert all(type(block.kind).__name__ == "BlockKind" for block in copy.blocks)


_PIECES = st.sampled_from([
    "Berlin (dpa) - ", "Foto: ", "© AFP", "(afp/dl)", "\n", "\n\n", "Von ", "Sperrfrist: 12.1.2027, 18 Uhr", "# Notizblock",
    "<p>", "</p>", "<figcaption>", "(l.)", "Max Muster/dpa", "Das ist ein Satz. ", "- ", "Achtung: Annullierung", "(2. v. r.)",
    "Kanzler Rolf Beispiel", "021512 Mrz 26", "dpa:260302-99-123456/3", "v. l. n. r.: ", "(Archiv, 2019)", "\x1c", "\ud800",
])  # fmt: skip


@given(st.lists(st.one_of(_PIECES, st.text(max_size=40)), max_size=40).map("".join))
def test_any_copy_is_the_same_after_json(raw):
    try:
        copy = parse(raw)
    except CopyError:
        return

    assert through_json(copy) == copy


@each_of([None, 0, 2, "1"])
def test_data_of_another_version_is_refused(version):
    data = {**dump_copy(parse("Der Rat tagt.")), "version": version}

    with pytest.raises(UnknownCopyVersion, match="is not readable; version 1 is"):
        load_copy(data)


@each_of([{"blocks": None}, {"blocks": [{}]}, {"shape": "round"}, {"text": ...}, {"blocks": [[0, 1]]}])
def test_damaged_data_is_refused(damage):
    data = {**dump_copy(parse("Der Rat tagt.")), **damage}
    data = {name: value for name, value in data.items() if value is not ...}

    with pytest.raises(DamagedCopyData):
        load_copy(data)


def test_the_version_is_part_of_what_is_stored():
    assert dump_copy(parse("Der Rat tagt."))["version"] == 1
