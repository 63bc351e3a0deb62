"""Newsletters and their subscribers, whose addresses are stored encrypted."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from articles.models.taxonomy import Section


def every_day() -> list[int]:
    return list(range(7))


class Newsletter(models.Model):
    """A regular mail about the front page or a section, or mails about breaking news."""

    class Kind(models.TextChoices):
        MORNING = "morning", pgettext_lazy("kind of newsletter", "at a fixed time")
        BREAKING = "breaking", pgettext_lazy("kind of newsletter", "breaking news")

    name = models.CharField(_("name"), max_length=80)
    slug = models.SlugField(
        _("address"), max_length=40, unique=True, help_text=_("Part of the address of its archive.")
    )
    description = models.CharField(
        _("description"), max_length=200, blank=True, help_text=_("Shown above the sign-up form.")
    )
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.MORNING)
    section = models.ForeignKey(
        Section, on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("section"),
        help_text=_("Without a section it is about the whole site."),
    )  # fmt: skip
    language = models.CharField(_("language"), max_length=2, choices=settings.LANGUAGES)
    send_at = models.TimeField(_("time"), null=True, blank=True)
    """Of the desk's clock; none for breaking news."""
    weekdays = ArrayField(models.SmallIntegerField(), verbose_name=_("weekdays"), default=every_day)
    """0 is Monday."""
    story_count = models.PositiveSmallIntegerField(_("stories"), default=8)
    subject = models.CharField(
        pgettext_lazy("of a mail", "subject"),
        max_length=120,
        blank=True,
        help_text=_("Empty: its name and the date."),
    )
    greeting = models.TextField(_("greeting"), max_length=600, blank=True)
    by_itself = models.BooleanField(
        _("sent by itself"), default=False,
        help_text=_("At its time, with the stories of the page in their order, unless the desk has prepared a mail."),
    )  # fmt: skip
    pauses = models.BooleanField(_("pauses on days without new stories"), default=True)
    active = models.BooleanField(_("active"), default=True)
    encrypted_key = models.TextField(editable=False)
    """Key of the hashes of addresses and of the links in mails; it outlives a change of SECRET_KEY."""

    class Meta:
        ordering = ("name", "id")
        verbose_name = _("newsletter")
        verbose_name_plural = _("newsletters")
        constraints = [
            models.CheckConstraint(condition=~Q(name="") & ~Q(slug=""), name="newsletter_has_a_name"),
            models.CheckConstraint(
                condition=Q(kind="breaking") | (Q(kind="morning") & Q(send_at__isnull=False)),
                name="newsletter_has_a_time",
                violation_error_message=_("Enter the time at which it is sent."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Subscriber(models.Model):
    """Somebody who gets a newsletter, or has not confirmed it yet; deleted on leaving."""

    newsletter = models.ForeignKey(Newsletter, on_delete=models.CASCADE, related_name="subscribers")
    encrypted_address = models.TextField()
    address_hash = models.CharField(max_length=64)
    """Keyed hash of the address in lower case."""
    asked_at = models.DateTimeField()
    """When the last mail asked for a confirmation."""
    confirmed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("id",)
        verbose_name = _("subscriber")
        verbose_name_plural = _("subscribers")
        constraints = [
            models.UniqueConstraint("newsletter", "address_hash", name="address_is_once_in_a_newsletter")
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"
