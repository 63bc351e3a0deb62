"""Who may come in: a live key in the header, from a network on its list, and nothing else."""

from datetime import timedelta

import pytest
from django.test import RequestFactory
from django.utils import timezone
from rest_framework.request import Request

from articles.actions.partners.contracts_and_keys import revoke_key
from articles.feed.authentication import (
    CALLER_META_KEY,
    Caller,
    PartnerKeyAuthentication,
    allows_network,
    find_key,
    has_expired,
    key_for_link,
    remote_address,
)
from articles.feed.exceptions import KeyInUrl, KeyRefused, LinkInvalid, NetworkRefused
from articles.feed.views.withdrawals import WithdrawalsView
from articles.models import Partner, PartnerKey
from tests.factories import NOON, make_key, make_partner

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)


@pytest.fixture(autouse=True)
def _noon(monkeypatch) -> None:
    monkeypatch.setattr(timezone, "now", lambda: NOON)


def request(header: str | None = None, address: str = "192.0.2.7", **query: str) -> Request:
    headers = {"Authorization": header} if header is not None else {}
    return Request(RequestFactory(REMOTE_ADDR=address).get("/api/v1/changes", query, headers=headers))


def came_in(asked: Request, *, accept_expired: bool = False) -> tuple[Caller, PartnerKey] | None:
    door = PartnerKeyAuthentication()
    door.accept_expired = accept_expired  # type: ignore[misc]
    return door.authenticate(asked)


def test_a_live_key_opens_the_feed_for_its_partner_with_clock_meter_and_standing() -> None:
    asked = request(f"Bearer {make_key(make_partner('Bergpost'))}")

    found = came_in(asked)

    assert found is not None
    caller, key = found
    assert (caller.partner.name, caller.key, caller.at, caller.is_authenticated) == (
        "Bergpost",
        key,
        NOON,
        True,
    )
    assert caller.position is not None
    assert caller.meter is not None
    assert asked.META[CALLER_META_KEY] is caller


@pytest.mark.parametrize("scheme", ["bearer", "BEARER", "Bearer "])
def test_the_scheme_is_read_in_any_letters_and_with_more_space(scheme: str) -> None:
    assert came_in(request(f"{scheme} {make_key()}  ")) is not None


@pytest.mark.parametrize("header", [None, "", "Bearer", "Bearer ", "Basic {}", "Token {}", "{}"])
def test_without_a_bearer_key_nobody_has_asked(header: str | None) -> None:
    assert came_in(request(header and header.format(make_key()))) is None


def test_who_is_refused_is_told_how_to_ask() -> None:
    assert PartnerKeyAuthentication().authenticate_header(request()) == 'Bearer realm="partner feed"'


def test_a_caller_may_do_what_the_scopes_of_the_key_say() -> None:
    caller = Caller(Partner(), PartnerKey(scopes=["text:read"]))

    assert (caller.has_scope("text:read"), caller.has_scope("pictures:read"), caller.scopes) == (
        True,
        False,
        ["text:read"],
    )
    assert (caller.is_authenticated, caller.stats.items, caller.stats.reached) == (True, 0, None)


def test_every_reason_for_refusing_a_key_looks_the_same() -> None:
    text = make_key(expires_at=NOON + HOUR)
    key = PartnerKey.objects.get()
    public, secret = text.split("_", 3)[2:]
    refused = [
        "", "x", text[:-1], text + "x", f"x{text}", text.replace("nd_live", "nd_beta"),
        text.replace(public, "0" * 8), f"nd_live_{public}_{secret[::-1]}",
    ]  # fmt: skip

    assert find_key(text, NOON).pk == key.pk
    for wrong in refused:
        with pytest.raises(KeyRefused):
            find_key(wrong, NOON)
    with pytest.raises(KeyRefused):
        find_key(text, NOON + HOUR)


def test_a_revoked_key_opens_nothing_not_even_what_an_expired_one_does() -> None:
    text = make_key()
    revoke_key(PartnerKey.objects.get().pk, by=None, at=NOON)

    for accept_expired in (False, True):
        with pytest.raises(KeyRefused):
            find_key(text, NOON, accept_expired=accept_expired)


def test_an_expired_key_is_good_only_where_expired_ones_are_asked_for() -> None:
    text = make_key(expires_at=NOON)

    with pytest.raises(KeyRefused):
        came_in(request(f"Bearer {text}"))
    assert came_in(request(f"Bearer {text}"), accept_expired=True) is not None
    assert PartnerKeyAuthentication.accept_expired is False
    assert [door.accept_expired for door in WithdrawalsView.authentication_classes] == [True]


@pytest.mark.parametrize(
    ("ends", "expired"), [(None, False), (NOON, True), (NOON + HOUR, False), (NOON - HOUR, True)]
)
def test_a_key_has_expired_from_the_moment_it_names(ends, expired: bool) -> None:
    assert has_expired(PartnerKey(expires_at=ends), NOON) is expired


@pytest.mark.parametrize("value", ["{}", "see {} there", "Bearer {}"])
def test_a_key_in_the_address_is_refused_and_counts_as_exposed(value: str) -> None:
    text = make_key()

    with pytest.raises(KeyInUrl):
        came_in(request(f"Bearer {text}", q=value.format(text)))

    assert PartnerKey.objects.get().exposed_at == NOON


def test_the_first_time_a_key_stood_in_an_address_is_the_one_that_is_kept(monkeypatch) -> None:
    text = make_key()
    for hours in (0, 1):
        monkeypatch.setattr(timezone, "now", lambda hours=hours: NOON + hours * HOUR)
        with pytest.raises(KeyInUrl):
            came_in(request(q=text))

    assert PartnerKey.objects.get().exposed_at == NOON


def test_every_key_of_an_address_is_exposed_though_a_guess_stands_before_it() -> None:
    text = make_key()
    guess = f"nd_live_00000000_{'x' * 43}"

    with pytest.raises(KeyInUrl):
        came_in(request(a=guess, b=text))

    assert PartnerKey.objects.get().exposed_at == NOON


def test_a_guess_in_an_address_exposes_nobodys_key() -> None:
    make_key()

    with pytest.raises(KeyInUrl):
        came_in(request(a=f"nd_live_00000000_{'x' * 43}"))

    assert PartnerKey.objects.get().exposed_at is None


def test_words_that_are_no_key_may_stand_in_an_address() -> None:
    assert came_in(request(q="nd_live_0000")) is None


def test_who_comes_from_elsewhere_is_refused_and_seen() -> None:
    asked = request(f"Bearer {make_key(networks=['198.51.100.0/24'])}")

    with pytest.raises(NetworkRefused):
        came_in(asked)

    assert asked.META[CALLER_META_KEY].partner.name == "Küstenbote"


@pytest.mark.parametrize(
    ("address", "allowed"),
    [
        ("192.0.2.7", True),
        ("::ffff:192.0.2.7", True),
        ("2001:db8::1", True),
        ("192.0.3.7", False),
        ("::1", False),
        (None, False),
    ],
)
def test_a_key_with_a_list_is_good_from_its_networks_alone(address: str | None, allowed: bool) -> None:
    key = PartnerKey(networks=["192.0.2.0/24", "2001:db8::/32"])

    assert allows_network(key, address) is allowed


def test_a_key_without_a_list_is_good_from_anywhere() -> None:
    assert allows_network(PartnerKey(networks=[]), None) is True


@pytest.mark.parametrize(
    ("said", "address"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("fe80::1%eth0", "fe80::1"),
        ("2001:DB8::1", "2001:db8::1"),
        ("", None),
        ("unix:", None),
    ],
)
def test_the_network_address_is_read_as_the_server_tells_it(said: str, address: str | None) -> None:
    assert remote_address(RequestFactory(REMOTE_ADDR=said).get("/")) == address


def test_a_request_that_says_no_address_has_none() -> None:
    asked = RequestFactory().get("/")
    del asked.META["REMOTE_ADDR"]

    assert remote_address(asked) is None


def test_a_signed_link_is_good_as_long_as_its_key(django_assert_num_queries) -> None:
    make_key(expires_at=NOON + HOUR)
    key = PartnerKey.objects.get()

    with django_assert_num_queries(1):
        assert key_for_link(key.pk, NOON).partner.name == "Küstenbote"
    with pytest.raises(LinkInvalid):
        key_for_link(key.pk, NOON + HOUR)
    with pytest.raises(LinkInvalid):
        key_for_link(key.pk + 1, NOON)
    revoke_key(key.pk, by=None, at=NOON)
    with pytest.raises(LinkInvalid):
        key_for_link(key.pk, NOON)
