import json
import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles.actions.photos.rights import block_photo
from articles.actions.stories.drafts import StoryChange
from articles.actions.stories.publish import correct, update
from articles.actions.stories.withdraw import kill, withhold
from articles.models import Edition
from articles.rights.grants import RightsChannel
from articles.site.page_context import PageContext, SiteState
from articles.site.related_stories import find_related_rows
from articles.url_paths import story_path
from tests.articles.site.conftest import forget_pages
from tests.factories import (
    NOON,
    make_person,
    make_photo,
    make_published,
    make_section,
    make_story,
)

pytestmark = pytest.mark.django_db
LATER = NOON + timedelta(hours=1)


def path_of(article) -> str:
    return story_path(article.section.slug, article.slug, article.pk)


def page(reader, article) -> str:
    return reader.get(path_of(article)).content.decode()


def test_a_published_story_shows_its_text_under_one_heading(reader):
    article = make_published("Rat beschließt neuen Hafenplan", kicker="Hafen", dek="Der Kai wird länger.")

    html = page(reader, article)

    assert re.findall(r"<h1[^>]*>(.*?)</h1>", html) == ["Rat beschließt neuen Hafenplan"]
    assert all(
        words in html for words in ("Hafen", "Der Kai wird länger.", "am Montag den Hafenplan beschlossen")
    )


def test_the_title_names_headline_section_and_paper(reader):
    html = page(reader, make_published())

    assert "<title>Rat beschließt neuen Hafenplan | Politik | Nordhavener Zeitung</title>" in html


def test_the_canonical_address_is_absolute_and_without_query(reader):
    article = make_published()

    html = reader.get(f"{path_of(article)}?utm_source=x").content.decode()

    assert f'<link rel="canonical" href="https://zeitung.example{path_of(article)}">' in html


@pytest.mark.parametrize(
    "wrong", ["/politik/anderer-slug-{}/", "/sport/rat-beschliesst-{}/", "/gibtsnicht/x-{}/"]
)
def test_another_slug_or_section_leads_on_to_the_right_address(reader, wrong):
    article = make_published()

    answer = reader.get(wrong.format(article.pk))

    assert (answer.status_code, answer.headers["Location"]) == (301, path_of(article))


@pytest.mark.parametrize("number", ["999999", "0", "9" * 40])
def test_a_number_nobody_has_is_a_plain_404(reader, number):
    assert reader.get(f"/politik/x-{number}/").status_code == 404


def test_a_draft_answers_exactly_like_a_number_nobody_has(reader):
    make_section()
    draft = make_story("Geheimer Plan der Werft")

    hidden, nobody = reader.get(path_of(draft)), reader.get("/politik/x-999999/")

    assert (hidden.status_code, hidden.content) == (404, nobody.content)


def test_a_killed_story_is_gone_with_its_notice_and_without_its_words(reader):
    article = make_published("Falscher Verdacht gegen Werftchef")
    kill(article.pk, reason="legal", by=None, at=LATER, notice="Die Meldung war falsch.")

    answer = reader.get(path_of(article))

    html = answer.content.decode()
    assert (answer.status_code, "Die Meldung war falsch." in html) == (410, True)
    assert "Werftchef" not in html


def test_a_killed_story_is_not_offered_to_search_engines(reader):
    article = make_published()
    kill(article.pk, reason="wrong", by=None, at=LATER)

    answer = reader.get(path_of(article))

    assert answer.headers["X-Robots-Tag"] == "noindex"
    assert not any(sign in answer.content.decode() for sign in ("ld+json", "og:", "canonical"))


def test_a_withheld_story_is_404_with_a_notice_that_it_may_return(reader):
    article = make_published("Werft vor dem Aus")
    withhold(article.pk, reason="legal", by=None, at=LATER)

    answer = reader.get(path_of(article))

    html = answer.content.decode()
    assert (answer.status_code, "vorübergehend nicht verfügbar" in html) == (404, True)
    assert "Werft" not in html


def test_a_kill_is_seen_by_the_next_request(reader):
    article = make_published()
    before = reader.get(path_of(article)).status_code

    kill(article.pk, reason="wrong", by=None, at=LATER)

    assert (before, reader.get(path_of(article)).status_code) == (200, 410)


def test_a_correction_stands_on_the_page_with_its_time(reader):
    article = make_published()
    correct(article.pk, desk_note="1.: statt 12", public_note="Es sind 13 Kräne.", by=None, at=LATER)

    html = page(reader, article)

    assert "Es sind 13 Kräne." in html
    assert "2. März 2026, 14:00 Uhr" in html


def test_updated_is_said_only_of_a_later_version(reader):
    article = make_published()
    first = page(reader, article)

    update(article.pk, StoryChange(fields={"dek": "Neu"}), by=None, at=LATER)

    assert ("Aktualisiert" in first, "Aktualisiert" in page(reader, article)) == (False, True)


def test_people_of_the_directory_are_linked_in_text_and_box(reader):
    mira = make_person("Mira Talberg")
    article = make_published(body="<p>Mira Talberg eröffnete die Messe.</p>", people=(mira,))

    html = page(reader, article)

    assert html.count(f'href="/person/{mira.slug}-{mira.pk}/"') == 2


def test_somebody_without_a_public_page_is_named_but_not_linked(reader):
    mira = make_person("Mira Talberg")
    article = make_published(body="<p>Mira Talberg kam.</p>", people=(mira,))
    type(mira).objects.filter(pk=mira.pk).update(hidden=True)

    html = page(reader, article)

    assert ("Mira Talberg kam." in html, "/person/" in html) == (True, False)


def test_the_sourcing_tag_is_told_in_words(reader):
    html = page(reader, make_published(tag="(afp/dl)"))

    assert "Mit Material der AFP · bearbeitet von dl" in html


def test_a_picture_stands_with_caption_and_credit_under_it(reader):
    html = page(reader, make_published(pictures=(make_photo("Jonna Ekvall/Nordbild"),)))

    figure = re.search(r"<figure.*?</figure>", html, re.DOTALL)[0]
    assert all(sign in figure for sign in ("srcset=", 'width="', "Ein Kran im Hafen", "Jonna Ekvall"))


def test_a_picture_whose_rights_have_ended_leaves_no_trace(reader):
    photo = make_photo("Jonna Ekvall")
    article = make_published(pictures=(photo,))
    photo.grants.update(until=NOON + timedelta(minutes=30))

    html = page(reader, article)

    assert not any(words in html for words in ("<figure", "Ein Kran im Hafen", "Ekvall", "/media/"))


def test_a_picture_for_partners_alone_is_not_on_the_page(reader):
    photo = make_photo("Jonna Ekvall")
    article = make_published(pictures=(photo,))
    photo.grants.filter(channel=RightsChannel.SITE).delete()

    assert "/media/" not in page(reader, article)


def test_linked_data_tells_headline_dates_and_corrections(reader):
    article = make_published()
    correct(article.pk, desk_note="1.: 12", public_note="Es sind 13 Kräne.", by=None, at=LATER)

    told = json.loads(re.search(r'ld\+json">(.*?)</script>', page(reader, article), re.DOTALL)[1])

    assert (told["@type"], told["headline"]) == ("NewsArticle", "Rat beschließt neuen Hafenplan")
    assert (told["datePublished"], told["dateModified"], told["correction"][0]["text"]) == (
        "2026-03-02T13:00:00+01:00",
        "2026-03-02T14:00:00+01:00",
        "Es sind 13 Kräne.",
    )


def test_markup_in_fields_is_text_everywhere_on_the_page(reader):
    nasty = "</script><script>alert(1)</script>\"&'"
    photo = make_photo(nasty, caption=nasty, alt_text=nasty)
    article = make_published(nasty, kicker=nasty[:100], dek=nasty, byline=nasty, pictures=(photo,))

    html = page(reader, article)

    assert "<script>alert" not in html
    assert (
        json.loads(re.search(r'ld\+json">(.*?)</script>', html, re.DOTALL)[1])["headline"] == article.headline
    )


def test_an_english_story_is_marked_as_english_on_a_german_site(reader):
    html = page(reader, make_published("Council backs port plan", language="en"))

    assert ('<html lang="de"' in html, '<article class="story" lang="en"' in html) == (True, True)


def test_related_stories_share_a_person_and_never_include_withdrawn_ones(reader):
    mira = make_person("Mira Talberg")
    article = make_published(people=(mira,))
    make_published("Talberg reist nach Kiel", people=(mira,))
    gone = make_published("Talberg unter Verdacht", people=(mira,))
    kill(gone.pk, reason="wrong", by=None, at=LATER)

    html = page(reader, article)

    assert ("Talberg reist nach Kiel" in html, "unter Verdacht" in html) == (True, False)


def test_related_stories_of_the_topic_come_before_those_of_the_person_each_once(reader):
    mira = make_person("Mira Talberg")
    articles = {
        name: make_published(name, people=people, at=NOON - timedelta(hours=hours))
        for name, people, hours in (
            ("Zur Sache selbst", (mira,), 0),
            ("Thema und Person", (mira,), 1),
            ("Nur das Thema", (), 2),
            ("Nur die Person", (mira,), 0),
        )
    }
    on_topic = [article.pk for name, article in articles.items() if name != "Nur die Person"]
    Edition.objects.filter(article__in=on_topic).update(topic_slugs=["hafen"])

    aside = page(reader, articles["Zur Sache selbst"]).partition('class="related"')[2]

    assert re.findall(r"Thema und Person|Nur das Thema|Nur die Person", aside) == [
        "Thema und Person", "Nur das Thema", "Nur die Person",
    ]  # fmt: skip


def test_a_story_with_everything_takes_two_queries_besides_the_site_s_state(reader):
    people = tuple(make_person(name) for name in ("Mira Talberg", "Jon Askvig"))
    photos = (make_photo("A/AFP", channels=None), make_photo("B/AFP", channels=None))
    path = path_of(make_published(tag="(afp/dl)", people=people, pictures=photos))

    with CaptureQueriesContext(connection) as queries:
        reader.get(path)

    assert len(queries) == 1 + 2


def test_a_picture_blocked_for_legal_reasons_is_on_no_page_and_its_file_is_gone(reader):
    photo = make_photo(caption="Ein Kran, unverpixelt.")
    article = make_published(pictures=(photo,))
    file = f"/media/{photo.pk}-{photo.sha256[:16]}-480.jpg"
    pages = (path_of(article), "/", "/politik/")
    assert reader.get(file).status_code == 200
    assert all(f"/media/{photo.pk}-" in reader.get(one).content.decode() for one in pages)

    block_photo(photo.pk, True, by=None, at=NOON)

    assert reader.get(file).status_code == 404
    told = "".join(reader.get(one).content.decode() for one in pages)
    assert f"/media/{photo.pk}-" not in told
    assert "unverpixelt" not in told


def related_to(reader, article) -> list[str]:
    aside = page(reader, article).partition('class="related"')[2]
    return re.findall(
        r'<a href="[^"]*">(?:<span[^>]*>[^<]*</span> )?([^<]*?)</a>', aside.partition("</aside>")[0]
    )


def test_an_old_story_of_a_rare_topic_is_nearer_than_new_ones_of_a_common_topic(reader):
    story = make_published("Neue Schleuse", at=NOON)
    common = [make_published(f"Rat tagt zum {n}. Mal", at=NOON - timedelta(hours=n)) for n in range(1, 12)]
    rare = make_published("Werft bestellt Tore", at=NOON - timedelta(days=90))
    Edition.objects.filter(article__in=[story, *common]).update(topic_slugs=["rat"])
    Edition.objects.filter(article=rare).update(topic_slugs=["tore"])
    Edition.objects.filter(article=story).update(topic_slugs=["rat", "tore"])

    related = related_to(reader, story)

    assert len(related) == 5
    assert related[-1] == "Werft bestellt Tore"


def test_who_is_rarely_named_counts_more_than_who_is_in_every_story(reader):
    chancellor, engineer = make_person("Mira Talberg"), make_person("Olav Brandt")
    story = make_published("Neue Schleuse", people=(chancellor, engineer))
    for number in range(1, 12):
        make_published(f"Meldung {number}", people=(chancellor,), at=NOON - timedelta(hours=number))
    make_published("Der Bauleiter", people=(engineer,), at=NOON - timedelta(days=90))

    assert "Der Bauleiter" in related_to(reader, story)


def test_a_page_ends_with_the_first_candidate_that_expires_though_it_does_not_show_it(reader):
    story = make_published("Neue Schleuse")
    for number in range(1, 9):
        make_published(f"Schleuse {number}", at=NOON - timedelta(hours=number))
    ending = make_published("Rat tagt", at=NOON - timedelta(days=90))
    Edition.objects.update(topic_slugs=["hafen"])
    end = timezone.now() + timedelta(minutes=5)
    Edition.objects.filter(article=ending).update(visible_until=end)
    page_context = PageContext(timezone.now(), SiteState.read(timezone.now()), {})

    rows = find_related_rows(Edition.objects.get(article=story), page_context)

    assert (len(rows), page_context.expires_at) == (5, end)
    assert ending.pk not in {row[0] for row in rows}


def test_a_word_of_the_headline_decides_between_stories_of_one_topic(reader):
    story = make_published("Nachtzug nach Kyjiw fährt wieder")
    for number in range(1, 9):
        make_published(f"Meldung {number}", at=NOON - timedelta(hours=number))
    make_published("Nachtzüge sind beliebt", at=NOON - timedelta(days=90))
    Edition.objects.update(topic_slugs=["bahn"])

    assert "Nachtzüge sind beliebt" in related_to(reader, story)


def test_the_address_of_a_picture_on_a_page_changes_with_its_rights_and_still_works(reader):
    photo = make_photo("Jonna Ekvall")
    article = make_published(pictures=(photo,))
    before = re.search(r'<img src="([^"]+)"', page(reader, article))[1]
    photo.grants.update(until=NOON + timedelta(days=9))
    forget_pages()

    after = re.search(r'<img src="([^"]+)"', page(reader, article))[1]

    assert before != after
    assert [reader.get(address).status_code for address in (before, after)] == [200, 200]
    assert before.partition("?")[0] == after.partition("?")[0]
