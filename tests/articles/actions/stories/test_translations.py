"""Linking, unlinking and drafting translations."""

from datetime import timedelta

import pytest

from articles.actions.errors import ActionRefused
from articles.actions.permissions import lock_stories
from articles.actions.stories import translations
from articles.actions.stories.schedule import set_embargo
from articles.actions.stories.translations import link_translation, make_translation, unlink_translation
from articles.actions.stories.withdraw import kill
from articles.models import AuditEntry, LogEntry, StoryTranslation
from articles.selectors.translations import find_translations
from newsroom.actions import NotPermitted
from tests.factories import NOON, make_person, make_photo, make_published, make_story, make_user

pytestmark = pytest.mark.django_db(transaction=True)


def languages_of(article) -> list[str]:
    return [other.language for other in find_translations(article.pk)]


def make_stories(*languages: str):
    return [make_story(f"Hafenplan {tag}", language=tag) for tag in languages]


def test_a_third_language_joins_the_group():
    german, english, danish = make_stories("de", "en", "da")
    link_translation(german.pk, english.pk, by=None, at=NOON)

    link_translation(danish.pk, english.pk, by=None, at=NOON)

    assert [languages_of(story) for story in (german, english, danish)] == [
        ["da", "en"], ["da", "de"], ["de", "en"],
    ]  # fmt: skip


def test_two_groups_become_one():
    stories = make_stories("de", "en", "da", "fr")
    link_translation(stories[0].pk, stories[1].pk, by=None, at=NOON)
    link_translation(stories[2].pk, stories[3].pk, by=None, at=NOON)

    link_translation(stories[0].pk, stories[3].pk, by=None, at=NOON)

    assert languages_of(stories[0]) == ["da", "en", "fr"]


def test_a_story_leaves_its_group_and_can_come_back():
    german, english, danish = make_stories("de", "en", "da")
    link_translation(german.pk, english.pk, by=None, at=NOON)
    link_translation(german.pk, danish.pk, by=None, at=NOON)

    others = unlink_translation(german.pk, by=None, at=NOON)
    left = languages_of(english)
    link_translation(german.pk, others[0], by=None, at=NOON)

    assert (left, languages_of(german)) == (["da"], ["da", "en"])


def test_a_group_of_one_ends():
    german, english = make_stories("de", "en")
    link_translation(german.pk, english.pk, by=None, at=NOON)

    unlink_translation(english.pk, by=None, at=NOON)

    assert not StoryTranslation.objects.exists()


def test_stories_of_one_language_are_no_translations():
    german, austrian = make_stories("de", "de-AT")

    with pytest.raises(ActionRefused, match=r"two stories in|zwei Artikel auf"):
        link_translation(german.pk, austrian.pk, by=None, at=NOON)


def test_a_story_is_no_translation_of_itself_or_of_nothing():
    (german,) = make_stories("de")

    for other in (german.pk, german.pk + 1):
        with pytest.raises(ActionRefused):
            link_translation(german.pk, other, by=None, at=NOON)


def test_a_story_without_a_translation_has_none_to_lose():
    (german,) = make_stories("de")

    with pytest.raises(ActionRefused):
        unlink_translation(german.pk, by=None, at=NOON)


def test_only_who_may_publish_links_public_stories():
    reporter = make_user("reporter", "articles.change_article")
    drafts = make_stories("de", "en")
    public = [make_published("Plan", language="de"), make_published("Plan", language="en")]
    link_translation(drafts[0].pk, drafts[1].pk, by=reporter, at=NOON)

    with pytest.raises(NotPermitted):
        link_translation(public[0].pk, public[1].pk, by=reporter, at=NOON)


def test_who_may_not_publish_adds_a_draft_to_public_translations():
    reporter = make_user("reporter", "articles.add_article", "articles.change_article")
    german, english = [make_published("Plan", language=tag) for tag in ("de", "en")]
    link_translation(german.pk, english.pk, by=None, at=NOON)
    before = LogEntry.objects.count()

    french = make_translation(german.pk, "fr", by=reporter, at=NOON)
    unlink_translation(french.pk, by=reporter, at=NOON)

    assert LogEntry.objects.count() == before


def test_links_that_change_while_the_stories_are_locked_are_not_overwritten(monkeypatch):
    german, english, danish = make_stories("de", "en", "da")

    def link_others_and_lock(article_ids):
        monkeypatch.undo()
        StoryTranslation.objects.create(article=english, group_number=english.pk)
        StoryTranslation.objects.create(article=danish, group_number=english.pk)
        return lock_stories(article_ids)

    monkeypatch.setattr(translations, "lock_stories", link_others_and_lock)

    with pytest.raises(ActionRefused, match=r"in the meantime|inzwischen"):
        link_translation(german.pk, english.pk, by=None, at=NOON)


def test_a_link_of_public_stories_is_in_the_log_for_partners():
    public = [make_published("Plan", language="de"), make_published("Plan", language="en")]
    before = LogEntry.objects.count()

    link_translation(public[0].pk, public[1].pk, by=None, at=NOON)
    unlink_translation(public[0].pk, by=None, at=NOON)

    assert LogEntry.objects.count() - before == 4


def test_a_link_with_a_draft_tells_nobody():
    german, english = make_published("Plan", language="de"), make_story("Plan", language="en")
    before = LogEntry.objects.count()

    link_translation(german.pk, english.pk, by=None, at=NOON)

    assert LogEntry.objects.count() == before


def test_a_translation_begins_as_a_copy_of_text_photos_and_people():
    person, photo = make_person("Mira Talberg"), make_photo()
    body = '<h2>Zwischentitel</h2><p>Der <a href="https://rat.example/">Rat</a> beschloss.</p>'
    german = make_story(
        "Hafenplan", language="de", body=body, people=(person,), pictures=(photo,), tag="(dpa)"
    )

    english = make_translation(german.pk, "en", by=None, at=NOON)

    assert (english.state, english.language, english.body) == ("draft", "en", german.body)
    assert (english.slug, english.tag_raw, english.section) == ("hafenplan-2", "(dpa)", german.section)
    assert [p.photo for p in english.placements.all()] == [photo]
    assert [m.person for m in english.mentions.all()] == [person]
    assert languages_of(german) == ["en"]


def test_a_translation_is_under_the_embargo_of_its_story():
    german = make_story("Hafenplan", language="de")
    until = NOON + timedelta(days=1)
    set_embargo(german.pk, until, by=None, at=NOON, source="Rathaus")

    english = make_translation(german.pk, "en", by=None, at=NOON)

    english.refresh_from_db()
    assert (english.embargo_until, english.embargo_source) == (until, "Rathaus")


def test_each_language_is_made_once():
    german = make_story("Hafenplan", language="de")
    make_translation(german.pk, "en", by=None, at=NOON)

    for language in ("en", "de-CH", ""):
        with pytest.raises(ActionRefused):
            make_translation(german.pk, language, by=None, at=NOON)


def test_a_killed_story_is_not_translated():
    german = make_published("Hafenplan", language="de")
    kill(german.pk, reason="legal", by=None, at=NOON)

    with pytest.raises(ActionRefused):
        make_translation(german.pk, "en", by=None, at=NOON)


def test_links_are_audited_for_both_stories():
    german, english = make_stories("de", "en")

    link_translation(german.pk, english.pk, by=None, at=NOON)

    entries = AuditEntry.objects.filter(verb="link translation").values_list("object_id", "detail")
    assert sorted(entries) == [(german.pk, {"other": english.pk}), (english.pk, {"other": german.pk})]
