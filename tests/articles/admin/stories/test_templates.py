"""Stories begin with a template, and its placeholders are not forgotten."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from articles.actions.errors import ActionRefused
from articles.actions.publish_checks import run_checks
from articles.actions.stories.prefetch import take_snapshot
from articles.actions.stories.templates import save_as_template, save_template
from articles.models import Account, Article, StoryTemplate, Topic
from articles.selectors.story_templates import list_templates
from articles.text.placeholders import find_placeholders
from tests.factories import NOON, make_chief, make_section, make_story, make_user

pytestmark = pytest.mark.django_db
WEATHER = {
    "name": "Wetter",
    "kicker": "Wetter",
    "headline": "[Wetterlage] an der Küste",
    "body": "<p>Am [Wochentag] wird es [Wetterlage].</p><script>x</script>",
}


def make_template(**facts: Any) -> StoryTemplate:
    return save_template({**WEATHER, **facts}, topic_ids=(), by=None, at=NOON)


def test_placeholders_are_words_in_square_brackets_each_once():
    assert find_placeholders("[Wetterlage] am [Tag]", "[Tag] [] [a\nb]") == ["[Wetterlage]", "[Tag]"]


def test_a_template_is_sanitised_and_knows_its_placeholders():
    template = make_template()

    assert template.body == "<p>Am [Wochentag] wird es [Wetterlage].</p>"
    assert template.placeholders == ["[Wetterlage]", "[Wochentag]"]


def test_the_form_of_a_new_story_begins_with_all_of_the_template(desk: Client):
    section, topic = make_section(), Topic.objects.create(name="Sturm", slug="sturm")
    facts = {**WEATHER, "section_id": section.pk, "genre": "analysis"}
    template = save_template(facts, topic_ids=[topic.pk], by=None, at=NOON)
    add = reverse("admin:articles_article_add")

    form = desk.get(add, {"template": template.pk}).context["adminform"].form

    names = ("section", "genre", "kicker", "headline", "body", "topics")
    begun = {name: form.get_initial_for_field(form.fields[name], name) for name in names}
    assert begun == {
        "section": section, "genre": "analysis", "kicker": "Wetter", "headline": "[Wetterlage] an der Küste",
        "body": template.body, "topics": [topic],
    }  # fmt: skip


@pytest.mark.parametrize("number", ["99", "x", "", "99999999999999999999"])
def test_an_unknown_template_gives_an_empty_form(desk: Client, number: str):
    page = desk.get(reverse("admin:articles_article_add"), {"template": number})

    assert page.status_code == 200


def test_own_sections_come_first_and_templates_out_of_use_are_not_offered():
    section, user = make_section(), make_user("rita")
    account, _made = Account.objects.get_or_create(user=user)
    account.sections.add(section)
    make_template(name="Anzeige")
    make_template(name="Wetter", section_id=section.pk)
    make_template(name="Alt", active=False)

    assert [template.name for template in list_templates(user)] == ["Wetter", "Anzeige"]


def test_the_new_story_page_offers_templates_by_key(desk: Client):
    template = make_template()

    page = desk.get(reverse("admin:articles_article_add")).content.decode()

    assert f'href="?template={template.pk}" data-key="1"' in page


def test_publication_warns_of_placeholders_that_stayed_and_of_no_other_brackets():
    make_template()
    story = make_story("Sturm an der Küste", body="<p>Am [Wochentag] sagt sie: „Er [der Rat] irrt.“</p>")

    results = run_checks(take_snapshot(Article.objects.get(pk=story.pk), NOON))

    (found,) = [result for result in results if result.code == "placeholder-open"]
    assert (found.severity, found.message) == (
        "warns",
        "Ein Platzhalter der Vorlage ist nicht ausgefüllt: [Wochentag].",
    )


def test_a_story_becomes_a_template_in_one_step(desk: Client):
    story = make_story("Rat tagt am [Wochentag]", body="<p>Der Rat tagt.</p>", section=make_section())

    answer = desk.post(reverse("admin:articles_article_save_as_template", args=[story.pk]), follow=True)

    template = StoryTemplate.objects.get()
    assert (template.name, template.section_id, template.body) == (
        story.headline,
        story.section_id,
        story.body,
    )
    assert template.placeholders == ["[Wochentag]"]
    assert answer.redirect_chain[-1][0].endswith(f"/storytemplate/{template.pk}/change/")


def test_who_only_writes_uses_templates_and_keeps_none(client: Client):
    template, story = make_template(), make_story()
    reporter = make_user(
        "rita", "articles.view_storytemplate", "articles.add_article", "articles.change_article"
    )

    with pytest.raises(ActionRefused):
        save_as_template(story.pk, by=reporter, at=NOON)
    with pytest.raises(ActionRefused):
        save_template(WEATHER, topic_ids=(), by=reporter, at=NOON, pk=template.pk)

    assert StoryTemplate.objects.count() == 1


def test_the_desk_changes_and_deletes_templates(desk: Client):
    template = make_template()
    page = reverse("admin:articles_storytemplate_change", args=[template.pk])

    desk.post(
        page, {"name": "Seewetter", "genre": "report", "headline": "[Wind]", "body": "", "active": "on"}
    )
    changed = StoryTemplate.objects.get()
    desk.post(reverse("admin:articles_storytemplate_delete", args=[template.pk]), {"post": "yes"})

    assert (changed.name, changed.placeholders) == ("Seewetter", ["[Wind]"])
    assert not StoryTemplate.objects.exists()


def test_browsers_may_load_the_text_editor_of_the_form(client: Client):
    client.force_login(make_chief())

    assert (
        '<script type="importmap" nonce="'
        in client.get("/admin/articles/storytemplate/add/").content.decode()
    )
