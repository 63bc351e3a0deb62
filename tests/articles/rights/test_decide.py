from datetime import UTC, datetime, timedelta

import pytest

from articles.rights.decide import OWN, Decision, Reason, all_of, decide
from articles.rights.grants import Channel, GrantRule, Use

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
USE = Use(Channel.PARTNER, NOON)


def rule(*, allow: bool = True, channel: Channel = Channel.PARTNER, **options: object) -> GrantRule:
    return GrantRule(channel, allow, **options)  # type: ignore[arg-type]


def test_nothing_said_about_the_channel_is_a_no() -> None:
    assert decide([rule(channel=Channel.SITE)], USE) == Decision(False, Reason.UNKNOWN)


def test_an_open_allowance_is_a_yes_without_end() -> None:
    assert decide([rule(holder="AFP")], USE) == Decision(True, Reason.GRANTED, "AFP", None)


def test_a_denial_beats_an_allowance_for_the_same_hour() -> None:
    assert decide([rule(), rule(allow=False)], USE).reason is Reason.DENIED


def test_a_denial_that_is_over_no_longer_counts() -> None:
    assert decide([rule(), rule(allow=False, until=NOON - HOUR)], USE).allowed


@pytest.mark.parametrize(
    ("window", "reason"),
    [
        ({"until": NOON}, Reason.ENDED),
        ({"until": NOON - HOUR}, Reason.ENDED),
        ({"since": NOON + HOUR}, Reason.NOT_BEGUN),
    ],
)
def test_outside_its_window_an_allowance_is_a_no_with_its_reason(window: dict, reason: Reason) -> None:
    assert decide([rule(**window)], USE).reason is reason


def test_an_allowance_holds_from_its_first_moment() -> None:
    assert decide([rule(since=NOON)], USE).allowed


def test_of_two_allowances_the_longer_one_tells_the_end() -> None:
    short, long = rule(until=NOON + HOUR), rule(until=NOON + 2 * HOUR)

    assert decide([short, long], USE).until == NOON + 2 * HOUR


def test_a_text_of_nobody_else_is_our_own() -> None:
    assert all_of([]) == OWN


def test_of_several_agencies_one_refusal_is_enough() -> None:
    refusal = Decision(False, Reason.UNKNOWN, "dpa")

    assert all_of([Decision(True, Reason.GRANTED, "AFP"), refusal]) == refusal


def test_of_several_allowances_the_earliest_end_counts() -> None:
    early = Decision(True, Reason.GRANTED, "dpa", NOON + HOUR)

    assert all_of([Decision(True, Reason.GRANTED, "AFP", NOON + 2 * HOUR), early]) == early
