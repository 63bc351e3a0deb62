"""Keys of partners: what a change of one may do to its time."""

from datetime import timedelta

import pytest

from articles.actions.partners.contracts_and_keys import rotate_key
from articles.models import PartnerKey
from tests.factories import NOON, make_key

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("ends_in", "expected"), [(7, 2), (1, 1)], ids=["later", "sooner"])
def test_a_rotation_may_shorten_the_time_of_the_old_key_and_never_prolongs_it(ends_in, expected) -> None:
    make_key()
    old = PartnerKey.objects.get()
    PartnerKey.objects.update(expires_at=NOON + timedelta(days=2))

    rotate_key(old.pk, ends_at=NOON + timedelta(days=ends_in), by=None, at=NOON)

    old.refresh_from_db()
    assert old.expires_at == NOON + timedelta(days=expected)
