from datetime import timedelta
from html import escape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.actions.search.vocabulary import update_words
from articles.actions.stories.withdraw import withhold
from articles.models import Edition, StaffInitials, Topic
from newsroom.db.compiled_queries import CompiledQueryVariants
from tests.articles.site.conftest import forget_pages
from tests.factories import (
    NOON,
    make_chief,
    make_person,
    make_photo,
    make_published,
    make_section,
    make_story,
)

pytestmark = pytest.mark.django_db


def found(reader, q: str, **more) -> str:
    answer = reader.get("/suche/", {"q": q, **more})
    assert answer.status_code == 200
    return answer.content.decode()


def headlines(reader, q: str, **more) -> list[str]:
    import re

    html = re.sub("</?mark>", "", found(reader, q, **more))
    return re.findall(r'class="card-headline"><a href="[^"]*">(.*?)</a>', html)


@pytest.mark.parametrize("q", ["Häfen", "HAFEN", "hafens", "hafen", '"Kai am Hafen"', "hafen -bahnhof"])
def test_german_stems_find_other_forms_of_a_word(reader, q):
    make_published("Neuer Kai am Hafen")
    make_published("Zug hält länger")

    assert headlines(reader, q) == ["Neuer Kai am Hafen"]


def test_a_name_is_found_without_its_accents(reader):
    make_published("Treffen in Riga", body="<p>Zoë Žukauskaitė kam.</p>")

    assert headlines(reader, "Zukauskaite") == ["Treffen in Riga"]


def test_english_stories_are_found_by_english_stems(reader):
    make_published("Council delays harbour works", language="en", body="<p>Ships were waiting.</p>")

    assert headlines(reader, "delayed ship") == ["Council delays harbour works"]


def test_hits_are_newest_first(reader):
    make_published("Hafen alt", at=NOON - timedelta(days=2))
    make_published("Hafen neu", at=NOON)

    assert headlines(reader, "Hafen") == ["Hafen neu", "Hafen alt"]


def test_the_hit_is_marked_and_markup_of_the_text_is_not(reader):
    make_published("Kran", body="<p>Vor dem &lt;b&gt;Kran&lt;/b&gt; stand &amp; wartete jemand.</p>")

    html = found(reader, "Kran")

    assert "<mark>Kran</mark>" in html
    assert "<b>" not in html


def test_a_word_with_a_hyphen_and_its_part_are_shown_once(reader):
    make_published("Thaden-Werft baut Fähren", body="<p>In der Thaden-Werft liegt ein Schiff.</p>")

    html = found(reader, "Thaden-Werft Werft").replace("\u00ad", "")

    assert "<mark>Thaden-Werft</mark> baut" in html
    assert "WerftWerft" not in html.replace("<mark>", "").replace("</mark>", "")


def test_a_hit_in_a_caption_alone_is_shown_and_marked(reader):
    picture = make_photo(caption="Ein Eisbrecher vor Nordhaven.")
    make_published("Hafen im Winter", dek="Es ist kalt.", pictures=(picture,))

    html = found(reader, "Eisbrecher")

    assert "Ein <mark>Eisbrecher</mark> vor Nordhaven." in html


def test_a_hit_in_the_text_is_shown_in_its_passage_though_a_caption_has_it_too(reader):
    picture = make_photo(caption="Ein Eisbrecher vor Nordhaven.")
    make_published("Hafen im Winter", body="<p>Der Eisbrecher kam spät.</p>", pictures=(picture,))

    html = found(reader, "Eisbrecher")

    assert "Der <mark>Eisbrecher</mark> kam spät." in html
    assert "vor Nordhaven" not in html


def test_a_person_of_that_name_comes_first(reader):
    mira = make_person("Mira Talberg")
    make_published("Messe eröffnet", people=(mira,))

    assert f'href="/person/{mira.slug}-{mira.pk}/"' in found(reader, "talberg")


def test_a_misspelt_name_is_answered_with_the_right_one(reader):
    make_published("Messe eröffnet", people=(make_person("Mira Talberg"),))

    html = found(reader, "Mira Tahlberg")

    assert "Meinten Sie" in html
    assert "Mira Talberg" in html


def test_sections_are_counted_and_narrow_the_hits(reader):
    sport = make_section("Sport", "sport")
    make_published("Hafen eins")
    make_published("Hafenlauf am Hafen", section=sport)

    assert headlines(reader, "Hafen", section="sport") == ["Hafenlauf am Hafen"]
    assert 'href="?q=Hafen&amp;section=politik"' in found(reader, "Hafen")


@pytest.mark.parametrize(("hits", "has_older"), [(20, False), (21, True)])
def test_only_hits_that_do_not_fit_on_the_page_have_an_older_one(reader, hits, has_older):
    for number in range(hits):
        make_published(f"Hafen {number}")

    html = found(reader, "Hafen")

    assert (html.count('class="card-headline"'), 'class="pager-older"' in html) == (20, has_older)


def test_older_hits_follow_without_gaps_or_repeats(reader):
    import re

    for number in range(45):
        make_published(f"Hafen {number}", at=NOON - timedelta(minutes=100 - number))
    seen, before = [], {}
    while True:
        html = found(reader, "Hafen", **before)
        seen += re.findall(r'class="card-headline"><a href="[^"]*">(.*?)</a>', re.sub("</?mark>", "", html))
        older = re.search(r'class="pager-older" href="\?q=Hafen&amp;before=([\w-]+)"', html)
        if not older:
            break
        before = {"before": older[1]}

    assert seen == [f"Hafen {number}" for number in range(44, -1, -1)]


@pytest.mark.parametrize(
    "q", ["\x00", "-", "'", '"', "&|!():*", "a" * 10_000, "\ud83d\ude00".encode("utf-16", "surrogatepass").decode("utf-16"),
          "%", "\\", "or or", "-\"x", "<script>alert(1)</script>", "\x02\x03", " " * 300, "ﬁ ǅ ẞ"]
)  # fmt: skip
def test_odd_searches_get_a_clear_page(reader, q):
    make_published()

    assert "<script>alert" not in found(reader, q)


def test_a_search_of_ten_thousand_signs_says_that_it_was_cut(reader):
    assert "wurde gekürzt" in found(reader, "hafen " * 1_700)


def test_the_search_page_is_not_offered_to_search_engines(reader):
    assert reader.get("/suche/?q=x").headers["X-Robots-Tag"] == "noindex"


def choices(html: str, facet: str) -> list[tuple[str, str]]:
    """(name, count) under a facet's heading."""
    import re

    part = html.partition(f"<summary>{facet}</summary>")[2].partition("</details>")[0]
    return re.findall(r'<a href="[^"]*">([^<]*)</a> <span class="count">([^<]*)</span>', part)


@pytest.fixture
def _an_archive() -> None:
    mira, jon = make_person("Mira Talberg"), make_person("Jon Falk")
    sport = make_section("Sport", "sport")
    make_published("Hafen eins", people=(mira,), tag="(afp/dl)", genre="comment")
    make_published("Hafen zwei", people=(mira, jon), tag="(dpa/dl)", section=sport)
    make_published("Hafen drei", at=NOON - timedelta(days=365))
    make_published("Harbour four", body="<p>Hafen.</p>", language="en", at=NOON - timedelta(days=365))


@pytest.mark.usefixtures("_an_archive")
@pytest.mark.parametrize(
    ("facet", "counted"),
    [
        ("Ressort", [("Politik", "3"), ("Sport", "1")]),
        ("Textsorte", [("Bericht", "3"), ("Kommentar", "1")]),
        ("Jahr", [("2026", "2"), ("2025", "2")]),
        ("Person", [("Mira Talberg", "2"), ("Jon Falk", "1")]),
        ("Quelle", [("AFP", "1"), ("dpa", "1")]),
        ("Sprache", [("Deutsch", "3"), ("Englisch", "1")]),
    ],
)
def test_hits_are_counted_by_what_they_can_be_narrowed_to(reader, facet, counted):
    assert choices(found(reader, "Hafen"), facet) == counted


@pytest.mark.usefixtures("_an_archive")
@pytest.mark.parametrize(
    ("narrowed", "left"),
    [
        ({"section": "sport"}, ["Hafen zwei"]),
        ({"kind": "comment"}, ["Hafen eins"]),
        ({"agency": "dpa"}, ["Hafen zwei"]),
        ({"language": "en"}, ["Harbour four"]),
        ({"from": "2026-01-01"}, ["Hafen zwei", "Hafen eins"]),
        ({"until": "2025-12-31", "language": "de"}, ["Hafen drei"]),
        ({"from": "2026-03-02", "until": "2026-03-02"}, ["Hafen zwei", "Hafen eins"]),
        ({"from": "gestern", "kind": "novel", "person": "-1"}, ["Hafen zwei", "Hafen eins", "Harbour four", "Hafen drei"]),
    ],
)  # fmt: skip
def test_a_search_is_narrowed_by_each_facet_and_by_days(reader, narrowed, left):
    assert headlines(reader, "Hafen", **narrowed) == left


@pytest.mark.usefixtures("_an_archive")
def test_a_narrowing_to_a_person_can_be_taken_back_and_stays_when_sorted(reader):
    import re

    number = re.search(r"person=(\d+)", found(reader, "Hafen"))
    assert number

    html = found(reader, "Hafen", person=number[1])

    assert headlines(reader, "Hafen", person=number[1]) == ["Hafen zwei", "Hafen eins"]
    assert '<a href="?q=Hafen"><span class="filter-name">Person</span> Mira Talberg' in html
    assert f'href="?q=Hafen&amp;person={number[1]}&amp;sort=relevance"' in html


def test_what_is_no_day_is_named_and_narrows_nothing(reader):
    make_published("Hafen")

    html = found(reader, "Hafen", **{"from": "2026-02-30"})

    assert "„2026-02-30“ ist kein Datum." in html
    assert 'class="card-headline"' in html


def test_by_relevance_a_headline_comes_before_a_newer_aside(reader):
    make_published("Hafen wird tiefer", at=NOON - timedelta(days=20))
    make_published("Rat tagt", body="<p>Auch der Hafen war Thema, nach vielem anderem.</p>", at=NOON)

    assert headlines(reader, "Hafen") == ["Rat tagt", "Hafen wird tiefer"]
    assert headlines(reader, "Hafen", sort="relevance") == ["Hafen wird tiefer", "Rat tagt"]


def test_by_relevance_a_much_newer_story_comes_before_an_old_one_of_equal_worth(reader):
    make_published("Hafen alt", at=NOON - timedelta(days=900))
    make_published("Hafen neu")

    assert headlines(reader, "Hafen", sort="relevance") == ["Hafen neu", "Hafen alt"]


def test_pages_by_relevance_follow_without_gaps_or_repeats(reader):
    import re

    for number in range(45):
        make_published(f"Hafen {number}" if number % 2 else f"Rat {number}", body="<p>Am Hafen.</p>",
                       at=NOON - timedelta(days=number))  # fmt: skip
    seen, before = [], {}
    while True:
        html = found(reader, "Hafen", sort="relevance", **before)
        seen += re.findall(r'class="card-headline"><a href="[^"]*">(.*?)</a>', re.sub("</?mark>", "", html))
        older = re.search(
            r'class="pager-older" href="\?q=Hafen&amp;sort=relevance&amp;before=([\w-]+)"', html
        )
        if not older:
            break
        before = {"before": older[1]}

    assert (len(seen), len(set(seen))) == (45, 45)


def test_a_topic_of_that_name_comes_before_the_stories(reader):
    from articles.models import Edition, Topic

    Topic.objects.create(slug="hafen", name="Hafen", description="Was am Wasser geschieht.")
    story = make_published("Kran steht")
    assert "/thema/hafen/" not in found(reader, "hafen").partition("search-result")[0]

    Edition.objects.filter(article=story).update(topic_slugs=["hafen"])
    forget_pages()

    assert 'href="/thema/hafen/">Hafen</a>' in found(reader, "hafen")


@pytest.fixture
def _small_sample(monkeypatch) -> None:
    from articles.site import search_results

    monkeypatch.setattr(search_results, "SAMPLE_SIZE", 5)
    monkeypatch.setattr(search_results, "publishing_rate", search_results.PublishingRate())


@pytest.mark.usefixtures("_small_sample")
def test_a_search_goes_back_in_time_until_its_thousand_is_full(reader):
    for number in range(12):
        make_published(
            f"Hafen {number}" if number % 2 else f"Wald {number}", at=NOON - timedelta(days=9 * number)
        )

    assert headlines(reader, "Hafen") == [f"Hafen {number}" for number in (1, 3, 5, 7, 9, 11)]


@pytest.mark.usefixtures("_small_sample")
@pytest.mark.parametrize("more", [{}, {"sort": "relevance"}, {"language": "de"}])
def test_a_search_of_a_frequent_word_finds_its_newest_hits(reader, monkeypatch, more):
    from articles.site import search_results

    monkeypatch.setattr(search_results, "MAX_HITS", 3)
    for name in ("STATEMENTS", "FILTERED"):
        monkeypatch.setattr(
            search_results, name, CompiledQueryVariants(Edition, search_results._build_statement)
        )
    for number in range(60):
        make_published(f"Hafen {number}", at=NOON - timedelta(days=2 * number))

    html = found(reader, "Hafen", **more)

    assert "Mehr als 1.000 Artikel" in html
    assert headlines(reader, "Hafen", **more) == [f"Hafen {number}" for number in range(4)]


@pytest.mark.usefixtures("_small_sample")
@pytest.mark.parametrize(("gap", "stories"), [(range(5, 40), 25), (range(57), 3)])
def test_hits_rarer_or_more_frequent_than_in_the_sample_are_all_found(reader, gap, stories):
    wanted = [number for number in range(60) if number not in gap]
    for number in range(60):
        make_published(
            f"{'Hafen' if number in wanted else 'Wald'} {number}", at=NOON - timedelta(days=2 * number)
        )

    assert f"{stories} Artikel" in found(reader, "Hafen")
    assert headlines(reader, "Hafen") == [f"Hafen {number}" for number in wanted][:20]


def test_an_unknown_section_is_as_if_none_was_chosen(reader):
    make_published("Hafen")

    assert headlines(reader, "Hafen", section="gibtsnicht") == ["Hafen"]


def test_a_search_takes_few_queries(reader):
    for number in range(5):
        make_published(f"Hafen {number}", people=(make_person(f"Mira Talberg{number}"),))

    with CaptureQueriesContext(connection) as queries:
        found(reader, "Hafen")

    assert len(queries) <= 5


def test_a_further_search_takes_one_query_besides_the_state_of_the_site(reader):
    for name in ("Mira Talberg", "Jonas Moorbach"):
        make_published(f"Hafen und {name}", people=(make_person(name),))
    found(reader, "Hafen Talberg Moorbach")

    with CaptureQueriesContext(connection) as queries:
        html = found(reader, "talberg")

    assert len(queries) == 2
    assert headlines(reader, "talberg") == ["Hafen und Mira Talberg"]
    assert 'class="person-card"' in html
    assert ("Mira Talberg", "1") in choices(html, "Person")


@pytest.mark.django_db(transaction=True)
def test_a_page_of_hits_ends_when_a_word_is_learned(reader):
    make_published("Nachts", body="<p>Der Hafenmeister winkt.</p>")
    assert "Nichts gefunden" in found(reader, "Hafen")

    update_words()

    assert "<mark>Hafenmeister</mark>" in found(reader, "Hafen")


def test_words_of_a_headline_are_marked_with_its_long_words_divided(reader):
    make_published("Kaimauer & <b>Grundwasserwiederanreicherung</b>", body="<p>Nichts davon.</p>")

    html = found(reader, "Kaimauer Grundwasserwiederanreicherung")

    assert "<mark>Kaimauer</mark> &amp; &lt;b&gt;<mark>Grund\xadwas\xadser" in html


def test_a_word_without_a_mark_is_in_the_headline_of_no_hit(reader):
    make_published("Rat tagt", body="<p>Am Hafen.</p>")

    assert ">Rat tagt</a>" in found(reader, "Hafen")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Nachtzgu", "Nachtzug"),
        ("Hafn", "Hafen"),
        ("hafne", "Hafen"),
        ("sc hardnau", "sc Hardenau"),
        ("Brükce Hafen", "Brücke Hafen"),
        ("Hafn -Brücke", "Hafen -Brücke"),
        ("Hochwaserschuz", "Hochwasserschutz"),
    ],
)
def test_a_misspelt_word_is_answered_with_one_of_the_archive(reader, typed, meant):
    make_published(
        "Fahrt", body="<p>Ein Nachtzug hält am Hafen, und die Brücke steht. Hochwasserschutz fehlt.</p>"
    )
    make_published("Spiel", body="<p>Der SC Hardenau spielt.</p>")
    update_words()
    forget_pages()

    html = found(reader, typed)

    assert "Meinten Sie" in html
    assert f">{escape(meant)}</a>?" in html


@pytest.mark.parametrize("in_small_letters", ["before", "in", "after"])
def test_a_name_is_proposed_with_its_capitals_though_a_text_has_it_in_small_letters(reader, in_small_letters):
    texts = dict.fromkeys(("before", "in", "after"), "<p>Sie kam.</p>")
    texts[in_small_letters] = "<p>Post an talberg@nordhaven.example geht ein.</p>"
    make_published("Davor", body=texts["before"])
    update_words()
    make_published("Rede", body=texts["in"], people=(make_person("Mira Talberg"),))
    update_words()
    make_published("Danach", body=texts["after"])
    update_words()
    forget_pages()

    assert ">Talberg</a>" in found(reader, "Tallberg")


@pytest.mark.django_db(transaction=True)
def test_a_search_that_was_made_before_learns_of_the_words_of_an_english_story(reader):
    make_published("Council meets", language="en", body="<p>The harbour is closed.</p>")
    assert "Meinten Sie" not in found(reader, "Harbuor")

    update_words()

    assert ">harbour</a>?" in found(reader, "Harbuor")


@pytest.mark.parametrize("typed", ["Hafen Qualle", "Xyzzy", "ab", '"Hafn"', "12345", "a" * 150])
def test_nothing_is_proposed_for_what_is_right_or_like_no_word(reader, typed):
    make_published("Fahrt", body="<p>Ein Nachtzug hält am Hafen.</p>")
    update_words()

    assert "Meinten Sie" not in found(reader, typed)


def test_a_rare_word_is_right_next_to_four_frequent_ones(reader):
    for word in ("Rede", "Rabe", "Reue", "Rube"):
        make_published(f"{word} und {word}", body=f"<p>Die {word} und der Tag.</p>")
        make_published(f"Noch eine {word}", body=f"<p>Die {word} und die Nacht.</p>")
    make_published("Garten", body="<p>Die Rebe blüht.</p>")
    update_words()

    assert "Meinten Sie" not in found(reader, "Rebe Qualle")


def test_a_word_of_hidden_stories_alone_is_never_proposed(reader):
    withheld = make_published("Rat", body="<p>Der Zwiebelfischer klagt.</p>")
    make_published("Tag", body="<p>Des Zwiebelfischers Klage.</p>")
    update_words()
    assert ">Zwiebelfischer</a>?" in found(reader, "Zwiebelfischr")

    withhold(withheld.pk, by=make_chief(), at=NOON, reason="legal")
    make_story("Entwurf", body="<p>Der Zwiebelfischer klagt.</p>")
    forget_pages()

    assert "Zwiebelfischer<" not in found(reader, "Zwiebelfischr")


@pytest.fixture
def _names_of_each_kind() -> None:
    StaffInitials.objects.create(initials="dl", name="Dora Lind", slug="dora-lind", position="Redakteurin")
    Topic.objects.create(slug="hafen", name="Hafen")
    Topic.objects.create(slug="gletscher", name="Gletscher")
    make_published("Kran", people=(make_person("Mira Talberg"),), tag="(afp/dl)", byline="Von Dora Lind")
    Edition.objects.update(topic_slugs=["hafen"])


@pytest.mark.usefixtures("_names_of_each_kind")
@pytest.mark.parametrize(
    ("typed", "paths"),
    [
        ("afp", ["/quelle/afp/"]),
        ("Politik", ["/politik/"]),
        ("dora lind", ["/autor/dora-lind/"]),
        ("Hafen politik", ["/politik/", "/thema/hafen/"]),
        ("Kran Mira Talberg", ["/person/"]),
        ("Kran Talberg", []),
        ("Gletscher", []),
        ('"Dora Lind"', ["/autor/dora-lind/"]),
        ("afp -politik", []),
    ],
)
def test_a_card_leads_to_each_page_that_the_search_names(reader, typed, paths):
    import re

    cards = found(reader, typed).partition('class="person-cards"')[2].partition("</section>")[0]

    assert [re.sub(r"(?<=person/).*", "", path) for path in re.findall(r'href="([^"]*)"', cards)] == paths


@pytest.mark.usefixtures("_names_of_each_kind")
def test_names_in_hidden_stories_alone_have_no_card(reader):
    withhold(Edition.objects.get().article_id, by=make_chief(), at=NOON, reason="legal")
    forget_pages()

    for typed in ("afp", "Politik", "dora lind", "Hafen", "talberg"):
        assert 'class="person-card"' not in found(reader, typed)
