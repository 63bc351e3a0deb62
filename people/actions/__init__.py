"""Actions on the people directory."""

from people.actions.save_person import (
    OfficeDraft,
    PersonDraft,
    add_alias,
    add_people,
    add_person,
    lock_survivor,
    remove_alias,
    save_person,
)

__all__ = [
    "OfficeDraft",
    "PersonDraft",
    "add_alias",
    "add_people",
    "add_person",
    "lock_survivor",
    "remove_alias",
    "save_person",
]
