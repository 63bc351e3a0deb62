"""Stories and photos that received copy concerns: by number, by wording, by the pictures it names."""

from typing import Any

import pytest

from articles.actions.intake.versions import story_matches
from articles.actions.intake.versions.story_matches import (
    MatchedBy,
    find_by_agency_item,
    find_items_without_story,
    find_killed_photos,
    find_photos_of_item,
    find_similar_photos,
    find_stories,
)
from articles.actions.stories.withdraw import kill
from articles.models import Agency, AgencyChange, Photo, WireFile, WireItem
from articles.parsing.agency_update import UpdateKind
from articles.selectors.near_duplicates import SimilarStory
from articles.wire.formats import Format
from tests.articles.photos.invented import scene_bytes
from tests.factories import NOON, make_photo, make_published, make_story
from tests.wire_items import make_source

pytestmark = pytest.mark.django_db

ID = "urn:newsml:dpa.com:20090101:260302-99-123456"
KEY = "dpa:260302-99-123456"
NUMBER = "XYZ_3AB4CD7"
TEXT = ("Nordhaven (dpa) - Der Kran steht wieder.", "Er ist 40 Meter hoch.")


def store(**facts: Any) -> WireItem:
    defaults = {"received_at": NOON, "raw": b"", "sha256": "", "reading": {"paragraphs": TEXT}}
    return WireItem.objects.create(**{**defaults, **facts})


def make_numbered(number: str = NUMBER) -> Photo:
    photo = make_photo(with_file=False)
    Photo.objects.filter(pk=photo.pk).update(agency_numbers=[number.casefold()])
    return photo


# By the number of the item


@pytest.mark.parametrize(
    ("of_story", "is_found"),
    [(KEY, True), (f"{KEY}/3", True), (ID, True), (f"{KEY}7", False), ("dpa:260302-99-12345", False), ("", False)],
)  # fmt: skip
def test_a_story_with_any_version_of_the_number_is_found(of_story: str, is_found: bool) -> None:
    story = make_story(agency_item_id=of_story)
    item = store(agency_item=KEY, reading={"agency_id": ID})

    assert find_by_agency_item(item) == [story] * is_found
    assert list(find_items_without_story([item])) == [item] * (not is_found)


def test_a_story_made_of_another_version_is_found_once_and_none_that_was_killed() -> None:
    story, other = make_story(agency_item_id=KEY), make_story("Ein anderer Text")
    killed = [make_published(agency_item_id=KEY), make_published("Noch ein Text")]
    for one in killed:
        kill(one.pk, reason="wrong", by=None, at=NOON)
    for one in (story, other, killed[1]):
        store(agency_item=KEY, article=one)
    store(agency_item="dpa:260302-99-999999", article=make_story("Ein dritter Text"))

    assert find_by_agency_item(store(agency_item=KEY, reading={"agency_id": ID})) == [story, other]


def test_of_new_items_only_those_without_a_story_are_named() -> None:
    make_story(agency_item_id=KEY)
    killed = make_published("Ein anderer Text", agency_item_id="dpa:260302-99-999999")
    kill(killed.pk, reason="wrong", by=None, at=NOON)
    make_published(pictures=(make_numbered(),))

    def new(agency_id: str, kind: str = "text", key: str = "key") -> WireItem:
        return WireItem(kind=kind, guid=agency_id, agency_item=key, reading={"agency_id": agency_id})

    known, shown = new(ID), new(NUMBER, "picture")
    unknown = [
        new("dpa:260302-99-777777"), new("dpa:260302-99-999999"), new(""), new(ID, key=""),
        new("XYZ_9ZZ9ZZ9", "picture"), new(ID, "picture"), WireItem(agency_item="key"),
    ]  # fmt: skip

    assert list(find_items_without_story([known, shown, *unknown])) == unknown
    assert list(find_items_without_story([shown])) == []


# By its wording


@pytest.mark.parametrize("percent", [49, 50])
@pytest.mark.parametrize(
    ("update_kind", "facts", "agency", "is_found"),
    [
        (UpdateKind.KILL, {}, "kna", True),
        (UpdateKind.CORRECTION, {"content": {}}, "kna", True),
        (UpdateKind.QUERY, {"channel": "file"}, "kna", True),
        (UpdateKind.UPDATE, {"channel": "file"}, "dpa", True),
        (UpdateKind.LIFT, {"channel": "file"}, "dpa", True),
        (UpdateKind.UPDATE, {"channel": "file"}, "kna", False),
        (UpdateKind.UPDATE, {"channel": "paste"}, "dpa", False),
        (UpdateKind.UPDATE, {"channel": "wire", "content": {}}, "dpa", False),
        (UpdateKind.KILL, {"kind": "picture", "content": {}}, "dpa", False),
        (UpdateKind.KILL, {"reading": {"agencies_tag": ["dpa"]}}, "dpa", False),
        (UpdateKind.KILL, {"reading": None}, "dpa", False),
    ],
)
def test_a_story_in_half_of_the_words_is_found_where_wording_counts(
    monkeypatch: pytest.MonkeyPatch, percent: int, update_kind: UpdateKind, facts: dict[str, Any], agency: str,
    is_found: bool,
) -> None:  # fmt: skip
    story = make_story()
    story.sources.create(agency=Agency.objects.get_or_create(code=agency, defaults={"name": agency})[0])
    asked: list[object] = []
    monkeypatch.setattr(
        story_matches,
        "rank_by_similarity",
        lambda *words: asked.extend(words[:2]) or [SimilarStory(story, percent, same_item=False)],
    )
    item = store(**{"reading": {"paragraphs": TEXT, "agencies_tag": ["dpa", "afp"]}, **facts})

    found = list(find_stories(item, update_kind))

    assert found == [(story, MatchedBy.WORDS)] * (is_found and percent == 50)
    assert asked in ([], ["\n".join(TEXT), ""])


def test_a_story_in_the_same_words_is_found_unless_it_was_killed() -> None:
    body = "".join(f"<p>{text} Das teilte die Verwaltung des Hafens am Montag mit.</p>" for text in TEXT)
    story, killed = make_story(body=body), make_published("Ein anderer Text", body=body)
    kill(killed.pk, reason="wrong", by=None, at=NOON)
    words = [f"{text} Das teilte die Verwaltung des Hafens am Montag mit." for text in TEXT]

    assert list(find_stories(store(reading={"paragraphs": words}), UpdateKind.KILL)) == [
        (story, MatchedBy.WORDS)
    ]


def test_wording_does_not_count_where_the_number_has_found_a_story() -> None:
    body = "".join(f"<p>{text}</p>" for text in TEXT)
    story, _alike = make_story(agency_item_id=KEY), make_story("Ein anderer Text", body=body)
    item = store(agency_item=KEY, reading={"agency_id": ID, "paragraphs": TEXT})

    assert list(find_stories(item, UpdateKind.CORRECTION)) == [(story, MatchedBy.ITEM)]


# By its pictures


@pytest.mark.parametrize(
    "facts",
    [
        {"guid": NUMBER},
        {"headline": f"Foto {NUMBER}"},
        {"slugline": NUMBER},
        {"content": {"replaces": [NUMBER]}},
        {"content": {"ednotes": [{"text": f"Bitte löschen: {NUMBER}."}, {"text": None}]}},
        {"content": {"blocks": [["p", "KILL"], ["p", f"Das Foto {NUMBER} zeigt einen anderen Hafen."]]}},
        {"content": {"blocks": []}, "reading": {"paragraphs": [f"Foto {NUMBER}"]}},
        {"reading": {"paragraphs": [*TEXT, *TEXT, "KILL", f"Foto {NUMBER}"]}},
    ],
)
def test_a_kill_finds_the_picture_that_it_names_anywhere_in_its_message(facts: dict[str, Any]) -> None:
    photo = make_numbered()
    make_numbered("XYZ_9ZZ9ZZ9")
    story = make_published(pictures=(photo,))
    item = store(**facts)

    assert list(find_photos_of_item(item)) == [photo]
    assert list(find_stories(item, UpdateKind.KILL)) == [(story, MatchedBy.PHOTO)]
    assert list(find_stories(item, UpdateKind.UPDATE)) == []


@pytest.mark.parametrize(
    "facts",
    [
        {"reading": {"paragraphs": [*TEXT, *TEXT, *TEXT, f"Foto {NUMBER}"]}},
        {"content": {"blocks": [["p", "KILL"]]}, "reading": {"paragraphs": [f"Foto {NUMBER}"]}},
        {"reading": None},
    ],
    ids=["below the sixth paragraph", "in no block of its own", "not read"],
)
def test_a_picture_that_is_named_elsewhere_is_not_killed(facts: dict[str, Any]) -> None:
    make_published(pictures=(make_numbered(),))

    assert list(find_photos_of_item(store(**facts))) == []


@pytest.mark.parametrize(
    "facts",
    [
        {"guid": NUMBER},
        {"content": {"photo": {"job_id": NUMBER}}},
        {"content": {"item_number": NUMBER}},
        {"content": {"photo": {"title": NUMBER}}},
        {"content": {"associations": [{}, {"guid": NUMBER}]}},
    ],
)
def test_a_picture_of_the_wire_is_found_by_each_of_its_numbers(facts: dict[str, Any]) -> None:
    photo = make_numbered()
    make_numbered("XYZ_9ZZ9ZZ9")

    assert list(find_photos_of_item(store(kind="picture", **facts))) == [photo]


@pytest.mark.parametrize("facts", [{"guid": "NHV07"}, {"content": {"photo": {"job_id": "NHV07"}}}])
def test_a_short_number_is_compared_in_full_with_that_of_the_photo(facts: dict[str, Any]) -> None:
    photos = [make_photo(with_file=False, agency_item_id=number) for number in ("NHV07", "NHV071")]

    assert list(find_photos_of_item(store(kind="picture", **facts))) == photos[:1]


def test_the_photo_of_another_version_is_found_and_not_that_of_a_text() -> None:
    photo, of_text = make_photo(with_file=False), make_photo(with_file=False)
    for kind, stored in (("picture", photo), ("graphic", photo), ("text", of_text)):
        store(kind=kind, agency_item=KEY, photo=stored)
    store(kind="picture", photo=of_text)

    assert list(find_photos_of_item(store(kind="picture", agency_item=KEY))) == [photo]
    assert list(find_photos_of_item(store(kind="picture"))) == []


def test_a_killed_picture_finds_each_story_that_shows_it_or_one_that_looks_like_it() -> None:
    of_number, alike = make_numbered(), make_photo(with_file=False)
    for photo, likeness in ((of_number, 0b1111), (alike, 0b0111)):
        Photo.objects.filter(pk=photo.pk).update(likeness=likeness)
    make_published("Ohne Bild", pictures=(make_photo(with_file=False),))
    shown, similar = make_story(pictures=(of_number,)), make_story("Ähnlich", pictures=(alike,))
    both = make_story("Beide", pictures=(alike, of_number))
    killed = make_published("Gelöscht", pictures=(of_number, alike))
    kill(killed.pk, reason="wrong", by=None, at=NOON)
    item = store(kind="picture", guid=NUMBER)

    found = dict(find_stories(item, UpdateKind.KILL))

    assert found == {shown: MatchedBy.ITEM, both: MatchedBy.ITEM, similar: MatchedBy.LOOKS}
    assert list(find_similar_photos(item)) == [alike]
    assert set(dict(find_stories(item, UpdateKind.UPDATE))) == {shown, both}


def test_a_picture_looks_like_the_files_that_came_with_its_number() -> None:
    alike, other = (make_photo(with_file=False) for _ in range(2))
    likeness = story_matches.hash_picture(scene_bytes(1))
    assert likeness is not None
    for photo, bits in ((alike, likeness ^ 0b11), (other, ~likeness & (2**63 - 1))):
        Photo.objects.filter(pk=photo.pk).update(likeness=bits)
    files = [
        WireFile.objects.create(
            source=make_source(), received_at=NOON, raw=raw, sha256=f"{number:064}", size=1, format=form
        )
        for number, (form, raw) in enumerate(
            ((Format.PHOTO, scene_bytes(1)), (Format.PHOTO, b"no picture"), (Format.PHOTO, None), ("NITF", scene_bytes(1)))
        )
    ]  # fmt: skip
    for file in files[:3]:
        store(kind="picture", agency_item=KEY, file=file)
    store(kind="picture", agency_item="", file=files[0])
    store(kind="picture", agency_item="dpa:260302-99-999999", file=files[3])

    assert list(find_similar_photos(store(kind="picture", agency_item=KEY))) == [alike]
    assert list(find_similar_photos(store(kind="picture", agency_item="dpa:260302-99-999999"))) == []
    assert list(find_similar_photos(store(kind="picture"))) == []


@pytest.mark.parametrize(
    ("found", "names"), [("looks", {"of number", "placed", "public"}), ("item", {"of number"})]
)
def test_photos_of_a_kill_are_those_of_its_number_and_the_similar_ones_of_its_story(
    found: str, names: set[str]
) -> None:
    photos = {name: make_photo(with_file=False) for name in ("of number", "placed", "public", "elsewhere")}
    Photo.objects.update(likeness=0b1111)
    Photo.objects.filter(pk=photos["of number"].pk).update(agency_numbers=[NUMBER.casefold()])
    story = make_published(pictures=(photos["public"],))
    story.placements.update(photo=photos["placed"])
    make_published("Ein anderer Text", pictures=(photos["elsewhere"],))
    change = AgencyChange.objects.create(
        item=store(kind="picture", guid=NUMBER), article=story, kind="kill", found=found, opened_at=NOON
    )

    assert set(find_killed_photos(change)) == {photos[name] for name in names}
