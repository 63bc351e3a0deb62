"""Calendars of others, and the events of the desk's agenda."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from articles.models.taxonomy import Section
from articles.models.wire_item import WireItem


class EventCalendar(models.Model):
    """A calendar in the iCalendar format, of an address or an uploaded file."""

    name = models.CharField(_("name"), max_length=120)
    url = models.CharField(
        _("address"), max_length=500, blank=True, help_text=_("Of an .ics file. It is asked every 15 minutes.")
    )  # fmt: skip
    section = models.ForeignKey(
        Section, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("section")
    )
    active = models.BooleanField(_("active"), default=True)
    raw = models.BinaryField(null=True)
    """The last file as it was received."""
    fetched_at = models.DateTimeField(_("last asked"), null=True, editable=False)
    error = models.TextField(_("problem"), blank=True, editable=False)
    """Why the last file did not come or could not be read; empty if all went well."""
    faults = models.JSONField(default=list, editable=False)
    """Titles and reasons of events that could not be read."""

    class Meta:
        ordering = ("name", "id")
        verbose_name = _("calendar")
        constraints = [models.CheckConstraint(condition=~Q(name=""), name="calendar_has_a_name")]

    def __str__(self) -> str:
        return self.name


class CalendarEvent(models.Model):
    """An event of a calendar, of an agency's item, or of the desk's own."""

    title = models.CharField(_("title"), max_length=300)
    starts_at = models.DateTimeField(_("begins"))
    ends_at = models.DateTimeField(_("ends"))
    """Not before the start; of whole days the midnight after the last one."""
    all_day = models.BooleanField(_("all day"), default=False)
    place = models.CharField(_("place"), max_length=200, blank=True)
    description = models.TextField(_("description"), blank=True)
    url = models.URLField(_("address"), max_length=500, blank=True)
    section = models.ForeignKey(
        Section, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("section")
    )
    cancelled = models.BooleanField(_("cancelled"), default=False)
    calendar = models.ForeignKey(EventCalendar, on_delete=models.CASCADE, null=True, related_name="events")
    item = models.ForeignKey(WireItem, on_delete=models.SET_NULL, null=True, related_name="+")
    """The newest version of the agency's item; its contract may delete it before the event is over."""
    uid = models.CharField(max_length=500, blank=True)
    """Identifier of the event in its calendar, or of the agency's item; empty for the desk's own."""
    occurrence = models.CharField(max_length=40, blank=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        ordering = ("starts_at", "id")
        verbose_name = _("event")
        constraints = [
            models.CheckConstraint(condition=~Q(title=""), name="event_has_a_title"),
            models.CheckConstraint(
                condition=Q(ends_at__gte=F("starts_at")), name="event_ends_after_its_start",
                violation_error_message=_("The end is before the start."),
            ),
            models.UniqueConstraint(
                "calendar", "uid", "occurrence", condition=~Q(uid=""), name="event_is_once_in_a_calendar",
                nulls_distinct=False,
            ),
        ]  # fmt: skip
        indexes = [models.Index("starts_at", "ends_at", name="event_by_time")]

    def __str__(self) -> str:
        return self.title
