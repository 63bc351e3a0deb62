"""The fingerprint of the lexicon: equal for equal lexicons, another for whatever the desk teaches."""

import pytest

from articles.actions.desk.agencies import add_spelling, add_staff_initials, agency_for
from articles.selectors.desk_lexicon import desk_lexicon, lexicon_fingerprint
from tests.factories import NOON

pytestmark = pytest.mark.django_db


def test_two_lexicons_of_the_same_desk_have_one_fingerprint():
    add_staff_initials("hbl", "Hanna Blick", by=None, at=NOON)

    assert lexicon_fingerprint(desk_lexicon()) == lexicon_fingerprint(desk_lexicon())


def test_initials_and_spellings_each_change_the_fingerprint():
    prints = [lexicon_fingerprint(desk_lexicon())]
    add_staff_initials("hbl", "Hanna Blick", by=None, at=NOON)
    prints.append(lexicon_fingerprint(desk_lexicon()))
    add_spelling(agency_for("dpa").pk, "Hafenpress", by=None, at=NOON)
    prints.append(lexicon_fingerprint(desk_lexicon()))
    add_spelling(agency_for("afp").pk, "Deutsche Hafenagentur", by=None, at=NOON)
    prints.append(lexicon_fingerprint(desk_lexicon()))

    assert len(set(prints)) == 4
