"""Sign-up, confirmation and leaving: buttons for links, one answer for every address."""

from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from procrastinate.contrib.django.models import ProcrastinateJob

from articles.actions.newsletters.subscribers import TASK, make_token
from articles.models import Subscriber
from newsroom.logging_config import mask_tokens
from tests.articles.actions.newsletters.newsletters import make_newsletter, make_subscriber
from tests.factories import make_published, make_section

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _mail_server(settings: Any) -> None:
    settings.SENDS_MAIL = True
    cache.clear()


def jobs() -> int:
    return ProcrastinateJob.objects.filter(task_name=TASK).count()


def post(reader: Client, newsletter_id: object, address: str, **more: str) -> Any:
    return reader.post("/newsletter/sign-up/", {"newsletter": newsletter_id, "address": address, **more})


def test_front_and_section_offer_what_they_have_and_no_more_when_it_ends(reader):
    make_published(section=make_section())
    site, own = make_newsletter(), make_newsletter("Ratspost", section=make_section())

    front, section = (reader.get(path).content.decode() for path in ("/", "/politik/"))

    assert (f'value="{site.pk}"' in front, f'value="{own.pk}"' in front) == (True, False)
    assert (f'value="{site.pk}"' in section, f'value="{own.pk}"' in section) == (False, True)
    site.active = False
    site.save()
    assert "newsletter-form" not in reader.get("/").content.decode()


def test_without_a_mail_server_nothing_is_offered(reader, settings):
    settings.SENDS_MAIL = False
    newsletter = make_newsletter()

    assert "newsletter" not in reader.get("/").content.decode()
    assert post(reader, newsletter.pk, "anna@leser.example").status_code == 422


def test_the_answer_is_the_same_for_known_and_unknown_addresses(reader):
    newsletter = make_newsletter()
    make_subscriber(newsletter)
    make_subscriber(newsletter, "ben@leser.example", confirmed_at=None)

    answers = {
        (answer.status_code, answer.content, tuple(sorted(answer.headers)))
        for name in ("anna", "ben", "carl")
        for answer in [post(reader, newsletter.pk, f"{name}@leser.example")]
    }

    assert (len(answers), jobs()) == (1, 3)


@pytest.mark.parametrize(
    "address",
    [
        "",
        "anna",
        "a@b",
        "a@x.example\nBcc: b@x.example",
        "ä@x.example",
        "a@x.example,b@x.example",
        "a" * 250 + "@x.example",
        "a\0@x.example",
        "a@" + "ü" * 70 + ".example",
    ],
)
def test_what_is_no_address_is_refused_and_shown_again(reader, address):
    answer = post(reader, make_newsletter().pk, address)

    assert (answer.status_code, jobs(), b'role="alert"' in answer.content) == (422, 0, True)


def test_an_address_with_umlauts_in_its_domain_is_taken(reader):
    assert (post(reader, make_newsletter().pk, "anna@bücher.example").status_code, jobs()) == (200, 1)


@pytest.mark.parametrize("newsletter", ["", "x", "0", "99999999999999999999", "1e9"])
def test_an_unknown_newsletter_is_refused(reader, newsletter):
    assert (post(reader, newsletter, "anna@leser.example").status_code, jobs()) == (422, 0)


def test_a_program_that_fills_in_everything_gets_the_same_answer_for_nothing(reader):
    newsletter = make_newsletter()

    caught = post(reader, newsletter.pk, "bot@leser.example", website="https://x.example")

    assert (caught.content == post(reader, newsletter.pk, "anna@leser.example").content, jobs()) == (True, 1)


@pytest.mark.parametrize(
    "times", [30, pytest.param(10_000, marks=[pytest.mark.slow, pytest.mark.exhaustive])]
)
def test_one_host_queues_no_more_than_its_limit(reader, times):
    newsletter = make_newsletter()

    statuses = [post(reader, newsletter.pk, f"a{n}@leser.example").status_code for n in range(times)]

    assert (statuses.count(200), statuses.count(429), jobs()) == (20, times - 20, 20)


def test_a_link_shows_a_button_and_the_button_confirms(reader):
    subscriber = make_subscriber(make_newsletter(), confirmed_at=None)
    path = f"/newsletter/confirm/{make_token(subscriber, 'confirm')}/"

    shown = reader.get(path)
    assert (shown.status_code, b"<button" in shown.content) == (200, True)
    assert Subscriber.objects.filter(confirmed_at=None).exists()

    assert reader.post(path).status_code == 200
    assert not Subscriber.objects.filter(confirmed_at=None).exists()
    assert shown.headers["Referrer-Policy"] == "no-referrer"


def test_one_click_of_a_mail_program_leaves_without_cookies(settings):
    subscriber = make_subscriber(make_newsletter())
    path = f"/newsletter/leave/{make_token(subscriber, 'leave')}/"
    program = Client(enforce_csrf_checks=True)

    asked = program.get(path)
    assert (asked.status_code, Subscriber.objects.count()) == (200, 1)

    answer = program.post(
        path, "List-Unsubscribe=One-Click", content_type="application/x-www-form-urlencoded"
    )
    again = program.post(path, "List-Unsubscribe=One-Click", content_type="application/x-www-form-urlencoded")
    assert (answer.status_code, again.status_code, Subscriber.objects.count()) == (200, 200, 0)
    assert not program.cookies


def test_a_broken_link_says_so(reader):
    assert reader.get("/newsletter/confirm/1-x/").status_code == 404


def test_log_lines_have_no_tokens():
    line = {"event": "Not Found: /newsletter/confirm/12-abc/ and /newsletter/leave/12-abc/"}

    assert (
        mask_tokens(None, "", line)["event"] == "Not Found: /newsletter/confirm/…/ and /newsletter/leave/…/"
    )
