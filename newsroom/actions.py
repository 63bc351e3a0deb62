"""Refusal and permission check that the actions of every app share."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.contrib.auth.models import User
    from django.db.models import Q

type Actor = User | None
"""Account that performs an action; None is the system, as in the worker and in commands."""


class ActionRefused(Exception):
    """Refusal of an action that changed nothing.

    `message` is the sentence shown to the editor. `field` names the form field, or is empty for the whole form.
    """

    def __init__(self, message: str, field: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.field = field

    @property
    def messages(self) -> list[tuple[str, str]]:
        """Pairs of form field and message, one for each reason."""
        return [(self.field, self.message)]


class NotPermitted(ActionRefused):
    """Refusal because the actor lacks the permission."""


def require_permission(by: "Actor", permission: str, near: "Q | None" = None) -> None:
    """Raise NotPermitted unless the actor has the permission `app.codename`.

    The system has every permission. `near` is the condition of the accounts that are named first.
    """
    if by is not None and not by.has_perm(permission):
        from newsroom.permission_holders import explain_refusal  # noqa: PLC0415  # models are not loaded before

        raise NotPermitted(explain_refusal(by, permission, near))
