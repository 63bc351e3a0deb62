"""Duties of a partner: the action that each entry of `changes` requires."""

from articles.models.publication import Operation

CORRECTION_DUTY = "replace-and-print-note"
"""Duty of an entry with a correction."""
DUTIES: dict[str, str] = {
    Operation.PUT: "store-or-replace",
    Operation.WITHHOLD: "take-offline-and-wait",
    Operation.CANCEL: "remove-all-copies",
    "removed": "delete-your-copy",
    "left": "drop-from-this-walk",
}
"""Operation → duty."""
