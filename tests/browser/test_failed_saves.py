"""A save that fails is seen to fail, nothing typed is lost, and it is made once when the server is back."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.db.utils import OperationalError
from psycopg.errors import DiskFull

from articles.models import Article, Autosave, Revision, StaticPage, WireItem
from tests.browser.desk import at_desk, enter, open_story, story_form, wait_until_guarded
from tests.factories import make_photo, make_published, make_section, make_story

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

NO_CONNECTION = (
    "Nicht gesichert: keine Verbindung. In diesem Browser gespeichert; das Sichern wird wiederholt."
)
SAVED_BY_FORM = "**/admin/articles/article/*/change/"
COPIES = "Object.keys(localStorage).filter((key) => key.startsWith('desk-unsaved:')).map((key) => localStorage.getItem(key))"


def type_headline(page: Any, words: str) -> None:
    page.focus("#id_headline")
    page.keyboard.press("Control+a")
    page.keyboard.type(words)


def seen(page: Any, words: str) -> None:
    page.get_by_text(words).first.wait_for(timeout=10_000)


def copies(page: Any) -> list[str]:
    found: list[str] = page.evaluate(COPIES)
    return found


def open_guarded_story(page: Any, live_server: Any) -> Article:
    enter(page, live_server.url)
    story = make_story("Alt", section=make_section())
    open_story(page, live_server, story)
    wait_until_guarded(page)
    return story


def saved_once(page: Any, story: Article, headline: str) -> None:
    """Wait until the browser has let its copy go, which it does only after the server has answered."""
    page.wait_for_function(f"{COPIES}.length === 0", timeout=15_000)
    assert Article.objects.get(pk=story.pk).headline == headline
    assert Revision.objects.filter(article=story, kind=Revision.Kind.SAVED).count() == 1
    assert not Autosave.objects.exists()


def test_a_save_on_a_cut_line_is_seen_to_fail_and_made_when_the_line_is_back(page: Any, live_server: Any):
    story = open_guarded_story(page, live_server)
    type_headline(page, "Ohne Leitung getippt")
    page.context.set_offline(True)

    page.keyboard.press("Control+s")
    seen(page, NO_CONNECTION)
    assert page.input_value("#id_headline") == "Ohne Leitung getippt"
    assert any("Ohne Leitung getippt" in copy for copy in copies(page))

    page.context.set_offline(False)
    saved_once(page, story, "Ohne Leitung getippt")


def test_a_click_on_save_while_the_server_refuses_connections_loses_nothing(page: Any, live_server: Any):
    down: list[bool] = []
    page.route("**/*", lambda route: route.abort("connectionrefused") if down else route.continue_())
    story = open_guarded_story(page, live_server)
    down.append(True)
    type_headline(page, "Server weg")

    page.click("button[name=_save]")
    seen(page, NO_CONNECTION)
    page.unroute("**/*")

    saved_once(page, story, "Server weg")


def hang_on_saves(route: Any) -> None:
    if route.request.method != "POST":
        route.continue_()


def test_a_server_that_hangs_is_named_while_the_save_is_on_its_way(page: Any, live_server: Any):
    """The script waits for a second and a half; a busy machine may take longer to show it."""
    page.route(SAVED_BY_FORM, hang_on_saves)  # before the page opens, so that it surely is in force
    story = open_guarded_story(page, live_server)
    type_headline(page, "Hängt")

    page.keyboard.press("Control+s")

    message = "Der Server antwortet noch nicht. Was Sie getippt haben, ist in diesem Browser gespeichert."
    seen(page, message)
    page.unroute_all(behavior="ignoreErrors")
    assert any("Hängt" in copy for copy in copies(page))
    assert Article.objects.get(pk=story.pk).headline == "Alt"


def test_a_save_whose_answer_is_lost_is_not_made_twice(page: Any, live_server: Any):
    answers: list[int] = []

    def lose_the_first(route: Any) -> None:
        if route.request.method != "POST":
            route.continue_()
            return
        answer = route.fetch()
        answers.append(answer.status)
        if len(answers) == 1:
            route.abort("connectionreset")
        else:
            route.fulfill(response=answer)

    page.route(SAVED_BY_FORM, lose_the_first)  # before the page opens, so that it surely is in force
    story = open_guarded_story(page, live_server)
    type_headline(page, "Mitten im Sichern")
    page.keyboard.press("Control+s")
    seen(page, NO_CONNECTION)

    saved_once(page, story, "Mitten im Sichern")
    page.unroute_all(behavior="ignoreErrors")
    assert len(answers) >= 2


def test_words_typed_after_a_save_whose_answer_was_lost_are_saved_into_the_same_story(
    page: Any, live_server: Any
):
    lost: list[int] = []

    def lose_the_first(route: Any) -> None:
        if route.request.method != "POST" or lost:
            route.continue_()
            return
        lost.append(route.fetch().status)
        route.abort("connectionreset")

    page.route("**/admin/articles/article/add/", lose_the_first)
    enter(page, live_server.url)
    page.goto(f"{live_server.url}/admin/articles/article/add/")
    story_form(page)
    wait_until_guarded(page)
    type_headline(page, "Neue Geschichte")
    page.keyboard.press("Control+s")
    seen(page, "Nicht gesichert: keine Verbindung.")
    type_headline(page, "Neue Geschichte, zweiter Anlauf")
    page.wait_for_url("**/change/", timeout=15_000)
    page.unroute_all(behavior="ignoreErrors")

    assert [story.headline for story in Article.objects.all()] == ["Neue Geschichte, zweiter Anlauf"]
    assert copies(page) == []


def test_a_session_that_ended_loses_nothing_and_the_save_follows_the_next_login(page: Any, live_server: Any):
    story = open_guarded_story(page, live_server)
    user = User.objects.get()
    type_headline(page, "Nach dem Abmelden")
    Session.objects.all().delete()

    page.keyboard.press("Control+s")
    seen(
        page,
        "Nicht gesichert: Sie sind abgemeldet. In diesem Browser gespeichert; das Sichern wird wiederholt.",
    )
    user.set_password("ein langes Wort")
    user.save()
    tab = page.context.new_page()
    tab.goto(f"{live_server.url}/admin/login/")
    tab.fill("#id_username", "mira")
    tab.fill("#id_password", "ein langes Wort")
    tab.keyboard.press("Enter")
    tab.wait_for_selector(".desk-home")
    page.bring_to_front()

    saved_once(page, story, "Nach dem Abmelden")


def test_what_one_account_typed_is_never_saved_by_another(page: Any, live_server: Any):
    story = open_guarded_story(page, live_server)
    type_headline(page, "Von Mira getippt")
    enter(page, live_server.url, User.objects.create_superuser("jonas"))

    page.keyboard.press("Control+s")

    seen(page, "Sie sind jetzt als jonas angemeldet, getippt wurde das aber mit einem anderen Konto.")
    assert Article.objects.get(pk=story.pk).headline == "Alt"
    assert any("Von Mira getippt" in copy for copy in copies(page))


def test_a_full_disk_is_told_and_the_save_is_tried_again(
    page: Any, live_server: Any, monkeypatch: pytest.MonkeyPatch
):
    story = open_guarded_story(page, live_server)
    type_headline(page, "Platte voll")

    def no_space(*_args: Any, **_facts: Any) -> None:
        raise OperationalError("could not extend file: No space left on device") from DiskFull()

    with monkeypatch.context() as patched:
        patched.setattr("articles.admin.stories.admin.save_submission", no_space)
        page.keyboard.press("Control+s")
        seen(page, "Nichts gespeichert: Die Platte des Servers ist womöglich voll")
        assert page.input_value("#id_headline") == "Platte voll"

    saved_once(page, story, "Platte voll")


def test_a_full_store_of_the_browser_is_told_and_the_window_asks_before_it_closes(
    page: Any, live_server: Any
):
    story = open_guarded_story(page, live_server)
    page.evaluate(
        "for (let size = 4_000_000, n = 0; size > 10; n += 1) {"
        " try { localStorage.setItem(`fill${n}`, 'x'.repeat(size)); } catch { size = Math.floor(size / 2); } }"
    )
    page.context.set_offline(True)
    type_headline(page, "Kein Platz im Browser")
    page.keyboard.press("Control+s")

    seen(page, "Der Speicher dieses Browsers ist voll")
    asked = page.evaluate("!dispatchEvent(new Event('beforeunload', { cancelable: true }))")
    assert asked
    page.context.set_offline(False)
    page.wait_for_function("document.querySelector('[data-keeps]').textContent.startsWith('Gesichert')")
    assert Article.objects.get(pk=story.pk).headline == "Kein Platz im Browser"


def test_every_pause_of_typing_is_copied_within_a_second(page: Any, live_server: Any):
    open_guarded_story(page, live_server)
    page.context.set_offline(True)
    page.focus("#id_headline")
    page.keyboard.type("Ohne das Feld zu verlassen ")
    page.evaluate("() => new Promise((done) => setTimeout(done, 1_000))")  # by the clock of the page

    assert any("Ohne das Feld zu verlassen" in copy for copy in copies(page))


def test_a_refused_save_shows_the_form_with_what_was_typed(page: Any, live_server: Any):
    open_guarded_story(page, live_server)
    page.fill("#id_dek", "Bleibt stehen")
    type_headline(page, " ")
    with page.expect_navigation():
        page.keyboard.press("Control+s")

    page.wait_for_selector("#id_headline[aria-invalid=true], .errorlist")
    assert page.input_value("#id_dek") == "Bleibt stehen"


def test_pasted_copy_survives_a_server_that_is_away(page: Any, live_server: Any):
    enter(page, live_server.url)
    at_desk(page, live_server, "articles/article/from-copy/")
    wait_until_guarded(page)
    page.fill("#copy", "Ratssitzung vertagt\n\nNordhafen (afp) - Der Rat tagt erst im März.\n(afp)")
    page.context.set_offline(True)
    page.keyboard.press("Control+Enter")
    seen(
        page,
        "Nicht gesichert: keine Verbindung. In diesem Browser gespeichert; bitte noch einmal versuchen.",
    )

    page.context.set_offline(False)
    at_desk(page, live_server, "articles/article/from-copy/")
    page.click("text=Entwurf weiterschreiben")
    assert page.input_value("#copy").startswith("Ratssitzung vertagt")
    page.keyboard.press("Control+Enter")
    page.wait_for_url("**/from-copy/*/")

    assert WireItem.objects.count() == 1
    assert not any("Ratssitzung" in copy for copy in copies(page) if "from-copy/#" in copy)


def test_a_reason_for_withholding_survives_a_server_that_is_away(page: Any, live_server: Any):
    enter(page, live_server.url)
    story = make_published("Alt")
    at_desk(page, live_server, f"articles/article/{story.pk}/kill/")
    wait_until_guarded(page)
    field = page.locator("#withdraw-form textarea, #withdraw-form input[type=text]").first
    field.fill("Der Name ist falsch")
    page.context.set_offline(True)
    page.click("#withdraw-form button[type=submit]")

    seen(page, "Nicht gesichert: keine Verbindung.")
    assert field.input_value() == "Der Name ist falsch"
    assert any("Der Name ist falsch" in copy for copy in copies(page))


def test_a_standing_page_is_saved_when_the_server_is_back(page: Any, live_server: Any):
    enter(page, live_server.url)
    at_desk(page, live_server, "articles/staticpage/imprint/write/")
    wait_until_guarded(page)
    page.click(".ProseMirror[contenteditable]")
    page.keyboard.press("Control+a")  # the text to begin from
    page.keyboard.type("Neue Anschrift")
    page.context.set_offline(True)
    page.keyboard.press("Control+s")
    seen(page, NO_CONNECTION)
    page.context.set_offline(False)

    page.wait_for_function(f"{COPIES}.length === 0", timeout=15_000)
    assert "Neue Anschrift" in StaticPage.objects.get(name="imprint").body


def test_the_text_of_a_photo_is_saved_when_the_server_is_back(page: Any, live_server: Any):
    enter(page, live_server.url)
    photo = make_photo()
    at_desk(page, live_server, f"articles/photo/{photo.pk}/change/")
    wait_until_guarded(page)
    page.fill("#id_caption", "Kran im Hafen")
    page.context.set_offline(True)
    page.keyboard.press("Control+s")
    seen(page, NO_CONNECTION)
    page.context.set_offline(False)

    page.wait_for_function(f"{COPIES}.length === 0", timeout=15_000)
    photo.refresh_from_db()
    assert photo.caption == "Kran im Hafen"
