"""Sources are listed, added, changed and paused; keys are shown once, servers are tried without storing."""

from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from articles.actions.intake.receive.sources import is_key_of, read_credentials, save_source
from articles.models import Agency, WireFile, WireItem, WireSource, WireSourceState
from newsroom.admin.navigation import UNFOLD
from tests.articles.actions.intake.receive.agency_servers import FeedServer
from tests.articles.admin.forms import filled
from tests.factories import NOON, make_section

pytestmark = pytest.mark.django_db

LIST, ADD = "/admin/articles/wiresource/", "/admin/articles/wiresource/add/"
RSS = (
    "<?xml version='1.0'?><rss version='2.0'><channel><title>Nordhaven</title>"
    "<item><guid>kran-1</guid><title>Kran im Hafen von Nordhaven steht still</title></item></channel></rss>"
)


def make_source(transport: str = "folder", **facts: Any) -> WireSource:
    values = {
        "poll": {"protocol": "feed", "url": "https://nordfunk.example/feed"},
        "mail": {"url": "imaps://mail.example/INBOX", "allowed_senders": ["@nordfunk.example"]},
    }.get(transport, {})
    code = facts.pop("code", f"nor-{transport}")
    return save_source(
        {"code": code, "name": f"Nordfunk {transport}", "transport": transport, **values, **facts},
        by=None, at=NOON,
    )  # fmt: skip


def connection_of(source: WireSource) -> str:
    return reverse("admin:articles_wiresource_connection", args=[source.pk])


def change_of(source: WireSource) -> str:
    return reverse("admin:articles_wiresource_change", args=[source.pk])


def press(browser: Client, source: WireSource, button: str, **facts: str) -> Any:
    return browser.post(connection_of(source), {"_act": button, **facts}, follow=True)


def test_an_empty_list_says_how_to_begin(desk: Client):
    page = desk.get(LIST).content.decode()

    assert "Noch liefert keine Agentur" in page or "No agency delivers yet" in page


def test_the_list_shows_figures_and_trouble_of_each_source(desk: Client):
    now = timezone.now()
    source = make_source(agency_id=Agency.objects.create(code="nof", name="Nordfunk-Agentur").pk)
    WireSourceState.objects.update(
        last_item_at=now, last_error="Der Server schweigt.", last_error_at=now, repeats=17
    )
    for number in range(3):
        WireItem.objects.create(
            received_at=now, channel="wire", raw=b"", sha256=str(number), source=source,
            version_created=now - timedelta(seconds=40 + number), headline="Kran",
        )  # fmt: skip
    WireFile.objects.create(
        source=source, received_at=now, size=1, sha256="x", raw=b"x", status="quarantined", reason="kaputt"
    )

    page = desk.get(LIST)

    row = page.context["rows"][0]
    assert (row.figures.items, row.figures.quarantined, row.figures.delay) == (3, 1, timedelta(seconds=41))
    text = page.content.decode()
    assert all(
        words in text for words in ("Nordfunk-Agentur", "Der Server schweigt.", "41 s", "17", "nor-folder")
    )


def test_a_test_message_and_a_repeat_are_no_items_of_today(desk: Client):
    source, now = make_source(), timezone.now()
    for number, outcome in enumerate(("new", "heartbeat", "repeat")):
        WireItem.objects.create(
            received_at=now, channel="wire", raw=b"", sha256=str(number), source=source, outcome=outcome
        )

    page = desk.get(LIST).content.decode()

    assert '<td data-label="Meldungen heute">1</td>' in page


def test_the_list_takes_the_same_queries_for_many_sources(desk: Client):
    make_source(code="first")
    desk.get(LIST)
    with CaptureQueriesContext(connection) as one:
        desk.get(LIST)
    for number in range(8):
        make_source(code=f"more-{number}")

    with CaptureQueriesContext(connection) as many:
        desk.get(LIST)

    assert len(many) <= len(one)


def test_a_source_is_paused_and_resumed_with_one_click(desk: Client):
    source = make_source()

    desk.post(LIST, {"_act": f"pause:{source.pk}"})
    paused = WireSource.objects.get().active
    desk.post(LIST, {"_act": f"resume:{source.pk}"})

    assert (paused, WireSource.objects.get().active) == (False, True)


@pytest.mark.parametrize(
    "button", ["", "pause", "pause:0", "pause:x", "delete:1", "pause:99999999999999999999"]
)
def test_an_odd_button_changes_nothing(desk: Client, button: str):
    make_source()

    answer = desk.post(LIST, {"_act": button})

    assert (answer.status_code, WireSource.objects.get().active) == (404, True)


def test_a_new_source_begins_with_the_choice_of_its_transport(desk: Client):
    page = desk.get(ADD).content.decode()

    assert [f"?transport={value}" in page for value in WireSource.Transport.values] == [True] * 4
    assert 'id="source-form"' not in page


@pytest.mark.parametrize(
    ("transport", "shown", "hidden"),
    [
        ("folder", set(), {"url", "protocol", "allowed_senders", "token", "user"}),
        ("push", set(), {"url", "protocol", "allowed_senders", "token", "user"}),
        ("poll", {"url", "protocol", "interval_seconds", "user", "token"}, {"allowed_senders"}),
        ("mail", {"url", "allowed_senders", "mail_server_name", "user"}, {"protocol", "token"}),
    ],
)
def test_the_form_asks_only_for_what_the_transport_needs(
    desk: Client, transport: str, shown: set[str], hidden: set[str]
):
    fields = desk.get(ADD, {"transport": transport}).context["form"].fields

    assert shown <= set(fields)
    assert not hidden & set(fields)
    assert {"code", "name", "agency", "zone", "retention_days", "silence_minutes", "quiet_from"} <= set(
        fields
    )


def test_a_folder_is_added_and_shows_its_next_steps(desk: Client):
    section = make_section()
    data = filled(
        desk, f"{ADD}?transport=folder", "source-form", code="nor-text", name="Nordfunk", section=section.pk
    )

    page = desk.post(ADD, data, follow=True)

    source = WireSource.objects.get()
    assert (source.section, source.zone, source.retention_days) == (section, "Europe/Berlin", 30)
    text = page.content.decode()
    assert f"{settings.WIRE_DIR}/nor-text" in text
    assert 'id="next-heading"' in text
    assert f"rclone move agency:out {settings.WIRE_DIR}/nor-text" in text


def test_a_refused_form_keeps_what_was_typed_and_says_why(desk: Client):
    data = filled(desk, f"{ADD}?transport=poll", "source-form", code="nor", name="Nordfunk", protocol="feed")
    data |= {"url": "http://nordfunk.example", "zone": "Vienna"}

    page = desk.post(ADD, data)

    form = page.context["form"]
    assert "Europe/Vienna" in form.errors["zone"][0]
    assert f'<a href="#id_zone">Zeitzone</a>: {form.errors["zone"][0]}' in page.content.decode()
    assert 'value="http://nordfunk.example"' in page.content.decode()
    assert WireSource.objects.count() == 0


def test_a_change_saves_everything_but_the_code(desk: Client):
    source = make_source("mail")
    data = filled(desk, change_of(source), "source-form", name="Neu", code="anders", rendition_hosts="a.example\nb.example",
                  allowed_senders="@x.example, y@z.example", silence_minutes="30", quiet_from="22:00", quiet_until="06:00")  # fmt: skip

    desk.post(change_of(source), data)

    source.refresh_from_db()
    assert (source.code, source.name, source.silence_minutes) == ("nor-mail", "Neu", 30)
    assert source.rendition_hosts == ["a.example", "b.example"]
    assert source.allowed_senders == ["@x.example", "y@z.example"]


def test_the_silence_alarm_is_on_until_it_is_switched_off(desk: Client):
    source = make_source("mail")
    assert source.silence_alarm
    data = filled(desk, change_of(source), "source-form")
    del data["silence_alarm"]

    desk.post(change_of(source), data)
    desk.post(change_of(source), filled(desk, change_of(source), "source-form", name="Neu"))

    source.refresh_from_db()
    assert (source.name, source.silence_alarm) == ("Neu", False)


def test_a_source_that_never_delivered_says_so_in_the_list_and_on_its_page(desk: Client):
    source = make_source("folder")
    words = "Seit der Einrichtung am 02.03.2026 kam nichts an."

    pages = [
        desk.get(url).content.decode()
        for url in (LIST, reverse("admin:articles_wiresource_connection", args=[source.pk]))
    ]

    assert all(words in page for page in pages)
    WireSourceState.objects.update_or_create(source=source, defaults={"last_item_at": NOON})
    assert words not in desk.get(LIST).content.decode()


def test_the_transport_of_a_source_can_be_changed(desk: Client):
    source = make_source("folder")
    data = filled(desk, f"{change_of(source)}?transport=poll", "source-form", protocol="wireq", token="abc")
    data["url"] = "https://dpa.example/{token}"

    desk.post(change_of(source), data)

    source.refresh_from_db()
    assert (source.transport, source.protocol, read_credentials(source).token) == ("poll", "wireq", "abc")


def test_credentials_are_written_and_never_shown(desk: Client):
    source = make_source("poll")
    desk.post(
        change_of(source), filled(desk, change_of(source), "source-form", user="desk", password="geheim-77")
    )

    pages = [
        desk.get(address).content.decode() for address in (change_of(source), connection_of(source), LIST)
    ]

    source.refresh_from_db()
    assert read_credentials(source).password == "geheim-77"
    assert not any("geheim-77" in page for page in pages)
    desk.post(change_of(source), filled(desk, change_of(source), "source-form", name="Neu"))
    source.refresh_from_db()
    assert (source.name, read_credentials(source).user) == ("Neu", "desk")
    desk.post(change_of(source), filled(desk, change_of(source), "source-form", forget="on"))
    source.refresh_from_db()
    assert source.encrypted_credentials == ""


def test_a_key_is_issued_shown_once_rotated_and_revoked(desk: Client):
    source = make_source("push")

    issued = press(desk, source, "issue")
    key = issued.context["view"].secret
    later = desk.get(connection_of(source)).content.decode()
    source.refresh_from_db()
    assert is_key_of(source, key, timezone.now())
    assert (key in issued.content.decode(), key in later) == (True, False)
    assert "no-store" in issued.headers["Cache-Control"]
    assert f"{settings.SITE_URL}/intake/nor-push/" in later

    new = press(desk, source, "rotate", days="2").context["view"].secret
    source.refresh_from_db()
    assert is_key_of(source, key, timezone.now()) and is_key_of(source, new, timezone.now())

    press(desk, source, "revoke")
    source.refresh_from_db()
    assert not is_key_of(source, new, timezone.now())


def test_a_rotation_with_an_odd_number_of_days_says_so(desk: Client):
    source = make_source("push")
    press(desk, source, "issue")

    page = press(desk, source, "rotate", days="-3")

    assert page.context["rotation"].errors
    assert page.context["view"].secret == ""


def test_a_signing_secret_is_shown_once_and_removed(desk: Client):
    source = make_source("push")

    secret = press(desk, source, "sign").context["view"].secret

    source.refresh_from_db()
    assert secret and source.encrypted_signing_secret
    page = desk.get(connection_of(source)).content.decode()
    assert secret not in page and "X-Signature" in page
    press(desk, source, "unsign")
    source.refresh_from_db()
    assert source.encrypted_signing_secret == ""


def test_a_folder_has_no_key(desk: Client):
    source = make_source("folder")

    page = press(desk, source, "issue")

    source.refresh_from_db()
    assert source.key_sha256 == ""
    assert "HTTP" in page.content.decode()


def test_trying_a_feed_shows_what_would_be_read_and_stores_nothing(desk: Client, settings: Any):
    settings.WIRES_FROM_LOOPBACK = True
    server = FeedServer(RSS)
    try:
        source = make_source("poll", url=f"{server.url}/feed")
        page = press(desk, source, "try")
    finally:
        server.close()

    assert "Kran im Hafen von Nordhaven steht still" in page.content.decode()
    assert (WireFile.objects.count(), WireItem.objects.count()) == (0, 0)
    state = WireSourceState.objects.get()
    assert (state.cursor, state.etag, state.last_contact_at) == ({}, "", None)


def test_a_server_that_cannot_be_reached_is_named_in_words(desk: Client, settings: Any):
    settings.WIRES_FROM_LOOPBACK = True
    source = make_source("poll", url="http://127.0.0.1:9/feed")

    page = press(desk, source, "try")

    assert page.context["trial"].problem
    assert WireSourceState.objects.get().failures == 0


@pytest.mark.parametrize("group", ["reporter", "editor", "picture desk"])
def test_others_see_the_list_and_change_nothing(member: Any, group: str):
    source = make_source("push")
    browser = member(group)

    codes = [
        browser.get(LIST).status_code, browser.get(ADD).status_code, browser.get(change_of(source)).status_code,
        browser.get(connection_of(source)).status_code, browser.post(LIST, {"_act": f"pause:{source.pk}"}).status_code,
        browser.post(connection_of(source), {"_act": "issue"}).status_code,
    ]  # fmt: skip

    source.refresh_from_db()
    assert codes == [200, 403, 403, 403, 403, 403]
    assert (source.active, source.key_sha256) == (True, "")


@pytest.mark.parametrize(("group", "shown"), [("chief", True), ("editor", False)])
def test_the_menu_has_sources_and_rules_for_who_may_change_them(member: Any, group: str, shown: bool):
    page = member(group).get("/admin/").content.decode()

    assert (LIST in page, "/admin/articles/wirerule/" in page) == (shown, shown)


def test_the_menu_has_the_health_of_sources_between_sources_and_rules():
    groups = [[str(item["link"]) for item in group["items"]] for group in UNFOLD["SIDEBAR"]["navigation"]]

    (group,) = [group for group in groups if LIST in group]
    place = group.index(LIST)
    assert group[place + 1 : place + 3] == ["/admin/articles/wiresourcestate/", "/admin/articles/wirerule/"]


@pytest.mark.parametrize("pk", ["0", "x", "99999999999999999999", "12345"])
def test_a_source_that_is_not_there_is_not_found(desk: Client, pk: str):
    assert desk.get(f"/admin/articles/wiresource/{pk}/change/").status_code == 404
