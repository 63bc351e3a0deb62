"""Pictures between paragraphs, as partners receive them by their rights."""

import html
from datetime import timedelta

import pytest

from articles.actions.desk.reference_data import GrantDraft
from articles.actions.photos.rights import block_photo, set_photo_rights
from articles.models import Article, Photo
from articles.rights.grants import RightsChannel
from articles.text.figures import write_figure
from tests.factories import NOON, make_photo, make_published

pytestmark = pytest.mark.django_db


def body_of(get, story) -> str:
    return str(get(f"stories/{story.pk}").json()["bodies"][0]["value"])


def uri(photo) -> str:
    return f"http://localhost:8000/id/picture/{photo.pk}"


def test_a_figure_names_the_associated_pictures(get) -> None:
    one, other = make_photo(), make_photo()
    story = make_published(body=f"<p>a</p>{write_figure([one.pk, other.pk])}<p>b</p>", pictures=(one, other))

    item = get(f"stories/{story.pk}").json()

    figure = f'<figure data-pictures="{uri(one)} {uri(other)}"></figure>'
    assert item["bodies"][0]["value"] == f"<p>a</p>{figure}<p>b</p>"
    assert [association["uri"] for association in item["associations"]] == [uri(one), uri(other)]


def test_a_partner_without_the_right_gets_the_text_without_the_figure(get) -> None:
    ours, site_only = make_photo(), make_photo(channels=(RightsChannel.SITE,))
    figures = write_figure([ours.pk]) + write_figure([site_only.pk])
    story = make_published(body=f"<p>a</p>{figures}", pictures=(ours, site_only))

    assert body_of(get, story) == f'<p>a</p><figure data-pictures="{uri(ours)}"></figure>'


@pytest.mark.parametrize("ended", ["blocked", "withdrawn"])
def test_a_picture_whose_right_ends_leaves_the_text_at_once(get, ended) -> None:
    photo = make_photo()
    story = make_published(body=f"<p>a</p>{write_figure([photo.pk])}", pictures=(photo,))
    assert "<figure" in body_of(get, story)

    if ended == "blocked":
        block_photo(photo.pk, True, by=None, at=NOON)
    else:
        set_photo_rights(
            photo.pk,
            [GrantDraft(channel=RightsChannel.PARTNER, allow=False)],
            by=None,
            at=NOON + timedelta(hours=1),
        )

    assert body_of(get, story) == "<p>a</p>"


def test_atom_has_picture_caption_and_credit_in_the_figure(get) -> None:
    photo = make_photo(caption="Der Kran & das Amt.")
    make_published(body=f"<p>a</p>{write_figure([photo.pk])}<p>b</p>", pictures=(photo,))

    atom = get("feed.atom").content.decode()

    assert "&lt;figcaption&gt;Der Kran &amp;amp; das Amt. Jonna Ekvall&lt;/figcaption&gt;" in atom
    assert f'data-pictures="{uri(photo)}"' in atom.replace("&quot;", '"')
    assert f"/pictures/{photo.pk}/" in atom


FORMATS = {
    "ninjs-3.1": ("stories/{}", {"include": "redactions"}),
    "ninjs-2.2": ("stories/{}", {"include": "redactions", "profile": "ninjs-2.2"}),
    "newsml": ("stories/{}", {"format": "newsml"}),
    "atom": ("feed.atom", {}),
}


@pytest.fixture
def gallery() -> dict[str, Photo]:
    """Pictures of one published story by what partners may do with them; the lead is not in the text."""
    photos = {name: make_photo(f"Foto: {name}", caption=f"Bild {name}") for name in ("Lead", "Eins", "Zwei")}
    photos["Gesperrt"] = make_photo("Foto: Gesperrt", caption="Bild Gesperrt")
    photos["Fremd"] = make_photo("Foto: Fremd", caption="Bild Fremd", channels=(RightsChannel.SITE,))
    shown = [photos[name].pk for name in ("Eins", "Fremd", "Gesperrt", "Zwei")]
    make_published(body=f"<p>a</p>{write_figure(shown)}", pictures=tuple(photos.values()))
    block_photo(photos["Gesperrt"].pk, True, by=None, at=NOON)
    return photos


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_has_each_picture_of_a_gallery_or_says_what_it_left_out(get, gallery, name: str) -> None:
    path, query = FORMATS[name]
    story = Article.objects.get()

    sent = html.unescape(get(path.format(story.pk), **query).content.decode())

    for usable in ("Lead", "Eins", "Zwei"):
        assert uri(gallery[usable]) in sent
        assert f"Bild {usable}" in sent
        assert f"/pictures/{gallery[usable].pk}/file/" in sent
    assert "Bild Fremd" not in sent
    assert "denied" in sent
    assert "Gesperrt" not in sent
    assert uri(gallery["Gesperrt"]) not in sent


def test_the_associations_of_a_gallery_are_all_its_pictures_that_are_not_blocked(get, gallery) -> None:
    told = get(f"stories/{Article.objects.get().pk}", include="redactions").json()

    known = [photo for name, photo in gallery.items() if name != "Gesperrt"]
    assert [association["uri"] for association in told["item"]["associations"]] == list(map(uri, known))
    assert {missing["part"] for missing in told["redactions"]} == {
        "associations", "associations[3].renditions", "associations[3].descriptions",
    }  # fmt: skip
