"""Of a story a partner may see, the parts it may not have: left out, and said why."""

from datetime import timedelta

import pytest

from articles.actions.photos.rights import block_photo
from articles.actions.stories.publish import correct, update
from articles.feed.authentication import Caller
from articles.feed.formats.feed_item import Concept, FeedItem, Redaction
from articles.feed.redaction import feed_items, load_related
from articles.models import Agency, Article, Edition, EmbeddedMetadata, Grant, Partner, PartnerKey, Topic
from articles.models.partner import Scope
from articles.rights.grants import RightsChannel
from tests.factories import NOON, make_partner, make_person, make_photo, make_published

pytestmark = pytest.mark.django_db

REMEDY = "Available from the agency by its own item number, see altIds."


def caller(*scopes: str) -> Caller:
    partner = Partner.objects.first() or make_partner()
    return Caller(partner, PartnerKey(pk=1, partner=partner, scopes=list(scopes or Scope.values)))


def handed(story: Article, by: Caller | None = None, at=NOON) -> FeedItem:
    (item,) = feed_items(list(Edition.objects.filter(article=story, live=True)), by or caller(), at)
    return item


def allow(channel: RightsChannel, code: str, **until) -> None:
    Grant.objects.create(agency=Agency.objects.get(code=code), channel=channel, allow=True, **until)


def test_a_picture_blocked_for_legal_reasons_is_in_no_answer_though_its_rights_allow_it(get) -> None:
    photo = make_photo(caption="Ein Kran, verpixelt.")
    story = make_published(pictures=(photo, make_photo(caption="Das Hafenamt.")))
    link = get(f"stories/{story.pk}").json()["associations"][0]["renditions"][0]["href"]
    path, _, token = link.partition("/api/v1/")[2].partition("?link=")
    assert get(path, link=token, auth=None).status_code == 200

    block_photo(photo.pk, True, by=None, at=NOON)

    item = get(f"stories/{story.pk}").json()
    assert [p["descriptions"][0]["value"] for p in item["associations"]] == ["Das Hafenamt."]
    assert "verpixelt" not in get("changes").content.decode()
    assert get(f"pictures/{photo.pk}").status_code == 404
    assert get(path, link=token, auth=None).status_code == 404


def test_what_is_ours_goes_out_whole() -> None:
    person = make_person("Mira Talberg")
    story = make_published(
        "Rat beschließt", body="<p>Mira Talberg sprach im Rat.</p>", people=(person,), kicker="Hafen",
        dek="Was nun gebaut wird", byline="Von Jan Ott", dateline="Nordhaven", tag="(dl)", urgency=3,
    )  # fmt: skip

    item = handed(story)

    assert (item.full, item.redactions) == (True, ())
    assert (item.headline, item.kicker, item.dek) == ("Rat beschließt", "Hafen", "Was nun gebaut wird")
    assert (item.byline, item.dateline, item.urgency) == ("Von Jan Ott", "Nordhaven", 3)
    assert item.body == "<p>Mira Talberg sprach im Rat.</p>"
    assert item.people == (Concept(f"http://localhost:8000/id/person/{person.pk}", "Mira Talberg"),)
    assert (item.version, item.first_published, item.version_published) == (1, NOON, NOON)
    assert item.uri == f"http://localhost:8000/id/story/{story.pk}"
    assert item.address == f"http://localhost:8000/politik/rat-beschliesst-{story.pk}/"
    assert (item.language, item.section.name, item.embargoed_until) == ("de", "Politik", None)


def test_an_agencys_text_without_a_contract_for_partners_is_named_and_not_handed_out() -> None:
    story = make_published(
        "Unsere Zeile", body="<p>Agenturtext.</p>", kicker="Dach", dek="Vorspann", tag="(dpa/dl)",
        agency_item_id="dpa-1", people=(make_person(),), pictures=(make_photo(),),
    )  # fmt: skip

    item = handed(story)

    assert (item.full, item.headline) == (False, "Unsere Zeile")
    assert (item.body, item.kicker, item.dek, item.byline, item.dateline) == ("", "", "", "", "")
    assert (item.people, item.pictures, item.corrections) == ((), (), ())
    assert (item.agencies, item.agency_item_id, item.sourcing) == ((("dpa", "dpa"),), "dpa-1", "(dpa/dl)")
    assert ("bodies", "own-use-only", "dpa", REMEDY) in [
        (r.part, r.reason, r.source, r.remedy) for r in item.redactions
    ]
    assert {(r.reason, r.source) for r in item.redactions} == {("own-use-only", "dpa")}


def test_a_text_of_two_agencies_names_both_where_nobody_has_said_anything() -> None:
    item = handed(make_published(tag="(afp/dpa)"))

    assert [r.source for r in item.redactions] == ["AFP, dpa"]


def test_a_text_whose_right_has_ended_names_the_agency_that_ended_it() -> None:
    story = make_published(tag="(afp/dpa)")
    allow(RightsChannel.PARTNER, "afp")
    allow(RightsChannel.PARTNER, "dpa", until=NOON)

    assert [(r.reason, r.source) for r in handed(story).redactions] == [("rights-ended", "dpa")]


def test_our_own_rewriting_of_an_agencys_report_goes_out_with_the_source_named() -> None:
    item = handed(make_published(body="<p>Neu geschrieben.</p>", tag="(dpa/dl)", own_rewriting=True))

    assert (item.full, item.body, item.agencies) == (True, "<p>Neu geschrieben.</p>", (("dpa", "dpa"),))


@pytest.mark.parametrize(
    ("afp", "dpa", "headline"), [(True, True, "Zeile der Agentur"), (True, False, ""), (False, True, "")]
)
def test_an_agencys_headline_goes_along_only_where_every_agency_allows_it(
    afp: bool, dpa: bool, headline: str
) -> None:
    story = make_published("Zeile der Agentur", tag="(afp/dpa)")
    Edition.objects.update(own_headline=False)
    Agency.objects.filter(code="afp").update(headline_to_partners=afp)
    Agency.objects.filter(code="dpa").update(headline_to_partners=dpa)

    assert handed(story).headline == headline


def test_a_picture_without_rights_keeps_credit_place_and_number_alone() -> None:
    photo = make_photo(
        "Jonna Ekvall/AFP", channels=(RightsChannel.SITE,), agency_item_id="AFP-77", caption="Der Kran."
    )
    item = handed(make_published(pictures=(make_photo(), photo)))

    picture = item.pictures[1]
    assert (picture.caption, picture.alt, picture.renditions, picture.digital_source) == ("", "", (), "")
    assert (picture.credit, picture.agency_item_id, picture.role) == (photo.credit, "AFP-77", "inline")
    left_out = {r.part: (r.reason, r.source, r.remedy) for r in item.redactions}
    assert left_out["associations[1].renditions"] == ("own-use-only", photo.credit, REMEDY)
    assert all(part.startswith("associations[1].") for part in left_out)


def test_a_key_without_the_scope_for_pictures_is_told_which_one_it_lacks() -> None:
    item = handed(make_published(pictures=(make_photo(),)), caller(Scope.TEXT))

    assert item.pictures[0].renditions == ()
    assert item.pictures[0].caption == "Ein Kran im Hafen von Nordhaven."
    assert item.redactions == (
        Redaction("associations[0].renditions", "scope-missing", "", "Use a key with pictures:read."),
    )


def test_a_key_with_the_scope_gets_a_picture_with_its_facts() -> None:
    photo = make_photo(caption="Der Kran.", alt_text="Kran")
    item = handed(make_published(pictures=(photo,)))

    assert item.redactions == ()
    assert (item.pictures[0].caption, item.pictures[0].alt, item.pictures[0].role) == (
        "Der Kran.",
        "Kran",
        "lead",
    )
    assert item.pictures[0].uri == f"http://localhost:8000/id/picture/{photo.pk}"
    assert item.pictures[0].renditions != ()


def test_a_picture_no_longer_in_the_library_is_passed_over() -> None:
    story = make_published(pictures=(make_photo(),))
    Edition.objects.update(
        placements=[{"photo_id": 0, "role": "lead", "caption": "", "credit": "", "alt": ""}]
    )

    assert handed(story).pictures == ()


def test_only_the_correction_of_this_version_is_the_one_it_puts_right() -> None:
    story = make_published()
    correct(story.pk, desk_note="Montag", public_note="Es war Montag.", by=None, at=NOON)
    corrected = handed(story)
    update(story.pk, by=None, at=NOON)

    assert (corrected.correction, corrected.corrections) == ("Es war Montag.", ((2, "Es war Montag."),))
    assert (handed(story).correction, handed(story).corrections) == ("", ((2, "Es war Montag."),))


def test_topics_are_named_as_they_are_called_today() -> None:
    story = make_published()
    topic = Topic.objects.create(name="Hafenausbau", slug="hafen")
    Edition.objects.update(topic_slugs=["hafen", "vergessen"])

    assert handed(story).topics == (Concept(f"http://localhost:8000/id/topic/{topic.pk}", "Hafenausbau"),)


def test_a_person_published_under_two_records_that_are_one_by_now_is_named_once() -> None:
    first, second = make_person("Mira Talberg"), make_person("M. Talberg")
    story = make_published(body="<p>Mira Talberg und M. Talberg.</p>", people=(first, second))
    type(second).objects.filter(pk=second.pk).update(merged_into=first)

    assert [p.name for p in handed(story).people] == ["Mira Talberg"]


def test_the_log_of_requests_counts_what_was_handed_out_and_what_was_left_out() -> None:
    by = caller()
    handed(make_published(), by)
    handed(make_published(tag="(dpa)"), by)

    assert by.stats.items == 2
    assert dict(by.stats.redactions) == {"own-use-only|dpa": 1}


def test_the_section_is_named_by_its_lasting_identifier() -> None:
    story = make_published()

    section = handed(story).section

    assert section == Concept(f"http://localhost:8000/id/section/{story.section_id}", "Politik")


def parts_left_out(story: Article) -> set[str]:
    return {redaction.part for redaction in handed(story).redactions}


def test_a_stub_names_each_part_that_the_story_has_and_it_lacks() -> None:
    bare = make_published("Ohne alles", tag="(dpa)", agency_item_id="dpa-1")
    rich = make_published(
        "Mit allem", tag="(dpa)", agency_item_id="dpa-2", dek="Vorspann", byline="Von Jan Ott",
        dateline="Nordhaven", pictures=(make_photo(),), people=(make_person(),),
    )  # fmt: skip
    correct(rich.pk, desk_note="Montag", public_note="Es war Montag.", by=None, at=NOON)

    assert parts_left_out(rich) - parts_left_out(bare) == {
        "descriptions", "by", "located", "people", "associations", "edNote",
    }  # fmt: skip
    assert "edNote" not in parts_left_out(bare)


@pytest.mark.parametrize(
    ("caption", "alt", "named"),
    [("Der Kran.", "Kran", True), ("Der Kran.", "", True), ("", "Kran", True), ("", "", False)],
)
def test_the_words_of_a_picture_are_named_as_left_out_where_there_are_any(
    caption: str, alt: str, named: bool
) -> None:
    photo = make_photo("Jonna Ekvall/AFP", channels=(RightsChannel.SITE,))
    story = make_published(pictures=(photo,))
    edition = Edition.objects.get()
    edition.placements[0] |= {"caption": caption, "alt": alt}
    edition.save()

    assert ("associations[0].descriptions" in parts_left_out(story)) is named


def test_a_blocked_picture_is_counted_whatever_stands_after_it() -> None:
    blocked, gone = make_photo(), make_photo()
    story = make_published(pictures=(blocked, gone))
    block_photo(blocked.pk, True, by=None, at=NOON)
    edition = Edition.objects.get(article=story, live=True)
    edition.placements[1]["photo_id"] = 0
    edition.save()

    assert "associations" in parts_left_out(story)


@pytest.mark.parametrize(
    ("value", "made"), [("compositeSynthetic", "compositeSynthetic"), ("a b", ""), (None, "")]
)
def test_how_a_picture_was_made_goes_along_as_its_file_says_it(value: str | None, made: str) -> None:
    photo = make_photo()
    said = {"digital_source": {"value": value, "origin": "xmp"}} if value else {}
    EmbeddedMetadata.objects.update_or_create(photo=photo, defaults={"read": said})

    assert handed(make_published(pictures=(photo,))).pictures[0].digital_source == made


def test_the_right_to_a_picture_is_asked_for_the_time_of_the_request() -> None:
    photo = make_photo(channels=(RightsChannel.SITE,))
    Grant.objects.create(
        photo=photo, channel=RightsChannel.PARTNER, allow=True, until=NOON + timedelta(hours=1)
    )
    story = make_published(pictures=(photo,))

    assert handed(story).redactions == ()
    assert handed(story, at=NOON + timedelta(hours=2)).redactions != ()


def test_pictures_of_an_agency_go_by_its_contract() -> None:
    photo = make_photo("Jonna Ekvall/AFP", channels=None)
    allow(RightsChannel.PARTNER, "afp")
    allow(RightsChannel.SITE, "afp")

    assert handed(make_published(pictures=(photo,))).redactions == ()


def test_only_the_photos_of_the_stories_are_read() -> None:
    shown = make_photo()
    make_photo()
    make_published(pictures=(shown,))

    assert set(load_related(list(Edition.objects.all()), caller(), NOON).photos) == {shown.pk}
