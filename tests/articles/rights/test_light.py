from datetime import timedelta

from articles.rights.decide import OWN, Decision, DecisionReason
from articles.rights.light import Caution, LightColour, Quota, choose_light
from tests.factories import NOON
from tests.tables import each_of

FREE = Decision(True, DecisionReason.GRANTED)
DAY = timedelta(days=1)


@each_of([
    (FREE, {}, "green", ()),
    (OWN, {}, "green", ()),
    (Decision(True, DecisionReason.GRANTED, until=NOON + 15 * DAY), {}, "green", ()),
    (Decision(True, DecisionReason.GRANTED, until=NOON + 14 * DAY), {}, "yellow", (Caution.ENDS_SOON,)),
    (FREE, {"has_credit": False}, "yellow", (Caution.NO_CREDIT,)),
    (FREE, {"quota": Quota(100, 89)}, "green", ()),
    (FREE, {"quota": Quota(100, 90)}, "yellow", (Caution.QUOTA_LOW,)),
    (FREE, {"quota": Quota(100, 100)}, "yellow", (Caution.QUOTA_USED,)),
    (Decision(False, DecisionReason.ENDED), {"has_credit": False}, "red", ()),
    (Decision(False, DecisionReason.UNKNOWN), {}, "red", ()),
])  # fmt: skip
def test_the_light_is_red_without_a_right_and_yellow_with_a_caution(
    decision: Decision, facts: dict[str, object], colour: str, cautions: tuple[Caution, ...]
):
    light = choose_light(decision, NOON, **facts)

    assert (light.colour, light.cautions) == (LightColour(colour), cautions)
