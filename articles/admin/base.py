"""What the desk's forms may be refused by."""

from articles.actions.errors import ActionRefused
from newsroom.admin.base import ActionAdmin


class DeskAdmin(ActionAdmin):
    refusals = (ActionRefused,)
