"""What the desk's forms may be refused by."""

from newsroom.admin_acting import ActingAdmin
from articles.actions.errors import ActionRefused
from people.actions import PersonRefused


class DeskAdmin(ActingAdmin):
    refusals = (ActionRefused, PersonRefused)
