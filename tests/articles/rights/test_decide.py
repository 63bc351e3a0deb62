from datetime import UTC, datetime, timedelta

from articles.rights.decide import OWN, Decision, DecisionReason, combine_decisions, decide
from articles.rights.grants import GrantRule, IntendedUse, RightsChannel
from tests.tables import each_of

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
USE = IntendedUse(RightsChannel.PARTNER, NOON)


def rule(
    *, allow: bool = True, channel: RightsChannel = RightsChannel.PARTNER, **options: object
) -> GrantRule:
    return GrantRule(channel, allow, **options)  # type: ignore[arg-type]


def test_nothing_said_about_the_channel_is_a_no() -> None:
    assert decide([rule(channel=RightsChannel.SITE)], USE) == Decision(False, DecisionReason.UNKNOWN)


def test_an_open_allowance_is_a_yes_without_end() -> None:
    assert decide([rule(holder="AFP")], USE) == Decision(True, DecisionReason.GRANTED, "AFP", None)


def test_a_denial_beats_an_allowance_for_the_same_hour_and_says_whose_and_how_long_it_is() -> None:
    denial = rule(allow=False, holder="dpa", until=NOON + HOUR)

    assert decide([rule(), denial], USE) == Decision(False, DecisionReason.DENIED, "dpa", NOON + HOUR)


def test_a_denial_on_another_channel_is_none_here() -> None:
    assert decide([rule(), rule(allow=False, channel=RightsChannel.SITE)], USE).allowed


def test_an_allowance_on_another_channel_is_none_here() -> None:
    assert not decide([rule(channel=RightsChannel.SITE), rule(channel=RightsChannel.SOCIAL)], USE).allowed


def test_a_denial_that_is_over_no_longer_counts() -> None:
    assert decide([rule(), rule(allow=False, until=NOON - HOUR)], USE).allowed


@each_of(
    [
        ({"until": NOON}, DecisionReason.ENDED),
        ({"until": NOON - HOUR}, DecisionReason.ENDED),
        ({"since": NOON + HOUR}, DecisionReason.NOT_BEGUN),
        ({"since": NOON + HOUR, "until": NOON + 2 * HOUR}, DecisionReason.NOT_BEGUN),
    ]
)
def test_outside_its_window_an_allowance_is_a_no_with_its_reason(
    window: dict, reason: DecisionReason
) -> None:
    decision = decide([rule(holder="AFP", **window)], USE)

    assert (decision.allowed, decision.reason, decision.holder) == (False, reason, "AFP")


def test_of_several_allowances_that_ended_the_last_one_tells_when() -> None:
    ended = [rule(until=NOON - 2 * HOUR), rule(until=NOON - HOUR, holder="AFP"), rule(until=NOON - 3 * HOUR)]

    assert decide(ended, USE) == Decision(False, DecisionReason.ENDED, "AFP", NOON - HOUR)


def test_one_allowance_that_ended_and_one_to_come_is_an_ended_one() -> None:
    assert decide([rule(since=NOON + HOUR), rule(until=NOON)], USE).reason is DecisionReason.ENDED


def test_what_has_not_begun_names_the_first_who_will_allow_it() -> None:
    coming = [rule(since=NOON + 2 * HOUR, holder="AFP"), rule(since=NOON + HOUR, holder="dpa")]

    assert decide(coming, USE) == Decision(False, DecisionReason.NOT_BEGUN, "AFP")


def test_of_several_allowances_an_open_end_counts_before_all() -> None:
    decision = decide([rule(until=NOON + HOUR), rule(holder="AFP"), rule(until=NOON + 2 * HOUR)], USE)

    assert decision == Decision(True, DecisionReason.GRANTED, "AFP", None)


def test_the_reasons_are_told_to_partners_in_these_words() -> None:
    assert [reason.value for reason in DecisionReason] == [
        "granted", "own", "denied", "rights-ended", "rights-not-begun", "own-use-only",
    ]  # fmt: skip


def test_the_channels_are_stored_under_these_words() -> None:
    assert [channel.value for channel in RightsChannel] == [
        "site", "partner", "archive", "social", "mining",
    ]  # fmt: skip


def test_a_rule_of_which_nobody_says_more_is_a_contracts_without_holder_or_bounds() -> None:
    plain = GrantRule(RightsChannel.SITE, True)

    assert (plain.source, plain.holder, plain.since, plain.until) == ("contract", "", None, None)


def test_a_decision_of_which_nobody_says_more_has_no_holder_and_no_end() -> None:
    assert (OWN.holder, OWN.until) == ("", None)


def test_an_allowance_holds_from_its_first_moment() -> None:
    assert decide([rule(since=NOON)], USE).allowed


def test_of_two_allowances_the_longer_one_tells_the_end() -> None:
    short, long = rule(until=NOON + HOUR), rule(until=NOON + 2 * HOUR)

    assert decide([short, long], USE).until == NOON + 2 * HOUR


def test_a_text_of_nobody_else_is_our_own() -> None:
    assert combine_decisions([]) == OWN == Decision(True, DecisionReason.OWN)


def test_of_several_agencies_one_refusal_is_enough() -> None:
    refusal = Decision(False, DecisionReason.UNKNOWN, "dpa")

    assert combine_decisions([Decision(True, DecisionReason.GRANTED, "AFP"), refusal]) == refusal


def test_of_several_allowances_the_earliest_end_counts() -> None:
    early = Decision(True, DecisionReason.GRANTED, "dpa", NOON + HOUR)

    assert combine_decisions([Decision(True, DecisionReason.GRANTED, "AFP", NOON + 2 * HOUR), early]) == early


def test_of_several_allowances_without_end_the_first_tells_whose_it_is() -> None:
    afp, dpa = Decision(True, DecisionReason.GRANTED, "AFP"), Decision(True, DecisionReason.GRANTED, "dpa")

    assert combine_decisions([afp, dpa]) == afp


def test_of_one_allowance_that_ends_and_one_that_does_not_the_end_counts() -> None:
    ending = Decision(True, DecisionReason.GRANTED, "dpa", NOON + HOUR)

    assert combine_decisions([Decision(True, DecisionReason.GRANTED, "AFP"), ending]) == ending
