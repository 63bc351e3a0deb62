"""A person outside approves a text or objects behind a link that opens nothing else, and the desk sees what they said."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client

from articles.actions.errors import ActionRefused
from articles.actions.publish_checks import run_checks
from articles.actions.stories.approval import ask_for_approval, mail_approval_link
from articles.actions.stories.drafts import StoryChange
from articles.actions.stories.prefetch import take_snapshot
from articles.actions.stories.preview import revoke_previews, share_preview
from articles.actions.stories.publish import publish
from articles.actions.stories.save import save_story, submit
from articles.actions.stories.withdraw import kill, withhold
from articles.models import Article, AuditEntry, SharedPreview
from articles.selectors.approvals import digest_text
from articles.selectors.notice_choices import NoticeKind
from articles.selectors.notices import find_account, list_new_matters
from articles.selectors.preview_tokens import MAX_ANSWERS, make_token
from tests.factories import NOON, make_chief, make_published, make_section, make_story, make_user

pytestmark = pytest.mark.django_db
NAME = "Ada Wendt"


@pytest.fixture
def anybody() -> Any:
    with time_machine.travel(NOON, tick=False):
        yield Client(enforce_csrf_checks=True)


def ready_story(headline: str = "Hafen bekommt neue Mole") -> Article:
    return make_story(headline, section=make_section(), body="<p>Die Mole wird lang, sagt Ada Wendt.</p>")


def ask(story: Article, name: str = NAME, days: int = 7) -> str:
    shared = ask_for_approval(story.pk, name=name, days=days, by=make_chief(), at=NOON)
    return f"/preview/{make_token(shared)}/"


def send(anybody: Client, address: str, story: Article, answer: str = "approve", objection: str = "") -> Any:
    story = Article.objects.get(pk=story.pk)
    facts = {"answer": answer, "objection": objection, "text": digest_text(story)}
    return anybody.post(address, facts)


def warnings(story: Article) -> list[str]:
    results = run_checks(take_snapshot(Article.objects.get(pk=story.pk), NOON))
    return [result.message for result in results if result.code == "approval-open"]


def change_text(story: Article, **fields: Any) -> None:
    save_story(story.pk, StoryChange(fields=fields or {"headline": "Neu"}), by=None, at=NOON, based_on=None)


def test_the_page_names_the_person_and_asks_for_an_answer(anybody: Client):
    page = anybody.get(ask(ready_story()))

    text = page.content.decode()
    assert "Ada Wendt, geben Sie diesen Text frei?" in text
    assert 'name="objection"' in text
    assert page.headers["Referrer-Policy"] == "no-referrer"


def test_a_plain_preview_asks_nobody_and_takes_no_answer(anybody: Client):
    story = ready_story()
    address = f"/preview/{share_preview(story.pk, by=make_chief(), at=NOON)}/"

    answer = send(anybody, address, story)

    assert answer.status_code == 422
    assert 'name="objection"' not in anybody.get(address).content.decode()
    assert SharedPreview.objects.get().answers == 0


def test_an_approval_is_recorded_with_name_and_revision_and_needs_no_cookie(anybody: Client):
    story = ready_story()
    address = ask(story)

    answer = send(anybody, address, story)

    entry = AuditEntry.objects.get(verb="approve from outside", object_id=story.pk)
    assert entry.detail == {"name": NAME, "revision": story.revision}
    assert (answer.status_code, answer.headers["Cache-Control"], len(answer.cookies)) == (302, "no-store", 0)
    assert "Sie haben diesen Text freigegeben." in anybody.get(address).content.decode()


def test_an_objection_says_what_is_wrong_in_a_sentence(anybody: Client):
    story = ready_story()
    address = ask(story)

    answer = send(anybody, address, story, "object", "Das habe ich  so nicht\x00 gesagt.")

    assert answer.status_code == 302
    assert (
        AuditEntry.objects.get(verb="object from outside").detail["reason"] == "Das habe ich so nicht gesagt."
    )


@pytest.mark.parametrize("objection", ["", " \n ", "x" * 1001])
def test_an_objection_without_words_or_with_too_many_is_refused(anybody: Client, objection: str):
    story = ready_story()
    address = ask(story)

    answer = send(anybody, address, story, "object", objection)

    assert (answer.status_code, SharedPreview.objects.get().verdict) == (422, "")
    assert "Sagen Sie in einem Satz" in answer.content.decode()


def test_a_text_that_changed_while_it_was_read_has_to_be_read_again(anybody: Client):
    story = ready_story()
    address, read = ask(story), digest_text(story)
    change_text(story)

    answer = anybody.post(address, {"answer": "approve", "text": read})

    assert answer.status_code == 422
    assert "während Sie gelesen haben" in answer.content.decode()
    assert SharedPreview.objects.get().verdict == ""


def test_an_answer_can_be_changed_and_each_is_recorded(anybody: Client):
    story = ready_story()
    address = ask(story)
    send(anybody, address, story, "object", "Der Titel stimmt nicht.")

    send(anybody, address, story)

    verbs = (
        AuditEntry.objects.filter(verb__contains="from outside").order_by("id").values_list("verb", flat=True)
    )
    assert list(verbs) == ["object from outside", "approve from outside"]
    assert (SharedPreview.objects.get().verdict, warnings(story)) == ("approved", [])


def test_a_link_takes_ten_answers_and_then_shows_nothing(anybody: Client):
    story = ready_story()
    address = ask(story)
    for _number in range(MAX_ANSWERS):
        send(anybody, address, story)

    answer = send(anybody, address, story)

    assert answer.status_code == 410
    assert anybody.get(address + "story/").status_code == 410
    assert AuditEntry.objects.filter(verb="approve from outside").count() == MAX_ANSWERS


def test_the_desk_is_warned_until_the_present_text_is_approved(anybody: Client):
    story = ready_story()
    address = ask(story)
    asked = warnings(story)
    send(anybody, address, story, "object", "Die Zahl ist falsch.")
    objected = warnings(story)
    send(anybody, address, story)
    approved = warnings(story)
    change_text(story)

    assert asked == ["Ada Wendt ist um Freigabe gebeten und hat noch nicht geantwortet."]
    assert objected == ["Einwand offen: Ada Wendt wendet ein: „Die Zahl ist falsch.“"]
    assert approved == []
    assert warnings(story) == [
        "Ada Wendt hat einen älteren Text freigegeben; er ist seitdem geändert worden."
    ]


def test_a_step_of_the_workflow_leaves_an_approval_as_it_is(anybody: Client):
    story = ready_story()
    send(anybody, ask(story), story)

    submit(story.pk, by=None, at=NOON)
    change_text(story, notes="Foto folgt")

    assert warnings(story) == []


def test_the_newest_request_to_a_person_counts_and_a_revoked_one_does_not(anybody: Client):
    story = ready_story()
    send(anybody, ask(story), story, "object", "Falsch.")
    send(anybody, ask(story, "ada wendt"), story)
    ask(story, "Bo Lind")
    revoke_previews(
        story.pk, by=make_chief(), at=NOON, preview_id=SharedPreview.objects.order_by("pk").last().pk
    )  # type: ignore[union-attr]

    assert warnings(story) == []


def test_nothing_blocks_publication_and_the_next_version_asks_anew():
    story = ready_story()
    ask(story)

    publish(story.pk, by=None, at=NOON, overrides={"approval-open": "mündlich freigegeben"})

    assert warnings(story) == []


def test_who_asked_gets_a_notice_with_the_name(anybody: Client):
    story = ready_story()
    send(anybody, ask(story), story)

    since = NOON - timedelta(hours=1)
    (matter,) = list_new_matters(find_account(make_chief()), since, list(NoticeKind))

    assert (matter.entry.verb, matter.entry.detail["name"]) == ("approve from outside", NAME)


@pytest.mark.parametrize("part", ["", "story/"])
@pytest.mark.parametrize("end", ["expired", "revoked", "published", "withheld", "killed"])
def test_an_ended_link_is_a_plain_page_that_tells_nothing_of_the_story(anybody: Client, part: str, end: str):
    story = make_published() if end in {"withheld", "killed"} else ready_story()
    shared = ask_for_approval(story.pk, name=NAME, days=1, by=make_chief(), at=NOON)
    address, at = f"/preview/{make_token(shared)}/", NOON
    if end == "expired":
        at = NOON + timedelta(days=1)
    elif end == "revoked":
        revoke_previews(story.pk, by=make_chief(), at=NOON, preview_id=shared.pk)
    elif end == "published":
        publish(story.pk, by=None, at=NOON, overrides={"approval-open": "eilt"})
    else:
        take_down = withhold if end == "withheld" else kill
        take_down(story.pk, by=make_chief(), at=NOON, reason="wrong", note="Prüfung")

    with time_machine.travel(at, tick=False):
        answer = anybody.get(address + part)
        refused = send(anybody, address, story)

    assert (answer.status_code, refused.status_code) == (410, 410)
    assert answer.headers["Cache-Control"] == "no-store"
    assert story.headline not in answer.content.decode()
    assert NAME not in answer.content.decode()
    assert SharedPreview.objects.get().answers == 0


def test_a_link_opens_no_other_story_and_nothing_of_the_desk(anybody: Client):
    story, other = ready_story(), ready_story("Werft stellt Leute ein")
    address = ask(story)
    pages = [anybody.get(address).content.decode(), anybody.get(address + "story/").content.decode()]

    assert all(other.headline not in page and "/admin/" not in page for page in pages)
    assert anybody.get(f"/politik/{story.slug}-{story.pk}/").status_code == 404
    assert send(anybody, address, other).status_code == 422


def test_the_email_says_nothing_about_the_story(mailoutbox: Any):
    story = ready_story()
    shared = ask_for_approval(story.pk, name=NAME, days=3, by=make_chief(), at=NOON)

    assert mail_approval_link(
        shared, "https://zeitung.example/preview/x/", to="ada@wendt.example", site="Bote"
    )

    (mail,) = mailoutbox
    assert mail.to == ["ada@wendt.example"]
    assert "https://zeitung.example/preview/x/" in mail.body
    assert story.headline not in mail.subject + mail.body


def test_asking_needs_the_right_to_change_a_name_and_a_story_that_stands():
    story, withheld = ready_story(), make_published()
    withhold(withheld.pk, by=make_chief(), at=NOON, reason="wrong", note="Prüfung")

    for article, name, by in (
        (story, NAME, make_user()),
        (story, " ", make_chief()),
        (withheld, NAME, make_chief()),
    ):
        with pytest.raises(ActionRefused):
            ask_for_approval(article.pk, name=name, days=7, by=by, at=NOON)

    assert not SharedPreview.objects.exists()
