"""Files of agencies are stored, read and matched: identity, versions, kills, in every order of arrival."""

from datetime import timedelta
from itertools import permutations

import pytest

from articles.actions.errors import ActionRefused
from articles.actions.intake.effects.create_story import create_from_item, proposed_change
from articles.actions.intake.effects.item_copy import get_copy
from articles.actions.intake.receive import read_file as read_file_module
from articles.actions.intake.receive.drop_folder import finish_files
from articles.actions.intake.receive.ingest import ingest_file, process_file
from articles.actions.intake.receive.read_file import parse_file, store_run
from articles.actions.intake.receive.receive_file import FileResult, receive_file
from articles.actions.intake.receive.sources import ensure_agency_source
from articles.actions.intake.versions.resolve_agency_change import accept_kill, accept_kill_everywhere
from articles.actions.publish_checks import run_checks
from articles.actions.stories.prefetch import take_snapshot
from articles.models import Agency, AgencyChange, Article, Photo, Placement, WireFile, WireItem, WireSource
from tests.articles.wire.dpa_files import build_dpa_json
from tests.articles.wire.g2_files import TEXT, build_g2
from tests.factories import NOON, make_photo, make_published, make_section, make_story, make_user

pytestmark = pytest.mark.django_db

GUID = "urn:newsml:agentur.example:20260302:kran"
CORRECTED = (TEXT[0], "Er ist 14 Meter hoch und wiegt 300 Tonnen.")


@pytest.fixture
def source() -> WireSource:
    return make_source()


def make_source(code: str = "agentur", agency: str | None = "xyz", **facts: object) -> WireSource:
    owner = Agency.objects.get_or_create(code=agency, defaults={"name": agency})[0] if agency else None
    return WireSource.objects.create(
        code=code, name=code, transport="folder", agency=owner, created_at=NOON, **facts
    )


def deliver(raw: bytes, source: WireSource, minute: int = 0, name: str = "kran.xml") -> FileResult:
    return ingest_file(raw, source=source, name=name, at=NOON + timedelta(minutes=minute))


def make_story_of(item: WireItem) -> Article:
    change = proposed_change(get_copy(item))
    change.fields["section_id"] = make_section().pk
    return create_from_item(item.pk, change, by=None, at=NOON)


def is_blocked(story: Article) -> bool:
    story = Article.objects.get(pk=story.pk)
    checks = run_checks(take_snapshot(story, NOON + timedelta(hours=1)))
    return "agency-kill" in {check.code for check in checks}


def list_effects(files: list[bytes], source: WireSource) -> list[str]:
    return [deliver(raw, source, minute).outcome for minute, raw in enumerate(files)]


V1, V2, V3 = build_g2(), build_g2(version=2, paragraphs=CORRECTED), build_g2(version=3, headline="Kran hält")
KILL = build_g2(version=2, status="canceled", paragraphs=())


@pytest.mark.parametrize(
    ("files", "effects"),
    [
        ([V1], ["new"]),
        ([V1, V1], ["new", "repeat"]),
        ([V1, V2, V3], ["new", "update", "update"]),
        ([V1, V3, V2, V3], ["new", "update", "older", "repeat"]),
        ([V1, build_g2(version=2, signals=("correction",), paragraphs=CORRECTED)], ["new", "correction"]),
        ([V1, KILL], ["new", "kill"]),
        ([V1, KILL, V1], ["new", "kill", "repeat"]),
        ([KILL, V1], ["kill", "older"]),
        ([V1, KILL, V3], ["new", "kill", "lifted"]),
        ([V1, KILL, build_g2(version=3, status="withheld")], ["new", "kill", "held"]),
        ([build_g2(status="withheld")], ["held"]),
        # AP: what the agency withholds is killed until a usable version comes.
        ([V1, build_g2(version=2, signals=("withhold",)), V3], ["new", "kill", "lifted"]),
        ([build_g2(embargo="")], ["held"]),
        ([build_g2(embargo="2026-03-03T06:00:00+01:00")], ["held"]),
        ([build_g2(embargo="2026-03-01T06:00:00+01:00")], ["new"]),
        ([build_g2(embargo=""), build_g2(version=2)], ["held", "update"]),
        ([V1, build_g2(paragraphs=CORRECTED)], ["new", "update"]),
        # Reuters: the time orders versions, not the number.
        ([build_g2(version=7, created="2026-03-02T09:00:00Z"), build_g2(version=2, created="2026-03-02T10:00:00Z", headline="Neu")],
         ["new", "update"]),
        ([b"<nitf><p>", V1], ["quarantined", "new"]),
    ],
)  # fmt: skip
def test_a_file_has_its_effect(files: list[bytes], effects: list[str], source: WireSource) -> None:
    assert list_effects(files, source) == effects


@pytest.mark.parametrize(
    "order", list(permutations([V1, KILL, build_g2(version=1, headline="Kran (erste Fassung)")]))
)
def test_a_kill_holds_in_every_order_of_arrival(order: tuple[bytes, ...], source: WireSource) -> None:
    list_effects(list(order), source)

    story = make_story_of(WireItem.objects.filter(version="1").first() or WireItem.objects.get())

    assert is_blocked(story)


def test_only_a_newer_usable_version_lifts_a_kill(source: WireSource) -> None:
    story = make_story_of(deliver(V1, source).items[0].item)
    deliver(KILL, source, 1)
    blocked = is_blocked(story)

    result = deliver(V3, source, 2)

    assert (blocked, is_blocked(story)) == (True, False)
    assert [change.kind for change in result.items[0].changes] == ["lift"]


def test_the_same_identifier_of_another_provider_is_another_item(source: WireSource) -> None:
    other = make_source("andere", "abc")

    deliver(V1, source)

    assert deliver(KILL, other).outcome == "kill"
    assert not is_blocked(make_story_of(WireItem.objects.get(source=source)))


def test_two_sources_of_one_agency_share_the_history(source: WireSource) -> None:
    second = make_source("agentur-2")
    deliver(V1, source)

    assert (deliver(V1, second, 1).outcome, deliver(V2, second, 2).outcome) == ("repeat", "update")


def test_text_and_picture_of_one_identifier_are_two_items(source: WireSource) -> None:
    deliver(V1, source)

    assert deliver(build_g2(kind="picture", version=2), source).outcome == "new"


def test_one_version_in_two_formats_is_one_matter_and_a_repeat(
    source: WireSource, monkeypatch: pytest.MonkeyPatch
) -> None:
    story = make_story_of(deliver(V1, source).items[0].item)
    read = read_file_module.read_wire

    def read_as_another_format(raw: bytes, **options: object) -> object:
        reading = read(raw, **options)
        return type(reading)("Agentur JSON", reading.items, reading.warnings)

    monkeypatch.setattr(read_file_module, "read_wire", read_as_another_format)
    twin = deliver(build_g2(headline="Kran steht wieder – dpa"), source, 1)

    assert (twin.outcome, AgencyChange.objects.filter(article=story).count()) == ("repeat", 0)


def test_an_unmatched_item_that_lifts_a_late_kill_has_its_effect(source: WireSource) -> None:
    make_story_of(deliver(V1, source).items[0].item)
    receipt = receive_file(V3, source=source, at=NOON)
    ((late,),) = store_run([parse_file(receipt.file)], at=NOON)
    before = late.item.outcome

    deliver(KILL, source)
    finish_files(NOON + timedelta(minutes=1))

    late.item.refresh_from_db()
    changes = [change.kind for change in late.item.changes.all()]
    assert (before, late.item.outcome, changes) == ("", "lifted", ["lift"])


def test_what_is_new_of_a_story_is_put_before_the_editors_once(source: WireSource) -> None:
    story = make_story_of(deliver(V1, source).items[0].item)

    deliver(V2, source, 1)
    deliver(V2, source, 2)
    deliver(V3, source, 3)

    changes = AgencyChange.objects.filter(article=story).order_by("pk")
    assert [(c.kind, c.item.version, c.outcome) for c in changes] == [
        ("update", "2", "superseded"),
        ("update", "3", ""),
    ]


def test_a_kill_of_an_unused_item_is_remembered_and_bothers_nobody(source: WireSource) -> None:
    deliver(V1, source)

    deliver(KILL, source, 1)

    assert AgencyChange.objects.count() == 0
    assert is_blocked(make_story_of(WireItem.objects.get(version="1")))


def test_the_kill_of_an_item_that_never_came_is_shown(source: WireSource) -> None:
    deliver(KILL, source)

    assert [(c.kind, c.article) for c in AgencyChange.objects.all()] == [("kill", None)]


def test_a_killed_picture_reaches_every_story_that_shows_it_and_is_blocked(source: WireSource) -> None:
    photo = make_photo()
    Photo.objects.filter(pk=photo.pk).update(agency_item_id=GUID)
    stories = [make_published(f"Hafen {number}") for number in range(2)]
    for story in stories:
        Placement.objects.create(article=story, photo=photo)

    result = deliver(build_g2(kind="picture", status="canceled"), source)
    accept_kill_everywhere(result.items[0].changes[0].pk, by=None, at=NOON)

    photo.refresh_from_db()
    assert {change.article_id for change in result.items[0].changes} == {story.pk for story in stories}
    assert (photo.blocked, Article.objects.filter(state="published").count()) == (True, 2)
    assert not AgencyChange.objects.filter(settled_at=None).exists()


def test_a_kill_withholds_every_story_it_concerns(source: WireSource) -> None:
    item = deliver(V1, source).items[0].item
    used, other = make_story_of(item), make_story(agency_item_id=GUID)

    result = deliver(KILL, source, 1)
    accept_kill_everywhere(result.items[0].changes[0].pk, by=None, at=NOON)

    assert {c.article_id for c in AgencyChange.objects.filter(outcome="taken")} == {used.pk, other.pk}


def test_a_refusal_for_one_story_leaves_no_other_on_the_site(source: WireSource) -> None:
    item = deliver(V1, source).items[0].item
    story = make_story_of(item)
    kill = deliver(KILL, source, 1).items[0].changes[0]
    accept_kill(kill.pk, by=None, at=NOON)

    with pytest.raises(ActionRefused):
        accept_kill(kill.pk, by=None, at=NOON)
    assert is_blocked(story)


def test_the_bytes_are_stored_before_they_are_read_and_read_once(source: WireSource) -> None:
    receipt = receive_file(V1, source=source, name="../../etc/kran.xml", at=NOON)
    waiting = WireFile.objects.get(pk=receipt.file.pk)

    process_file(waiting, at=NOON)
    again = process_file(WireFile.objects.get(pk=waiting.pk), at=NOON)

    assert (bytes(waiting.raw or b""), waiting.name) == (V1, "../../etc/kran.xml")
    assert (WireItem.objects.count(), [one.outcome for one in again.items]) == (1, ["new"])


def test_the_same_bytes_are_counted_and_stored_once(source: WireSource) -> None:
    for minute in range(3):
        deliver(V1, source, minute)

    file = WireFile.objects.get()
    assert (file.repeats, file.repeated_at, WireItem.objects.count()) == (2, NOON + timedelta(minutes=2), 1)


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"<meldung><titel>Kran</titel></meldung>", "root element “meldung”"),
        (b'{"titel": "Kran", "text": "steht"}', "root element “titel, text”"),
        (V1[:400], "The file breaks off in line"),
        (b"%PDF-1.7 x", "not supported yet: PDF"),
        (b"\x00\x00", "This is not text"),
    ],
)
def test_what_cannot_be_read_is_set_aside_with_the_reason(
    raw: bytes, reason: str, source: WireSource
) -> None:
    result = deliver(raw, source)

    file = WireFile.objects.get()
    assert (result.outcome, file.status, bytes(file.raw or b"")) == ("quarantined", "quarantined", raw)
    assert reason in file.reason


def test_an_empty_file_is_refused(source: WireSource) -> None:
    with pytest.raises(ActionRefused, match="leer"):
        deliver(b"", source)


def test_an_account_that_may_not_write_receives_nothing(source: WireSource) -> None:
    with pytest.raises(ActionRefused):
        ingest_file(V1, source=source, by=make_user("gast"), at=NOON)

    assert WireFile.objects.count() == 0


def test_plain_copy_of_a_source_is_read_as_pasted_copy(source: WireSource) -> None:
    text = "Kran steht wieder\n\nNordhaven (xyz) - Der große Kran im Hafen steht wieder.\n\n(xyz/dl)\n"

    result = deliver(text.encode(), source, name="kran.txt")

    item = WireItem.objects.get()
    assert (result.outcome, item.channel, (item.reading or {})["headline"]) == (
        "new",
        "wire",
        "Kran steht wieder",
    )


def test_a_story_gets_everything_that_was_read(source: WireSource) -> None:
    raw = build_g2(
        paragraphs=("Nordhaven (xyz) - Kranführerin Mira Talberg sprach.", "(xyz/dl)"), embargo="2026-03-02T20:00:00+01:00",
        note="Bild folgt.", urgency=2, extra="<by>Ole Finken</by>",
    )  # fmt: skip

    story = make_story_of(deliver(raw, source).items[0].item)

    assert (story.headline, story.urgency, story.byline, story.agency_item_id) == (
        "Kran steht wieder",
        2,
        "Ole Finken",
        GUID,
    )
    assert (story.tag_raw, story.notes) == ("(xyz/dl)", "Bild folgt.")
    assert story.embargo_until is not None
    assert [mention.name for mention in story.mentions.all()] == ["Mira Talberg"]
    assert "xyz/dl" not in story.body


def test_a_source_of_a_known_agency_is_created_when_it_is_named() -> None:
    first, second = (ensure_agency_source("dpa", at=NOON) for _ in range(2))

    assert first == second
    assert first is not None
    assert (first.agency and first.agency.code, first.transport) == ("dpa", "folder")
    assert ensure_agency_source("unbekannt", at=NOON) is None


def build_7901(
    number: str, time: str, mark: str = "", text: str = "Der Kran im Hafen ist wegen Sturms gesperrt."
) -> bytes:
    head = f"{mark}\r\n" if mark else ""
    return (
        f"\x01bdt{number} 4 pl 120  dpa {number}\r\n\r\nHafen/Sturm/Nordhaven/\r\n\x02{head}Kran in Nordhaven gesperrt =\r\n\r\n"
        f"Nordhaven (dpa) - {text}\r\n\x0302{time} Mrz 26\x04"
    ).encode("latin-1")


ORIGINAL = build_7901("0101", "0915")
CORRECTION = build_7901(
    "0144", "1010", "(Berichtigung: seit 8 Uhr)", "Der Kran im Hafen ist seit 8 Uhr wegen Sturms gesperrt."
)
ANNULMENT = build_7901(
    "0171", "1200", "(Achtung: Annullierung)", "Die Meldung bdt0101 wird annulliert. Bitte nicht verwenden."
)


def test_messages_without_identifiers_find_their_story_by_number_and_slug() -> None:
    source = make_source("dpa-bdt", "dpa")
    repeat = build_7901(
        "0160", "1100", "(Wiederholung)", "Der Kran im Hafen ist seit 8 Uhr wegen Sturms gesperrt."
    )

    assert list_effects([ORIGINAL, CORRECTION, repeat, ANNULMENT], source) == [
        "new",
        "correction",
        "repeat",
        "kill",
    ]
    assert WireItem.objects.values("agency_item").distinct().count() == 1


def test_an_annulment_reaches_a_story_made_of_any_version() -> None:
    source = make_source("dpa-bdt", "dpa")
    stories = [
        make_story_of(deliver(raw, source, minute).items[0].item)
        for minute, raw in enumerate((ORIGINAL, CORRECTION))
    ]

    deliver(ANNULMENT, source, 5)

    assert [is_blocked(story) for story in stories] == [True, True]


def test_another_story_of_the_same_slug_is_a_story_of_its_own() -> None:
    source = make_source("dpa-bdt", "dpa")
    other = build_7901("0105", "0930", text="Die Werft meldet Schäden.").replace(
        b"Kran in Nordhaven gesperrt", b"Werft beschaedigt"
    )

    assert list_effects([ORIGINAL, other], source) == ["new", "new"]


G2_TWIN = build_g2(
    "urn:newsml:dpa.com:20090101:260302-99-100001", headline="Kran in Nordhaven gesperrt", created="2026-03-02T09:15:40+01:00",
    paragraphs=("Nordhaven (dpa) - Der Kran im Hafen ist wegen Sturms gesperrt.", "Er ist 40 Meter hoch."),
)  # fmt: skip
G2_UPDATE = build_g2(
    "urn:newsml:dpa.com:20090101:260302-99-100001", 2, headline="Kran in Nordhaven frei", created="2026-03-02T11:15:40+01:00"
)  # fmt: skip


@pytest.mark.parametrize("first", [0, 1])
def test_a_message_without_identifier_is_the_twin_of_the_item_with_its_headline_and_minute(
    first: int,
) -> None:
    source = make_source("dpa-bdt", "dpa")
    twins = [ORIGINAL, G2_TWIN][:: 1 if first == 0 else -1]

    effects = list_effects([*twins, G2_UPDATE], source)

    assert effects == ["new", "repeat", "update"]
    assert WireItem.objects.values("agency_item").distinct().count() == 1


def test_half_a_file_leaves_quarantine_once_the_whole_one_has_come(source: WireSource) -> None:
    whole = build_g2()
    half = ingest_file(whole[:600], source=source, name="kran.xml", at=NOON).file
    other = ingest_file(
        b'<?xml version="1.0"?><kran><x/></kran>', source=source, name="kran.xml", at=NOON
    ).file

    ingest_file(whole, source=source, name="kran.xml", at=NOON)

    half.refresh_from_db()
    other.refresh_from_db()
    assert (half.status, half.reason, half.settled_at) == ("dismissed", "The file has come whole.", NOON)
    assert other.status == "quarantined"


def test_a_composite_with_a_text_is_a_text_for_the_desk(source: WireSource) -> None:
    (result,) = ingest_file(build_dpa_json(), source=source, at=NOON).items

    assert result.item.kind == "text"
