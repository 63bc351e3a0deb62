"""What the desk's forms may be refused by."""

from articles.actions.errors import ActionRefused
from newsroom.admin.base import ActingAdmin
from people.actions import PersonRefused


class DeskAdmin(ActingAdmin):
    refusals = (ActionRefused, PersonRefused)
