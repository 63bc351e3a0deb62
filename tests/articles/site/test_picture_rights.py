"""Rights in the files of pictures, read back from what the site serves."""

from datetime import timedelta

import pytest
from django.core.files.storage import default_storage

from articles.actions.desk.reference_data import GrantDraft, set_contract
from articles.actions.photos.describe import credit_photo
from articles.actions.photos.render import render_waiting
from articles.actions.photos.rights import set_photo_rights
from articles.actions.photos.save import add_photo
from articles.models import Agency
from articles.photos.renditions import rendition_name, rendition_path
from tests.articles.photos.invented import AGENCY_XMP, scene_bytes, xmp
from tests.articles.photos.metadata.xmp_reader import read_properties
from tests.articles.site.conftest import READING_TIME
from tests.factories import NOON, make_photo, make_published

pytestmark = pytest.mark.django_db

SITE = GrantDraft(channel="site")


def address(photo, kind: str = "jpg") -> str:
    return f"/media/{rendition_name(photo, 480, kind)}"


def add(packet: bytes = AGENCY_XMP, **facts):
    data = scene_bytes(1, "JPEG", xmp=packet)
    facts = {"alt_text": "Kran", **facts}
    return add_photo(facts, by=None, at=NOON, data=data, name="x.jpg", channels=("site", "partner"))


def term(found) -> str:
    return found["plus:DataMining"].removeprefix("http://ns.useplus.org/ldf/vocab/")


@pytest.mark.parametrize("kind", ["jpg", "webp", "avif"])
def test_every_format_says_whose_picture_it_is_and_what_is_allowed(reader, kind) -> None:
    photo = add()
    list(render_waiting())
    make_published(pictures=(photo,))

    found = read_properties(reader.get(address(photo, kind)).content)

    assert found == {
        "rdf:about": "",
        "dc:creator": ["Ida Brandt"],
        "photoshop:Credit": "Ida Brandt/AFP",
        "dc:rights": ["AFP or licensors"],
        "xmpRights:Marked": "True",
        "xmpRights:WebStatement": "https://zeitung.example/rights/",
        "plus:Licensor": ["AFP"],
        "plus:DataMining": "http://ns.useplus.org/ldf/vocab/DMI-PROHIBITED-EXCEPTSEARCHENGINEINDEXING",
        "Iptc4xmpExt:DigitalSourceType": "http://cv.iptc.org/newscodes/digitalsourcetype/digitalCapture",
        "dc:description": [photo.caption],
        "Iptc4xmpCore:AltTextAccessibility": ["Kran"],
    }


def test_a_machine_made_picture_says_by_which_machine(reader) -> None:
    photo = add(
        xmp(
            '<plus:Licensor xmlns:plus="http://ns.useplus.org/ldf/xmp/1.0/"><rdf:Seq><rdf:li'
            ' rdf:parseType="Resource"><plus:LicensorName>Bildhaus</plus:LicensorName></rdf:li></rdf:Seq></plus:Licensor>',
            'Iptc4xmpExt:DigitalSourceType="http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia"'
            ' Iptc4xmpExt:AISystemUsed="Bildner" Iptc4xmpExt:AISystemVersionUsed="4.1"'
            ' Iptc4xmpExt:AIPromptInformation="Ein Kran" Iptc4xmpExt:AIPromptWriterName="Ida Brandt"'
            ' xmpRights:WebStatement="https://bildhaus.example/"',
        ),
        credit_raw="Foto: Jonna Ekvall",
    )
    make_published(pictures=(photo,))

    found = read_properties(reader.get(address(photo)).content)

    assert found["Iptc4xmpExt:DigitalSourceType"].endswith("/trainedAlgorithmicMedia")
    assert [found[f"Iptc4xmpExt:AI{name}"] for name in ("SystemUsed", "SystemVersionUsed", "PromptInformation", "PromptWriterName")] == [
        "Bildner", "4.1", "Ein Kran", "Ida Brandt",
    ]  # fmt: skip
    assert (found["plus:Licensor"], found["xmpRights:WebStatement"]) == (
        ["Bildhaus"],
        "https://bildhaus.example/",
    )


def test_a_changed_credit_is_in_the_next_file_and_the_old_one_is_gone(reader) -> None:
    photo = make_photo()
    make_published(pictures=(photo,))
    before = reader.get(address(photo))

    credit_photo(photo.pk, "Foto: Ida Brandt", by=None, at=NOON)
    after = reader.get(address(photo), headers={"If-None-Match": before.headers["ETag"]})

    assert read_properties(before.content)["photoshop:Credit"] == "Jonna Ekvall"
    assert (after.status_code, read_properties(after.content)["photoshop:Credit"]) == (200, "Ida Brandt")
    assert b"Jonna" not in after.content


def test_an_unchanged_file_is_not_sent_again(reader) -> None:
    photo = make_photo()
    make_published(pictures=(photo,))
    etag = reader.get(address(photo)).headers["ETag"]

    answer = reader.get(address(photo), headers={"If-None-Match": etag})

    assert (answer.status_code, answer.content, answer.headers["ETag"]) == (304, b"", etag)


def test_a_right_that_ends_changes_the_file_to_the_second(reader, settings) -> None:
    settings.CRAWLERS_REFUSED = []
    photo = make_photo()
    make_published(pictures=(photo,))
    mining = GrantDraft(channel="mining", until=READING_TIME + timedelta(seconds=1))
    set_photo_rights(photo.pk, [SITE, mining], by=None, at=NOON)
    during = reader.get(address(photo))

    set_photo_rights(photo.pk, [SITE, GrantDraft(channel="mining", until=READING_TIME)], by=None, at=NOON)
    after = reader.get(address(photo))

    assert [term(read_properties(answer.content)) for answer in (during, after)] == [
        "DMI-ALLOWED", "DMI-PROHIBITED-EXCEPTSEARCHENGINEINDEXING",
    ]  # fmt: skip


def test_a_changed_contract_is_in_the_next_file(reader) -> None:
    photo = add_photo(
        {"credit_raw": "Foto: Ida Brandt/AFP", "alt_text": "Kran"},
        by=None,
        at=NOON,
        data=scene_bytes(1),
        name="x.jpg",
        channels=None,
    )
    agency = Agency.objects.get(code="afp")
    set_contract(agency.pk, [SITE], by=None, at=NOON)
    make_published(pictures=(photo,))
    before = term(read_properties(reader.get(address(photo)).content))

    set_contract(agency.pk, [SITE, GrantDraft(channel="mining", allow=False)], by=None, at=NOON)

    assert (before, term(read_properties(reader.get(address(photo)).content))) == (
        "DMI-PROHIBITED-EXCEPTSEARCHENGINEINDEXING", "DMI-PROHIBITED",
    )  # fmt: skip


def test_a_caption_that_no_reader_has_seen_is_not_in_the_file(reader) -> None:
    photo = make_photo()
    make_published(pictures=(photo,))
    shown = read_properties(reader.get(address(photo)).content)
    type(photo).objects.filter(pk=photo.pk).update(caption="Geheimer Entwurf", alt_text="Geheim")

    answer = reader.get(address(photo))

    assert shown["dc:description"] == ["Ein Kran im Hafen von Nordhaven."]
    assert shown["Iptc4xmpCore:AltTextAccessibility"] == ["Kran vor grauem Himmel"]
    assert b"Geheim" not in answer.content
    assert "dc:description" not in read_properties(answer.content)


def test_a_picture_links_to_the_licence_for_programs(reader) -> None:
    photo = make_photo()
    make_published(pictures=(photo,))

    link = reader.get(address(photo)).headers["Link"]

    assert link == '<https://zeitung.example/license.xml>; rel="license"; type="application/rsl+xml"'


def test_a_damaged_file_is_served_as_it_is(reader) -> None:
    photo = make_photo()
    make_published(pictures=(photo,))
    with default_storage.open(rendition_path(rendition_name(photo, 480, "jpg")), "wb") as stored:
        stored.write(b"kein Bild")

    assert reader.get(address(photo)).content == b"kein Bild"


def test_the_size_grows_by_two_kilobytes_at_most(reader) -> None:
    photo = make_photo(caption="Kräne heben & senken sich. " * 100)
    make_published(pictures=(photo,))

    growth = len(reader.get(address(photo)).content) - default_storage.size(
        rendition_path(rendition_name(photo, 480, "jpg"))
    )

    assert growth <= 2_100
