from django.apps import apps
from django.conf import settings
from django.db import models
from django.db.models import F
from django.utils.translation import gettext_lazy as _

STORED_NAMES = {
    "autosave": "unsaveddraft",
    "embargoededition": "earlyedition",
    "idempotencyrecord": "sentrequest",
    "mergedlink": "movedlink",
    "notduplicate": "differentpeople",
    "siterevision": "sitemark",
    "staffinitials": "staffer",
    "staticpage": "standingpage",
}
"""Model name → the name its entries are stored under: entries are never changed, models have been renamed."""


class AuditEntry(models.Model):
    """Who did what to what, when: written in the act's own transaction, never changed."""

    at = models.DateTimeField(_("when"))
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    verb = models.CharField(_("act"), max_length=40)
    model = models.CharField(_("kind of thing"), max_length=40)
    object_id = models.BigIntegerField(_("its number"))
    label = models.CharField(_("its name"), max_length=250, blank=True)
    detail = models.JSONField(_("details"), default=dict)

    class Meta:
        ordering = ("-at", "-id")
        verbose_name = _("audit entry")
        verbose_name_plural = _("audit list")
        indexes = [
            models.Index(F("at").desc(), F("id").desc(), name="audit_newest"),
            models.Index("model", "object_id", name="audit_of_one_thing"),
            models.Index("actor", F("at").desc(), F("id").desc(), name="audit_by_person"),
            models.Index("verb", F("at").desc(), F("id").desc(), name="audit_by_act"),
            models.Index("model", F("at").desc(), F("id").desc(), name="audit_by_kind_of_thing"),
        ]

    def __str__(self) -> str:
        return f"{self.verb} {self.model} #{self.object_id}"


def stored_model_name(model: models.Model | type[models.Model]) -> str:
    """Return the name that entries about a model are stored under."""
    name = model._meta.model_name or ""
    return STORED_NAMES.get(name, name)


def find_model(name: str) -> type[models.Model] | None:
    """Return the model that `audited_name` stored; one of ours comes before a library's of the same name."""
    present = {first: name for name, first in STORED_NAMES.items()}.get(name, name)
    for app in ("articles", "people", "auth"):
        if present in apps.all_models[app]:
            return apps.get_model(app, present)
    return None
