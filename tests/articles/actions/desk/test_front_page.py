import pytest

from articles.actions.desk.front_arrangement import BlockDraft, FrontArrangement
from articles.actions.desk.front_page import arrange_front, write_static_page
from articles.actions.errors import ActionRefused, NotPermitted
from articles.models import AuditEntry, FrontSlot, StaticPage
from tests.factories import NOON, make_published, make_story, make_user
from tests.front_pages import arrange_front_page

pytestmark = pytest.mark.django_db


def test_stories_take_their_places_in_the_order_given():
    first, second = make_published("Eins"), make_published("Zwei")

    arrange_front_page([second.pk, first.pk], by=None, at=NOON)

    assert list(FrontSlot.objects.values_list("place", "article_id")) == [(1, second.pk), (2, first.pk)]


def test_a_new_order_replaces_the_old_and_is_in_the_audit_list():
    first, second = make_published("Eins"), make_published("Zwei")
    arrange_front_page([first.pk], by=None, at=NOON)

    arrange_front_page([second.pk], by=None, at=NOON)

    entry = AuditEntry.objects.filter(verb="arrange front page").order_by("-pk").first()
    assert entry.detail == {"before": [first.pk], "after": [second.pk]}


def test_the_return_of_the_default_blocks_is_in_the_audit_list():
    arrange_front(FrontArrangement(blocks=(BlockDraft("opinion"),)), by=None, at=NOON)

    arrange_front(FrontArrangement(), by=None, at=NOON)

    entries = AuditEntry.objects.filter(verb="arrange front page", model="frontblock")
    kinds = [[block["kind"] for block in entry.detail["blocks_before"]] for entry in entries]
    assert kinds[0] == ["opinion"]
    assert len(kinds) == 2


def test_a_story_that_is_not_public_gets_no_place():
    draft = make_story("Noch ein Entwurf")

    with pytest.raises(ActionRefused):
        arrange_front_page([draft.pk], by=None, at=NOON)


def test_one_story_cannot_have_two_places_on_the_front_page():
    article = make_published()

    with pytest.raises(ActionRefused):
        arrange_front_page([article.pk, article.pk], by=None, at=NOON)


def test_who_may_not_arrange_the_front_page_is_refused():
    article = make_published()

    with pytest.raises(NotPermitted):
        arrange_front_page([article.pk], by=make_user(), at=NOON)


def test_a_standing_page_is_cleaned_before_it_stands():
    write_static_page("imprint", "<p>Verlag</p><script>alert(1)</script>", by=None, at=NOON)

    assert StaticPage.objects.get().body == "<p>Verlag</p>"


def test_a_page_the_site_does_not_have_cannot_be_written():
    with pytest.raises(ActionRefused):
        write_static_page("shop", "<p>Kauft</p>", by=None, at=NOON)


def test_a_row_of_a_version_with_further_values_is_read():
    row = {"lead": [3], "blocks": [{"kind": "opinion", "title": "Meinung", "colour": "red", "stories": [4]}]}

    arrangement = FrontArrangement.parse(row)

    assert arrangement == FrontArrangement((3,), (BlockDraft("opinion", "Meinung", stories=(4,)),))
