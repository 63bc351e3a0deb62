"""Two editors save one story: no word is lost, and each is asked only about what both changed."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from articles.actions.stories.drafts import MentionDraft, PlacementDraft, StoryChange
from articles.actions.stories.save import save_story
from articles.admin.stories.edit_conflict import MergeQuestion
from articles.models import Article, Revision, Topic
from tests.articles.admin.forms import FormReader, filled
from tests.factories import NOON, make_person, make_photo, make_section, make_story, make_user

pytestmark = pytest.mark.django_db
BODY = "<p>Der Kran steht im Hafen.</p>\n<p>Er ist 40 Meter hoch.</p>\n<p>Der Rat berät am Montag.</p>"


def address(story: Article) -> str:
    return reverse("admin:articles_article_change", args=[story.pk])


def other_saves(story: Article, **change: Any) -> Article:
    parts = {name: change.pop(name) for name in ("placements", "mentions", "topic_ids") if name in change}
    ole = (
        make_user("ole", superuser=True) if not Revision.objects.filter(by__username="ole").exists() else None
    )
    by = ole or Revision.objects.filter(by__username="ole").latest("number").by
    return save_story(story.pk, StoryChange(fields=change, **parts), by=by, at=NOON, based_on=None)


def read_page(page: Any) -> dict[str, Any]:
    """The form as the page shows it."""
    reader = FormReader("article_form")
    reader.feed(page.content.decode())
    return {name: value for name, value in reader.data.items() if "__prefix__" not in name}


def conflict(desk: Client, story: Article, *, other: dict[str, Any], **mine: Any) -> Any:
    """The page that follows when somebody else saved first."""
    data = filled(desk, address(story), "article_form", **mine)
    other_saves(story, **other)
    return desk.post(address(story), data)


def questions(page: Any) -> list[MergeQuestion]:
    return list(page.context["merge"].questions)


def save_again(desk: Client, story: Article, page: Any, **changes: Any) -> Any:
    return desk.post(address(story), read_page(page) | changes)


def saved(story: Article) -> Article:
    return Article.objects.get(pk=story.pk)


def test_what_only_one_of_both_changed_is_merged_and_asked_about_by_nobody(desk: Client):
    story = make_story("Alt", dek="Alt", body=BODY)
    theirs = {"dek": "Fremd", "body": BODY.replace("40 Meter", "14 Meter")}
    page = conflict(desk, story, other=theirs, headline="Mein", body=BODY.replace("Montag", "Dienstag"))

    save_again(desk, story, page)

    assert questions(page) == []
    assert (saved(story).headline, saved(story).dek) == ("Mein", "Fremd")
    assert saved(story).body == BODY.replace("40 Meter", "14 Meter").replace("Montag", "Dienstag")


def test_the_merged_text_is_read_before_it_is_saved(desk: Client):
    story = make_story("Alt", dek="Alt", body=BODY)

    page = conflict(desk, story, other={"body": BODY.replace("40", "14")}, headline="Mein")

    assert "Er ist 14 Meter hoch." in read_page(page)["body"]
    assert [change.label for change in page.context["merge"].taken] == ["Text, Absatz 2"]
    assert 'class="desk-new">14</ins>' in page.content.decode()
    assert saved(story).headline == "Alt"


def test_only_the_paragraph_that_both_changed_is_asked_about_and_nothing_is_chosen(desk: Client):
    story = make_story("Alt", body=BODY)
    theirs = {"body": BODY.replace("40 Meter", "14 Meter").replace("im Hafen", "am Kai")}

    page = conflict(desk, story, other=theirs, body=BODY.replace("40 Meter", "41 Meter"))

    asked = questions(page)
    assert [(question.label, question.answer) for question in asked] == [("Text, Absatz 2", "")]
    assert "wie ole gesichert hat" in page.content.decode()
    assert f'name="{asked[0].name}"' in page.content.decode()
    assert not any(name.startswith("merge-") for name in read_page(page))


def test_a_save_without_an_answer_saves_nothing_and_asks_again(desk: Client):
    story = make_story("Alt", body=BODY)
    page = conflict(desk, story, other={"headline": "Fremd"}, headline="Mein")

    again = save_again(desk, story, page)

    assert saved(story).headline == "Fremd"
    assert [question.field for question in questions(again)] == ["headline"]
    assert read_page(again)["headline"] == "Mein"


@pytest.mark.parametrize(
    ("answer", "kept"),
    [
        ("typed", "<p>Er ist 41 Meter hoch.</p>"),
        ("saved", "<p>Er ist 14 Meter hoch.</p>"),
        ("both", "<p>Er ist 14 Meter hoch.</p>\n<p>Er ist 41 Meter hoch.</p>"),
    ],
)
def test_the_answer_decides_about_its_paragraph_alone(desk: Client, answer: str, kept: str):
    story = make_story("Alt", body=BODY)
    theirs = {"body": BODY.replace("40 Meter", "14 Meter").replace("im Hafen", "am Kai")}
    page = conflict(desk, story, other=theirs, body=BODY.replace("40 Meter", "41 Meter"), headline="Mein")
    asked = questions(page)[0]

    value = asked.saved_value if answer == "saved" else answer
    save_again(desk, story, page, **{asked.name: value})

    whole = BODY.replace("im Hafen", "am Kai").replace("<p>Er ist 40 Meter hoch.</p>", kept)
    assert (saved(story).body, saved(story).headline) == (whole, "Mein")


@pytest.mark.parametrize(("answer", "kept"), [("typed", "Mein"), ("saved", "Fremd")])
def test_a_line_that_both_changed_is_one_question(desk: Client, answer: str, kept: str):
    story = make_story("Alt")
    page = conflict(desk, story, other={"headline": "Fremd"}, headline="Mein")
    asked = questions(page)[0]

    save_again(desk, story, page, **{asked.name: asked.saved_value if answer == "saved" else answer})

    assert saved(story).headline == kept


def test_words_typed_after_the_answer_are_not_dropped(desk: Client):
    story = make_story("Alt")
    page = conflict(desk, story, other={"headline": "Fremd"}, headline="Mein")
    asked = questions(page)[0]

    again = save_again(desk, story, page, headline="Noch besser", **{asked.name: asked.saved_value})

    assert [question.answer for question in questions(again)] == [""]
    assert read_page(again)["headline"] == "Noch besser"


def test_a_new_wording_is_saved_after_the_own_text_is_chosen(desk: Client):
    story = make_story("Alt")
    page = conflict(desk, story, other={"headline": "Fremd"}, headline="Mein")

    save_again(desk, story, page, headline="Aus beiden eins", **{questions(page)[0].name: "typed"})

    assert saved(story).headline == "Aus beiden eins"


def test_a_merged_change_may_be_taken_back_in_the_form(desk: Client):
    story = make_story("Alt", dek="Alt")
    page = conflict(desk, story, other={"dek": "Fremd"}, headline="Mein")

    save_again(desk, story, page, dek="Alt")

    assert (saved(story).headline, saved(story).dek) == ("Mein", "Alt")


def test_a_third_save_asks_about_its_own_change_and_keeps_the_answers_given(desk: Client):
    story = make_story("Alt", body=BODY)
    page = conflict(desk, story, other={"headline": "Fremd"}, headline="Mein", body=BODY.replace("40", "41"))
    answered = {questions(page)[0].name: "typed"}
    other_saves(story, body=BODY.replace("40", "14"))

    again = save_again(desk, story, page, **answered)

    assert [(question.field, question.answer) for question in questions(again)] == [
        ("headline", "typed"),
        ("body", ""),
    ]
    assert "Mein</textarea>" in again.content.decode()


def test_a_form_sent_again_after_a_lost_answer_is_saved_once(desk: Client):
    story = make_story("Alt")
    page = conflict(desk, story, other={"headline": "Fremd"}, headline="Mein", window="fenster-1")
    asked = questions(page)[0]

    for _again in range(2):
        answer = save_again(
            desk, story, page, window="fenster-1", **{asked.name: asked.saved_value}, dek="Neu"
        )

    assert answer.status_code == 302
    assert (saved(story).headline, saved(story).dek, saved(story).revision) == ("Fremd", "Neu", 3)


def test_pictures_and_people_of_the_other_are_in_the_form(desk: Client):
    photo, person = make_photo(), make_person("Mira Talberg")
    story = make_story("Alt")
    theirs = {
        "placements": (PlacementDraft(photo_id=photo.pk, caption="Ein Kran."),),
        "mentions": (MentionDraft(name="Mira Talberg", person_id=person.pk, status="confirmed"),),
    }
    page = conflict(desk, story, other=theirs, headline="Mein")

    save_again(desk, story, page)

    assert read_page(page)["placements-0-caption"] == "Ein Kran."
    assert saved(story).headline == "Mein"
    assert (saved(story).placements.count(), saved(story).mentions.count()) == (1, 1)


def test_pictures_of_both_are_one_question(desk: Client):
    mine, theirs = make_photo(), make_photo()
    story = make_story("Alt", pictures=(make_photo(),))
    page = conflict(
        desk,
        story,
        other={"placements": (PlacementDraft(photo_id=theirs.pk),)},
        **{"placements-0-photo": str(mine.pk)},
    )
    asked = questions(page)

    save_again(desk, story, page, **{asked[0].name: asked[0].saved_value})

    assert [question.field for question in asked] == ["placements"]
    assert [placement.photo_id for placement in saved(story).placements.all()] == [theirs.pk]


def test_filing_that_only_the_other_changed_is_in_the_form(desk: Client):
    section, topic = make_section(), Topic.objects.create(name="Hafen", slug="hafen")
    story = make_story("Alt")
    theirs = {"section_id": section.pk, "urgency": 2, "own_rewriting": True, "topic_ids": (topic.pk,)}
    page = conflict(desk, story, other=theirs, headline="Mein")

    save_again(desk, story, page)

    now = saved(story)
    assert (now.headline, now.section_id, now.urgency, now.own_rewriting) == ("Mein", section.pk, 2, True)
    assert [each.slug for each in now.topics.all()] == ["hafen"]


def test_people_whom_both_left_alone_are_no_question_and_keep_their_places(desk: Client):
    mentions = (MentionDraft(name="Mira Talberg", person_id=make_person().pk, status="linked", count=2),)
    story = other_saves(make_story("Alt"), mentions=mentions)
    page = conflict(desk, story, other={"dek": "Fremd", "mentions": mentions}, headline="Mein")

    save_again(desk, story, page)

    assert questions(page) == []
    assert [change.label for change in page.context["merge"].taken] == ["Vorspann"]
    assert saved(story).mentions.get().count == 2


def test_every_text_somebody_was_told_is_saved_is_in_a_revision(desk: Client):
    story = make_story("Alt")
    for number in range(4):
        page = conflict(desk, story, other={"headline": f"Fremd {number}"}, headline=f"Mein {number}")
        save_again(desk, story, page, **{questions(page)[0].name: "typed"})

    kept = {r.snapshot["headline"] for r in Revision.objects.filter(article=story)}
    assert {f"Fremd {n}" for n in range(4)} | {f"Mein {n}" for n in range(4)} <= kept
