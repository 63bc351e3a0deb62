"""Pictures placed in the text of a delivered item are placed in the text of its story."""

import json
from datetime import UTC

import pytest

from articles.actions.intake.effects.create_story import create_from_item, proposed_change
from articles.actions.intake.effects.item_copy import get_copy
from articles.feed.authentication import Caller
from articles.feed.formats.ninjs import render_ninjs
from articles.feed.redaction import make_items
from articles.models import Article, Edition, PartnerKey
from articles.models.partner import Scope
from articles.parsing.story.item_figures import ItemFigure, find_item_figures, place_figures
from articles.text.figures import write_figure, write_reference
from articles.wire.registry import read_wire
from tests.factories import NOON, make_partner, make_photo, make_published
from tests.wire_items import receive_news

FIRST = "<p>Der Rat von Nordhaven hat am Montag den neuen Hafenplan beschlossen.</p>"
LAST = "<p>Die Werft am Nordkai soll noch in diesem Jahr umgebaut werden.</p>"


def deliver(story: Article) -> bytes:
    partner = make_partner()
    caller = Caller(partner, PartnerKey(pk=1, partner=partner, scopes=list(Scope.values)))
    (item,) = make_items([Edition.objects.get(article=story, live=True)], caller, NOON)
    return json.dumps(render_ninjs(item)).encode()


@pytest.mark.django_db
def test_a_story_sent_to_a_partner_and_read_again_has_its_pictures_at_the_same_places() -> None:
    photos = [make_photo(caption=f"Der Kran Nummer {n} am Nordkai.") for n in range(3)]
    figures = write_figure([photos[1].pk]), write_figure([photos[0].pk, photos[2].pk])
    sent = make_published(body=f"{FIRST}{figures[0]}{LAST}{figures[1]}", pictures=tuple(photos))
    (read,) = read_wire(deliver(sent), zone=UTC).items

    item = receive_news(read)
    story = create_from_item(item.pk, proposed_change(get_copy(item)), by=None, at=NOON)

    by_caption = {p.caption.split(" Foto:")[0]: p.photo_id for p in story.placements.all()}
    received = [by_caption[photo.caption] for photo in photos]
    assert story.body.replace("\n", "") == (
        FIRST + write_figure([received[1]]) + LAST + write_figure([received[0], received[2]])
    )


def test_figures_go_after_the_block_that_they_follow_in_the_item() -> None:
    content = {
        "blocks": [
            ("figure", "", write_reference(["urn:a"])),
            ("p", "Nordhaven (dpa) - Der Rat von Nordhaven hat den Plan beschlossen.", ""),
            ("figure", "", write_reference(["urn:b", "urn:unknown"])),
        ],
        "associations": [
            {"guid": "urn:c"},
            {"guid": "urn:a", "caption": "A"},
            {"guid": "urn:b", "caption": "B"},
        ],
    }

    figures = list(find_item_figures(content))

    assert [figure.captions for figure in figures] == [(0,), (1,)]
    body = "<p>Der Rat von Nordhaven hat den Plan beschlossen.</p><p>Ende.</p>"
    placed = place_figures(body, figures, [7, 8])
    assert placed == write_figure([7]) + body.replace("</p><p>", f"</p>{write_figure([8])}<p>")


@pytest.mark.parametrize("figure", [ItemFigure("Ein anderer Absatz.", (0,)), ItemFigure("Ende.", (5,))])
def test_a_figure_without_its_block_or_its_photo_is_left_out(figure: ItemFigure) -> None:
    assert place_figures("<p>Ende.</p>", [figure], [7]) == "<p>Ende.</p>"


def test_a_figure_after_a_list_with_levels_follows_the_whole_list() -> None:
    body = "<ul><li>Hafen<ul><li>Mole</li></ul></li><li>Die Werft am Nordkai</li></ul><p>Ende.</p>"
    figure = ItemFigure("Hafen\nMole\nDie Werft am Nordkai", (0,))

    assert place_figures(body, [figure], [7]) == body.replace("<p>", f"{write_figure([7])}<p>")
