"""What a contract withholds is nowhere, not in an address either; and every format says what is missing."""

import re
from xml.etree import ElementTree as ET

import pytest

from articles.actions.desk.agencies import agency_for
from articles.actions.desk.reference_data import GrantDraft, save_entry, set_contract
from articles.actions.intake.receive.ingest import receive_copy
from articles.actions.stories.drafts import StoryChange
from articles.actions.stories.publish import correct, publish, update
from articles.models import Agency, Article, WireItem
from articles.rights.grants import RightsChannel
from articles.url_paths import identifier_uri
from tests.factories import NOON, make_person, make_photo, make_published, make_story

pytestmark = pytest.mark.django_db

NEWSML = "{http://iptc.org/std/nar/2006-10-01/}"
ATOM = "{http://www.w3.org/2005/Atom}"
HEADLINE = "Zwiebelfisch verlässt die Werft"
WHY = "(own-use-only, AFP). Available from the agency by its own item number, see altIds."


def agency_story(**fields) -> Article:
    """A story in the agency's words, of which partners get no text."""
    story = make_story(HEADLINE, tag="(afp/dl)", **fields)
    item = receive_copy(HEADLINE.encode(), by=None, at=NOON)
    WireItem.objects.filter(pk=item.pk).update(article=story, reading={"headline": HEADLINE})
    return publish(story.pk, by=None, at=NOON)


def everything(get, story: Article) -> str:
    asked = [
        "stories", "changes", "feed.atom", f"stories/{story.pk}", f"stories/{story.pk}?include=notes,redactions",
        "stories?format=newsml", "stories?profile=ninjs-2.2", "changes?profile=ninjs-2.2", f"stories/{story.pk}/versions/1",
        f"stories/{story.pk}/versions",
    ]  # fmt: skip
    return "\n".join(
        get(
            path.partition("?")[0], **dict(re.findall(r"(\w+)=([^&]+)", path.partition("?")[2]))
        ).content.decode()
        for path in asked
    )


def test_the_words_of_a_withheld_headline_stand_in_no_address(get) -> None:
    story = agency_story()

    said = everything(get, story).lower()

    assert "zwiebelfisch" in story.slug
    assert "zwiebelfisch" not in said
    assert identifier_uri("story", story.pk) in said


def test_with_an_own_headline_the_slug_of_the_agencys_words_stays_inside(get) -> None:
    story = agency_story()
    update(story.pk, StoryChange(fields={"headline": "Wechsel in der Werft"}), by=None, at=NOON)

    said = everything(get, story)

    assert "Wechsel in der Werft" in said
    assert "zwiebelfisch" not in said.lower()


def test_where_the_contract_gives_the_headline_the_page_is_told(get) -> None:
    save_entry(Agency, {"headline_to_partners": True}, by=None, at=NOON, pk=agency_for("afp").pk)
    story = agency_story()

    (item,) = get("stories").json()["stories"]

    assert item["altIds"][1]["value"].endswith(f"/politik/{story.slug}-{story.pk}/")
    assert item["headlines"] == [{"role": "main", "value": HEADLINE}]


def whole_story() -> Article:
    return agency_story(
        kicker="Hafen", dek="Die Werft sucht einen Nachfolger.", byline="Von Dora Lind", dateline="NORDHAVEN",
        people=(make_person(),), pictures=(make_photo(),),
    )  # fmt: skip


def test_every_part_that_is_left_out_of_a_text_is_named(get) -> None:
    story = whole_story()

    told = get(f"stories/{story.pk}", include="redactions").json()

    assert [r["part"] for r in told["redactions"]] == [
        "bodies", "headlines", "descriptions", "by", "located", "people", "associations"
    ]  # fmt: skip
    assert {(r["reason"], r["source"]) for r in told["redactions"]} == {("own-use-only", "AFP")}
    assert not {"bodies", "headlines", "descriptions", "by", "located", "people", "associations"} & set(
        told["item"]
    )


def test_a_part_the_story_does_not_have_is_not_named(get) -> None:
    story = agency_story()

    told = get(f"stories/{story.pk}", include="redactions").json()

    assert [r["part"] for r in told["redactions"]] == ["bodies", "headlines"]


def test_of_a_picture_without_rights_file_and_words_are_named(get) -> None:
    story = make_published(pictures=(make_photo(channels=(RightsChannel.SITE,)),))

    told = get(f"stories/{story.pk}", include="redactions").json()

    assert [r["part"] for r in told["redactions"]] == [
        "associations[0].renditions", "associations[0].descriptions"
    ]  # fmt: skip


def test_of_a_blocked_picture_it_is_said_that_one_is_missing_and_nothing_else(get) -> None:
    photo = make_photo("Foto: Jonna Ekvall")
    story = make_published(pictures=(photo,))
    type(photo).objects.filter(pk=photo.pk).update(blocked=True)

    told = get(f"stories/{story.pk}", include="redactions").json()

    assert told["redactions"] == [{"part": "associations", "reason": "denied", "source": "", "remedy": ""}]
    assert "Ekvall" not in str(told)


def test_a_newsml_stub_says_what_is_missing_to_editors_and_among_its_rights(get) -> None:
    story = whole_story()

    root = ET.fromstring(get(f"stories/{story.pk}", format="newsml").content)

    words = f"Left out: bodies, headlines, descriptions, by, located, people, associations {WHY}"
    assert [note.text for note in root.iter(f"{NEWSML}edNote")] == [words]
    assert [terms.text for terms in root.iter(f"{NEWSML}usageTerms")] == [words]


def test_a_newsml_picture_without_rights_says_so_itself(get) -> None:
    story = make_published(
        pictures=(make_photo(), make_photo("Foto: Ida Brandt", channels=(RightsChannel.SITE,)))
    )

    root = ET.fromstring(get(f"stories/{story.pk}", format="newsml").content)
    items = {item.get("guid"): item for item in root.iter(f"{NEWSML}newsItem")}
    said = [(item.findtext(f".//{NEWSML}usageTerms") or "") for item in items.values()]

    assert [text.partition(" (")[0] for text in said] == [
        "Left out: associations[1].renditions, associations[1].descriptions",
        "",
        "Left out: associations[1].renditions, associations[1].descriptions",
    ]


def test_a_correction_and_a_gap_are_both_told_to_editors(get) -> None:
    story = make_published(pictures=(make_photo(channels=(RightsChannel.SITE,)),))
    correct(story.pk, desk_note="statt: 1992", public_note="Es war 1993.", by=None, at=NOON)

    root = ET.fromstring(get(f"stories/{story.pk}", format="newsml").content)
    first = root.find(f".//{NEWSML}newsItem")

    assert [note.text.partition(":")[0] for note in first.iter(f"{NEWSML}edNote")] == [
        "Es war 1993.",
        "Left out",
    ]


def test_an_atom_stub_says_what_is_missing(get) -> None:
    agency_story()

    root = ET.fromstring(get("feed.atom").content)

    assert root.findtext(f"{ATOM}entry/{ATOM}rights") == f"Left out: bodies, headlines {WHY}"


def test_a_redaction_is_counted_once_an_item(get) -> None:
    whole_story()
    set_contract(agency_for("afp").pk, [GrantDraft(channel="site")], by=None, at=NOON)

    get("stories")

    assert [entry["times"] for entry in get("usage").json()["redactions"]] == [1]


def test_a_story_in_our_own_words_lacks_nothing(get) -> None:
    story = make_story("Unsere Zeile", kicker="Hafen")
    publish(story.pk, by=None, at=NOON)

    assert get("stories").json()["redactions"] == {}
