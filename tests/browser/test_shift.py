"""A shift of five at one desk: planned, assigned, written, talked about, sent back, published, corrected, handed over.

Five ordinary accounts are signed in at once, and nobody reloads a page to learn something.
"""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Group, User
from django.core.management import call_command
from django.utils import timezone

from articles.models import Account, Article, Assignment, AuditEntry
from tests.browser.desk import at_desk, enter, open_story, ready, save, story_form, told
from tests.factories import make_section, make_story

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
STAFF = {
    "nora": ("Nora", "Behrens", "reporter"), "daniela": ("Daniela", "Lenz", "editor"),
    "clara": ("Clara", "Stein", "chief"), "pia": ("Pia", "Moor", "picture desk"),
    "jan": ("Jan", "Ohm", "reporter"),
}  # fmt: skip


SHOWN_NEWS = "(() => { const shown = document.querySelector('[data-bell-count]'); return shown.hidden ? 0 : +shown.textContent; })()"


@pytest.fixture
def desk(chromium: Any, live_server: Any, tmp_path: Any, settings: Any) -> Iterator[dict[str, Any]]:
    """Five browsers, each with a person signed in; no script failed and no page was a 500 at the end."""
    settings.DATA_DIR, settings.MEDIA_ROOT = tmp_path, tmp_path / "media"  # no withdrawals of earlier tests
    call_command("ensure_defaults")
    section = make_section("Lokales", "lokales")
    contexts, pages, mistakes = [], {}, []
    for name, (first, last, role) in STAFF.items():
        user = User.objects.create(username=name, first_name=first, last_name=last, is_staff=True)
        user.groups.add(Group.objects.get(name=role))
        account, _new = Account.objects.get_or_create(user=user)
        account.sections.add(*([section] if name in {"daniela", "jan"} else []))
        context = chromium.new_context(
            locale="de-DE", timezone_id="Europe/Berlin", viewport={"width": 1360, "height": 900}
        )
        contexts.append(context)
        page = pages[name] = context.new_page()
        page.set_default_timeout(30_000)
        page.on("pageerror", lambda mistake, name=name: mistakes.append(f"{name}: {mistake}"))
        page.on(
            "response",
            lambda answer, name=name: answer.status >= 500 and mistakes.append(f"{name}: {answer.url}"),
        )
        enter(page, live_server.url, user)
        at_desk(page, live_server)
    yield pages
    for context in contexts:
        context.close()
    assert mistakes == []


def has_news(page: Any, count: int) -> None:
    """Come back to the window until the bell has the number; 0 hides it.

    A window asks for news as it is come back to, instead of within half a minute.
    """
    for _attempt in range(10):
        with page.expect_response("**/alarms/"):
            page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
        page.wait_for_timeout(200)
        if page.evaluate(SHOWN_NEWS) == count:
            return
    raise AssertionError(f"{page.evaluate(SHOWN_NEWS)} new notices instead of {count}")


def read_news(page: Any, live_server: Any, *words: str) -> None:
    """Open the list by the bell, see the words in its new rows, and mark them as read."""
    page.click("[data-bell]")
    ready(page)
    rows = page.locator(".desk-notices li:has(.desk-badge)").all_inner_texts()
    for word in words:
        assert any(word in row for row in rows), (word, rows)
    page.keyboard.press("r")
    page.wait_for_function("!document.querySelector('.desk-notices .desk-badge')")


def assign(page: Any, live_server: Any, story: Article, to: str, wanted: str) -> None:
    open_story(page, live_server, story)
    ready(page)
    page.keyboard.press("a")
    page.wait_for_selector("#assign-form")
    ready(page)
    option = page.locator("#assign-form [name=recipient] option", has_text=to).first
    page.select_option("#assign-form [name=recipient]", option.get_attribute("value"))
    page.fill("#assign-form [name=wanted]", wanted)
    page.click("#assign-form [data-go]")
    page.wait_for_url(lambda url: "assign" not in url)


def say(page: Any, words: str) -> None:
    """Open the talk beside the form by its key and send a comment."""
    page.locator("[data-talk]").first.click()
    page.fill("#talk-text", words)
    page.click("#talk-panel [data-write] button")
    page.locator("#talk-panel [data-threads]", has_text=words.rsplit(maxsplit=1)[-1]).wait_for()
    page.click("#talk-panel [data-close]")


def move(page: Any, name: str, words: str) -> None:
    page.click(f"[name=_move][value={name}]")
    told(page, words)
    story_form(page)


def publish(page: Any, kind: str = "") -> None:
    page.click("[name=_move][value=publish]")
    page.wait_for_selector("#publish-form")
    ready(page)
    if kind:
        page.check(f"[name=kind][value={kind}]")
        page.fill("[name=desk_note]", "Absatz 1: 41 statt 40 Meter.")
        page.fill("[name=public_note]", "In einer früheren Fassung war die Höhe des Krans falsch.")
    for box in page.locator("#publish-form [name^=go-]").all():
        box.check()
    for reason in page.locator("#publish-form [name^=why-]").all():
        reason.fill(reason.input_value() or "mündlich geklärt")
    page.click("#publish-form [data-go]")
    page.wait_for_url("**/change/**")
    story_form(page)


def type_text(page: Any, words: str) -> None:
    page.locator(".field-body .ProseMirror:visible").first.click()
    page.keyboard.press("Control+End")
    page.keyboard.type(words)


def test_a_shift_of_five_is_worked_and_everybody_hears_what_concerns_them(
    desk: dict[str, Any], live_server: Any
):
    nora, daniela, clara, pia, jan = desk.values()

    story = plan_story(clara, live_server, "Kran am Nordkai", "Nora", "80 Zeilen, mit Stimme vom Hafen")
    has_news(nora, 1)
    has_news(jan, 0)
    read_news(nora, live_server, "80 Zeilen")

    open_story(nora, live_server, story)
    nora.click("[name=_take]")
    nora.wait_for_selector("[aria-labelledby=assignment-heading] .desk-published")
    story_form(nora)
    type_text(nora, "Der Kran am Nordkai von Seestadt ist 40 Meter hoch und dreht sich wieder.")
    say(nora, "@pia Bitte ein Bild vom Kran.")
    has_news(pia, 1)
    at_desk(pia, live_server, f"articles/article/{story.pk}/change/")
    say(pia, "@nora Bild liegt bereit.")
    has_news(nora, 1)
    move(nora, "submit", "Zur Prüfung gegeben.")

    open_story(daniela, live_server, story)
    say(daniela, "@nora Wie hoch ist der Kran wirklich?")
    move(daniela, "take_back", "Zum Entwurf zurückgegeben.")
    has_news(nora, 2)
    read_news(nora, live_server, "Kran am Nordkai")
    open_story(nora, live_server, story)
    type_text(nora, " Er ist frisch gestrichen.")
    move(nora, "submit", "Zur Prüfung gegeben.")

    open_story(daniela, live_server, story)
    move(daniela, "approve", "Freigegeben: bereit zur Veröffentlichung.")
    publish(daniela)
    has_news(nora, 2)
    assert reader_sees(desk, live_server, story, "frisch gestrichen")
    see_state_in_plan(pia, live_server, "Kran am Nordkai", "veröffentlicht")

    open_story(clara, live_server, story)
    type_text(clara, " Die Höhe beträgt 41 Meter.")
    publish(clara, "correct")
    has_news(nora, 3)
    assert reader_sees(desk, live_server, story, "Die Höhe beträgt")

    assign(clara, live_server, story, "Jan", "Morgen nachfragen")
    has_news(jan, 1)
    jan.goto(f"{live_server.url}/admin/articles/article/handover/")
    ready(jan)
    assert "Morgen nachfragen" in jan.inner_text("main")
    verbs = list(
        AuditEntry.objects.filter(object_id=story.pk, model="article").values_list("verb", flat=True)
    )
    counts = {verb: verbs.count(verb) for verb in ("assign", "submit", "approve", "publish", "correct")}
    assert counts == {"assign": 2, "submit": 2, "approve": 1, "publish": 1, "correct": 1}


def reader_sees(desk: dict[str, Any], live_server: Any, story: Article, words: str) -> bool:
    """Ask for the public page as somebody who is not signed in."""
    story.refresh_from_db()
    reader = desk["nora"].context.browser.new_context().new_page()
    reader.goto(f"{live_server.url}/{story.section.slug}/{story.slug}-{story.pk}/")
    text = reader.inner_text("main")
    reader.context.close()
    return words in text


def test_two_at_one_story_lose_no_word_and_hear_of_nothing_twice(desk: dict[str, Any], live_server: Any):
    nora, daniela, *_others = desk.values()
    story = make_story(
        "Fähre fällt aus", section=make_section("Lokales", "lokales"), body="<p>Die Fähre fällt aus.</p>",
    )  # fmt: skip
    wirtschaft = make_section("Wirtschaft", "wirtschaft")
    assign(daniela, live_server, story, "Nora", "fertig schreiben")
    assign(daniela, live_server, story, "Nora", "fertig schreiben")
    open_story(nora, live_server, story)
    nora.context.set_offline(True)
    type_text(nora, " Sie fährt erst am Montag wieder.")
    nora.wait_for_timeout(1500)
    open_story(daniela, live_server, story)
    daniela.select_option("[name=section]", str(wirtschaft.pk))
    save(daniela)
    nora.context.set_offline(False)
    story_form(nora)

    save(nora)
    assert "Nur von Daniela Lenz geändert" in nora.inner_text("[aria-labelledby=lost-heading]")
    save(nora)

    story.refresh_from_db()
    assert "Sie fährt erst am Montag wieder." in story.body
    assert story.section == wirtschaft
    has_news(nora, 1)
    assert Assignment.objects.filter(article=story, ended_at=None).count() == 1
    assert timezone.now() - Assignment.objects.get(article=story, ended_at=None).at < timedelta(minutes=5)


def plan_story(page: Any, live_server: Any, title: str, to: str, wanted: str) -> Article:
    """Plan a story for somebody and see it in the week."""
    at_desk(page, live_server, "articles/article/plan/")
    page.keyboard.press("c")
    page.wait_for_selector("#plan-form")
    ready(page)
    page.fill("[name=title]", title)
    page.select_option("[name=section]", label="Lokales")
    page.fill("[name=publish_at]", f"{timezone.localdate() + timedelta(days=1):%Y-%m-%d}T18:00")
    option = page.locator("[name=recipient] option", has_text=to).first
    page.select_option("[name=recipient]", option.get_attribute("value"))
    page.fill("[name=wanted]", wanted)
    page.click("#plan-form .desk-primary")
    page.wait_for_selector(f".plan-entry:has-text('{title}')")
    return Article.objects.get(headline=title)


def see_state_in_plan(page: Any, live_server: Any, title: str, state: str) -> None:
    at_desk(page, live_server, "articles/article/plan/")
    page.wait_for_selector(f".plan-entry:has-text('{title}'):has-text('{state}')")
