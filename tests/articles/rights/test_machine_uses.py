from articles.rights.decide import Decision, DecisionReason
from articles.rights.machine_uses import choose_data_mining_term, list_permissions
from tests.tables import each_of

GRANTED = Decision(True, DecisionReason.GRANTED)
UNKNOWN, ENDED, NOT_BEGUN, DENIED = (
    Decision(False, reason)
    for reason in (
        DecisionReason.UNKNOWN,
        DecisionReason.ENDED,
        DecisionReason.NOT_BEGUN,
        DecisionReason.DENIED,
    )
)


@each_of(
    [
        ([], {"search": "free", "answers": "by agreement", "training": "by agreement"}),
        (["training"], {"search": "free", "answers": "by agreement", "training": "refused"}),
        (["training", "answers"], {"search": "free", "answers": "refused", "training": "refused"}),
        (["search"], {"search": "free", "answers": "by agreement", "training": "by agreement"}),
    ]
)
def test_only_search_is_free(refused, permissions) -> None:
    assert list_permissions(refused) == permissions


@each_of(
    [
        (UNKNOWN, [], "", "DMI-PROHIBITED-EXCEPTSEARCHENGINEINDEXING"),
        (UNKNOWN, ["training"], "DMI-ALLOWED", "DMI-PROHIBITED-EXCEPTSEARCHENGINEINDEXING"),
        (ENDED, [], "", "DMI-PROHIBITED-EXCEPTSEARCHENGINEINDEXING"),
        (NOT_BEGUN, [], "", "DMI-PROHIBITED-EXCEPTSEARCHENGINEINDEXING"),
        (DENIED, [], "", "DMI-PROHIBITED"),
        (UNKNOWN, [], "DMI-PROHIBITED", "DMI-PROHIBITED"),
        (UNKNOWN, [], "DMI-PROHIBITED-SEECONSTRAINT", "DMI-PROHIBITED"),
        (UNKNOWN, [], "DMI-PROHIBITED-AIMLTRAINING", "DMI-PROHIBITED-EXCEPTSEARCHENGINEINDEXING"),
        (GRANTED, [], "", "DMI-ALLOWED"),
        (GRANTED, ["training"], "", "DMI-PROHIBITED-AIMLTRAINING"),
        (GRANTED, ["training"], "DMI-PROHIBITED", "DMI-PROHIBITED-AIMLTRAINING"),
    ]
)
def test_mining_without_a_right_is_prohibited(mining, refused, of_file, term) -> None:
    assert choose_data_mining_term(mining, refused, of_file) == term
