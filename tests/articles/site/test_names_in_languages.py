"""Names and descriptions of sections, topics and authors in the language of the page, else in the main one."""

import re

import pytest

from articles.actions.desk.front_arrangement import BlockDraft, FrontArrangement
from articles.actions.desk.front_page import arrange_front
from articles.actions.desk.reference_data import save_entry
from articles.models import Edition, Section, StaffInitials, Topic
from tests.articles.site.conftest import forget_pages
from tests.factories import NOON, make_published, make_section

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _names() -> None:
    section = make_section("Hafen", "hafen")
    texts = {
        "name_en": "Harbour",
        "description": "Alles vom Wasser.",
        "description_en": "All about the water.",
    }
    save_entry(Section, texts, by=None, at=NOON, pk=section.pk)
    topic = {"slug": "werft", "name": "Werft", "name_en": "Shipyard", "description": "Die Werft."}
    save_entry(Topic, topic, by=None, at=NOON)
    author = {"initials": "ib", "name": "Ida Brand", "slug": "ida-brand", "position": "Redakteurin"}
    save_entry(StaffInitials, {**author, "position_en": "Editor"}, by=None, at=NOON)
    story = make_published("Kran", section=section, byline="Von Ida Brand")
    Edition.objects.filter(article=story).update(topic_slugs=["werft"])
    forget_pages()


PAGES = {
    "/hafen/": ("<h1>Hafen", "<h1>Harbour", "Alles vom Wasser.", "All about the water."),
    "/thema/werft/": ("<h1>Werft", "<h1>Shipyard", "Die Werft.", "Die Werft."),
    "/thema/werft/feed.atom": ("– Werft</title>", "– Shipyard</title>", "Kran", "Kran"),
    "/autor/ida-brand/": ("Redakteurin", "Editor", "Ida Brand", "Ida Brand"),
    "/archiv/themen/": (">Werft</a>", ">Shipyard</a>", "Die Werft.", "Die Werft."),
    "/archiv/autoren/": ("Redakteurin", "Editor", "Ida Brand", "Ida Brand"),
    "/suche/?q=werft": (">Werft</a>", ">Shipyard</a>", "Die Werft.", "Die Werft."),
    "/suche/?q=shipyard": (">Werft</a>", ">Shipyard</a>", "Die Werft.", "Die Werft."),
    "/suche/?q=Ida+Brand": ("Redakteurin", "Editor", "Ida Brand", "Ida Brand"),
    "/hafen/kran-{}/": (">Werft</a>", ">Shipyard</a>", ">Hafen</a>", ">Harbour</a>"),
}


@pytest.mark.parametrize(("path", "texts"), PAGES.items())
@pytest.mark.parametrize("language", ["de", "en"])
def test_a_page_has_the_names_of_its_language(reader, settings, path, texts, language):
    settings.SITE_LANGUAGE = language
    number = Edition.objects.get().article_id

    html = reader.get(path.format(number), follow=True).content.decode()

    assert [text in html for text in texts[:2]] == ([True, False] if language == "de" else [False, True])
    assert texts[2 if language == "de" else 3] in html


@pytest.mark.parametrize(("language", "name"), [("de", "Werft"), ("en", "Shipyard")])
def test_a_block_of_the_front_page_has_the_name_of_its_topic(reader, settings, language, name):
    settings.SITE_LANGUAGE = language
    story, lead = Edition.objects.get().article_id, make_published("Deich")
    block = BlockDraft("topic", topic_id=Topic.objects.get().pk, stories=(story,))
    arrange_front(FrontArrangement((lead.pk,), (block,)), by=None, at=NOON)
    forget_pages()

    title = reader.get("/").content.decode().partition('class="front-block ')[2].partition("</h2>")[0]

    assert f">{name}</a>" in title


def test_a_topic_names_those_around_it_in_the_language_of_the_page(reader, settings):
    settings.SITE_LANGUAGE = "en"
    above = Topic.objects.create(slug="kueste", name="Küste", name_en="Coast")
    Topic.objects.filter(slug="werft").update(parent=above)
    own = Topic.objects.get(slug="werft")
    Topic.objects.create(slug="dock", name="Trockendock", name_en="Dry dock", parent=own)
    Edition.objects.update(topic_slugs=["werft", "kueste", "dock"])

    html = reader.get("/thema/werft/", follow=True).content.decode().partition("<main")[2]

    names = re.findall(r'<a href="/\w+/(?:kueste|dock)/">([^<]+)</a>', html)
    assert names == ["Coast", "Dry dock"]
