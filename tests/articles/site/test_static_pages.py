import pytest
from django.urls import reverse

from articles.actions.desk.front_page import write_static_page
from articles.actions.stories.withdraw import withhold
from articles.admin.static_pages import PLACEHOLDER
from articles.models import StaticPage
from articles.site.static_pages import starter_text
from articles.url_paths import site_path
from tests.articles.site.test_listings import HEADLINE
from tests.factories import NOON, make_chief, make_published, make_user
from tests.front_pages import arrange_front_page

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("name", ["policy", "privacy", "accessibility", "rights"])
@pytest.mark.parametrize("language", ["de", "en"])
def test_the_product_brings_pages_it_can_vouch_for(reader, settings, name, language):
    settings.SITE_LANGUAGE = language

    answer = reader.get(site_path(f"/{name}/"))

    assert (answer.status_code, "<h1>" in answer.content.decode()) == (200, True)


@pytest.mark.parametrize("name", ["imprint", "contact"])
def test_who_publishes_the_paper_only_the_desk_can_say(reader, name):
    path = site_path(f"/{name}/")

    assert reader.get(path).status_code == 404
    assert f'href="{path}"' not in reader.get("/").content.decode()


def test_a_written_imprint_stands_at_its_address_and_in_the_footer(reader):
    make_published()
    write_static_page("imprint", "<p>Verlag Nordhaven, Kaistraße 1</p>", by=None, at=NOON)

    assert "Kaistraße 1" in reader.get("/impressum/").content.decode()
    assert 'href="/impressum/">Impressum' in reader.get("/").content.decode()


def test_the_desks_words_stand_in_place_of_the_products(reader):
    write_static_page("privacy", "<p>Eigene Worte.</p>", by=None, at=NOON)

    assert "Eigene Worte." in reader.get("/datenschutz/").content.decode()


def test_the_front_page_follows_the_desks_order(reader):
    stories = [make_published(f"Meldung {number}", urgency=number + 1) for number in range(4)]

    arrange_front_page([stories[3].pk, stories[2].pk], by=None, at=NOON)

    assert HEADLINE.findall(reader.get("/").content.decode())[:3] == ["Meldung 3", "Meldung 2", "Meldung 0"]


def test_a_story_taken_back_leaves_its_place_on_the_front_page(reader):
    first, second = make_published("Eins"), make_published("Zwei")
    arrange_front_page([first.pk, second.pk], by=None, at=NOON)

    withhold(first.pk, reason="legal", by=None, at=NOON)

    assert HEADLINE.findall(reader.get("/").content.decode())[0] == "Zwei"


@pytest.mark.parametrize("path", ["/", "/feed.atom", "/feed.json", "/nutzungsrechte/"])
def test_data_mining_is_reserved_in_the_header_of_every_page(reader, path):
    assert reader.get(path).headers["TDM-Reservation"] == "1"


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("name", ["imprint", "contact", "accessibility"])
def test_the_desk_begins_from_a_text_with_gaps_that_readers_do_not_see(client, settings, name, language):
    settings.SITE_LANGUAGE = language
    client.force_login(make_chief())

    page = client.get(reverse("admin:articles_staticpage_write", args=[name])).content.decode()

    assert PLACEHOLDER.search(starter_text(StaticPage.Name(name)))
    assert "desk-warns" in page
    assert (
        "["
        not in client.get(site_path(f"/{name}/"))
        .content.decode()
        .partition("<main")[2]
        .partition("</main")[0]
    )


def test_a_text_with_gaps_left_is_not_published(client):
    client.force_login(make_chief())
    address = reverse("admin:articles_staticpage_write", args=["imprint"])

    refused = client.post(
        address, {"body": "<p>Telefon: [Telefonnummer]</p>", "based_on": ""}
    ).content.decode()

    assert "was in eckigen Klammern steht: [Telefonnummer]" in refused
    assert client.get("/impressum/").status_code == 404


def test_the_desk_is_reminded_until_the_pages_are_written(client):
    client.force_login(make_chief())
    words = "Diese Seiten fehlen noch, und nur die Redaktion kann sie schreiben"
    before = client.get(reverse("admin:index")).content.decode()
    for name in ("imprint", "contact", "accessibility"):
        write_static_page(name, "<p>Eigene Worte.</p>", by=None, at=NOON)

    after = client.get(reverse("admin:index")).content.decode()

    assert (words in before, words in after) == (True, False)


def test_somebody_who_may_not_write_the_pages_is_not_reminded(client):
    client.force_login(make_user("reporterin", "articles.view_article"))

    assert "Diese Seiten fehlen noch" not in client.get(reverse("admin:index")).content.decode()
