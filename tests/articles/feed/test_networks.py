"""A key with a list of networks opens the feed from there alone."""

import pytest
from django.test import Client

from articles.actions.errors import ActionRefused
from articles.actions.partners.contracts_and_keys import issue_key, rotate_key
from articles.models import FeedRequest, PartnerKey
from tests.factories import NOON, make_key, make_partner

pytestmark = pytest.mark.django_db


def asked_from(address: str, key: str) -> tuple[int, str]:
    """Status and kind of problem."""
    answer = Client(REMOTE_ADDR=address).get("/api/v1/changes", headers={"Authorization": f"Bearer {key}"})
    return answer.status_code, answer.json().get("type", "").rpartition("-")[2]


@pytest.mark.parametrize(
    "address", ["192.0.2.7", "192.0.2.255", "::ffff:192.0.2.7", "198.51.100.4", "2001:db8:1::9"]
)
def test_an_address_on_the_list_is_let_in(address: str) -> None:
    key = make_key(networks=["192.0.2.0/24", "198.51.100.4", "2001:db8::/32"])

    assert asked_from(address, key) == (200, "")


@pytest.mark.parametrize("address", ["192.0.3.7", "198.51.100.5", "2001:db9::1", "::1", "", "unknown"])
def test_any_other_is_refused_and_the_desk_can_see_it(address: str) -> None:
    key = make_key(networks=["192.0.2.0/24", "198.51.100.4", "2001:db8::/32"])

    assert asked_from(address, key) == (403, "refused")
    assert FeedRequest.objects.get().problem == "network-refused"


def test_a_stranger_is_not_told_that_a_key_has_a_list() -> None:
    key = make_key(networks=["192.0.2.0/24"])

    assert asked_from("203.0.113.1", key[:-1] + "!")[0] == 401


def test_what_is_no_network_is_named_and_no_key_is_issued() -> None:
    partner = make_partner()

    with pytest.raises(ActionRefused, match=r"192\.0\.2\.9/24"):
        issue_key(partner.pk, networks=["10.0.0.0/8", "192.0.2.9/24"], by=None, at=NOON)

    assert not partner.keys.exists()


def test_a_rotated_key_keeps_the_list() -> None:
    make_key(networks=["192.0.2.7"])
    old = PartnerKey.objects.get()

    fresh, _text = rotate_key(old.pk, ends_at=NOON.replace(year=2099), by=None, at=NOON)

    assert fresh.networks == ["192.0.2.7/32"]
