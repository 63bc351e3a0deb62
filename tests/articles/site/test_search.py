from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories import NOON, make_person, make_published, make_section

pytestmark = pytest.mark.django_db


def found(reader, q: str, **more) -> str:
    answer = reader.get("/search/", {"q": q, **more})
    assert answer.status_code == 200
    return answer.content.decode()


def headlines(reader, q: str, **more) -> list[str]:
    import re

    return re.findall(r'class="card-headline"><a href="[^"]*">(.*?)</a>', found(reader, q, **more))


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


def test_older_hits_follow_without_gaps_or_repeats(reader):
    import re

    for number in range(45):
        make_published(f"Hafen {number}", at=NOON - timedelta(minutes=100 - number))
    seen, before = [], {}
    while True:
        html = found(reader, "Hafen", **before)
        seen += re.findall(r'class="card-headline"><a href="[^"]*">(.*?)</a>', html)
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
    assert "dort gekürzt" in found(reader, "hafen " * 1_700)


def test_the_search_page_is_not_offered_to_search_engines(reader):
    assert reader.get("/search/?q=x").headers["X-Robots-Tag"] == "noindex"


def test_an_unknown_section_is_as_if_none_was_chosen(reader):
    make_published("Hafen")

    assert headlines(reader, "Hafen", section="gibtsnicht") == ["Hafen"]


def test_a_search_takes_few_queries(reader):
    for number in range(5):
        make_published(f"Hafen {number}", people=(make_person(f"Mira Talberg{number}"),))

    with CaptureQueriesContext(connection) as queries:
        found(reader, "Hafen")

    assert len(queries) <= 5
