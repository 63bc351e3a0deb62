"""Refusal and permission check that the actions of every app share."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from django.contrib.auth.models import User

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


def require_permission(by: "Actor", permission: str) -> None:
    """Raise NotPermitted unless the actor has the permission `app.codename`.

    The system has every permission.
    """
    if by is not None and not by.has_perm(permission):
        raise NotPermitted(
            _("Your account may not do this (it lacks the permission “%(name)s”).")
            % {"name": permission.rpartition(".")[2]}
        )
