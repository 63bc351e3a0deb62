"""Items as Superdesk itself stores and exchanges them, with its status, embargo and packages."""

import json
from datetime import UTC, datetime
from typing import Any

from articles.wire.item import NewsItem, Notice, PubStatus
from articles.wire.registry import read_wire
from tests.tables import each_of

ID = "urn:newsml:desk.example:2026-03-02T10:15:00.000001:aa11"
PICTURE = {
    "_id": "tag:desk.example:kran", "guid": "tag:desk.example:kran", "type": "picture", "headline": "Kran",
    "description_text": "Der Kran am Nordkai.", "byline": "Jon Ott", "source": "NORD", "state": "published",
    "renditions": {"original": {
        "href": "https://desk.example/upload/1.jpg", "media": "5c", "mimetype": "image/jpeg", "width": 3000,
        "height": 2000, "poi": {"x": 1, "y": 2},
    }},
}  # fmt: skip
ITEM: dict[str, Any] = {
    "_id": ID, "guid": ID, "family_id": "urn:newsml:desk.example:aa00", "unique_id": 4711, "unique_name": "#4711",
    "_current_version": 4, "type": "text", "profile": "5f0c", "state": "published", "operation": "publish",
    "pubstatus": "usable", "priority": 6, "urgency": 3, "format": "HTML", "headline": "Kran am Nordkai steht wieder",
    "slugline": "kran", "abstract": "<p>Der Kran steht wieder.</p>", "body_footer": "<p>Hilfe gibt die Werft.</p>",
    "body_html": "<p>Der Kran am Nordkai dreht sich wieder.</p>", "byline": "Ida Brandt", "language": "de",
    "source": "NORD", "original_source": "NORD", "ednote": "Zahlen folgen", "sms_message": "",
    "dateline": {"located": {"city": "Nordhaven", "tz": "Europe/Berlin"}, "source": "NORD", "text": "NORDHAVEN, March 2 -"},
    "firstcreated": "2026-03-02T10:15:00+0000", "versioncreated": "2026-03-02T10:30:00+0000",
    "_created": "2026-03-02T10:15:00+0000", "_updated": "2026-03-02T10:30:00+0000", "_etag": "ab", "_links": {},
    "anpa_category": [{"qcode": "a", "name": "Inland"}], "genre": [{"qcode": "Article", "name": "Article"}],
    "subject": [{"qcode": "04000000", "name": "economy", "parent": None, "scheme": None}], "expiry": None,
    "associations": {"featuremedia": PICTURE, "editor_0": None}, "renditions": {}, "task": {"desk": "54"},
    "flags": {"marked_for_not_publication": False}, "schedule_settings": {"time_zone": None, "utc_embargo": None},
    "embargo": None, "publish_schedule": None, "lock_user": None, "word_count": 7, "fields_meta": {},
}  # fmt: skip


def read(**changes: Any) -> NewsItem:
    return read_wire(json.dumps({"_items": [{**ITEM, **changes}]}).encode()).items[0]


def test_an_item_is_read_whole_and_without_warnings() -> None:
    item = read()

    assert (item.guid, item.version, item.pubstatus, item.held, item.embargo) == (
        ID,
        "4",
        PubStatus.USABLE,
        False,
        None,
    )
    assert (item.headline, item.byline, item.dateline) == (
        ITEM["headline"],
        "Ida Brandt",
        "NORDHAVEN, March 2 -",
    )
    assert [block.text for block in item.body] == [
        "Der Kran am Nordkai dreht sich wieder.",
        "Hilfe gibt die Werft.",
    ]
    assert [(note.text, note.public) for note in item.ednotes] == [("Zahlen folgen", False)]
    assert [(one.guid, one.credit, one.renditions[0].href) for one in item.associations] == [
        (PICTURE["guid"], "NORD", "https://desk.example/upload/1.jpg")
    ]
    assert item.warnings == ()


@each_of(
    [
        {"embargo": "2026-03-03T08:00:00+0000"},
        {"schedule_settings": {"utc_embargo": "2026-03-03T08:00:00+0000"}},
        {
            "embargo": "2026-03-03T09:00:00+0000",
            "schedule_settings": {"utc_embargo": "2026-03-03T08:00:00+0000"},
        },
    ]
)
def test_the_embargo_of_the_desk_counts(changes: dict[str, Any]) -> None:
    assert read(**changes).embargo == datetime(2026, 3, 3, 8, tzinfo=UTC)


@each_of(
    [
        (
            {"state": "killed", "operation": "kill", "pubstatus": "canceled"},
            PubStatus.CANCELED,
            (Notice.KILL,),
        ),
        ({"state": "recalled", "operation": "takedown"}, PubStatus.CANCELED, (Notice.KILL,)),
        ({"state": "unpublished"}, PubStatus.CANCELED, (Notice.KILL,)),
        ({"state": "corrected", "operation": "correct"}, PubStatus.USABLE, (Notice.CORRECTION,)),
        ({"state": "scheduled"}, PubStatus.WITHHELD, ()),
        ({"state": "in_progress"}, PubStatus.WITHHELD, ()),
        (
            {"state": "killed", "flags": {"marked_for_not_publication": True}},
            PubStatus.CANCELED,
            (Notice.KILL,),
        ),
        ({"flags": {"marked_for_not_publication": True}}, PubStatus.WITHHELD, ()),
    ]
)
def test_its_state_is_the_status(
    changes: dict[str, Any], status: PubStatus, notices: tuple[Notice, ...]
) -> None:
    item = read(**changes)

    assert (item.pubstatus, item.notices) == (status, notices)


def test_the_members_of_a_package_are_listed() -> None:
    groups = [
        {"id": "root", "role": "grpRole:NEP", "refs": [{"idRef": "main"}]},
        {"id": "main", "role": "grpRole:main", "refs": [{"guid": "urn:a", "residRef": "urn:a", "type": "text", "headline": "A"}]},
    ]  # fmt: skip

    item = read(type="composite", groups=groups, associations=None)

    assert [(one.guid, one.role, one.headline) for one in item.associations] == [("urn:a", "main", "A")]


def test_a_rewrite_names_the_story_that_it_replaces() -> None:
    assert read(rewrite_of="urn:newsml:desk.example:aa09").replaces == ("urn:newsml:desk.example:aa09",)
