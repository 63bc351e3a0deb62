"""Whether a credit line names who made the picture: a person, or a body, house or giver in a person's place. Pure."""

from articles.parsing.credits.types import Credit, PartKind

MAKERS = frozenset(
    {
        PartKind.PERSON, PartKind.BODY, PartKind.HANDOUT, PartKind.OWN_STAFF, PartKind.MEDIA, PartKind.NETWORK,
        PartKind.CLIENT, PartKind.NOBODY, PartKind.UNKNOWN,
    }
)  # fmt: skip
"""`nobody` is a name withheld on purpose; an agency, a pool or a seller alone took no picture."""


def names_somebody(credit: Credit) -> bool:
    return any(part.kind in MAKERS for part in credit.parts)
