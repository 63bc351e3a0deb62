from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from articles.models.article import Article


class Withdrawal(models.Model):
    """A withdrawal of a story, with the outlets that people ticked off by hand."""

    class Kind(models.TextChoices):
        WITHHOLD = "withhold", _("withheld")
        KILL = "kill", _("killed")

    article = models.ForeignKey(
        Article, on_delete=models.PROTECT, related_name="withdrawals", verbose_name=_("story")
    )
    move = models.CharField(_("withdrawn as"), max_length=10, choices=Kind)
    at = models.DateTimeField(_("when"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    reason = models.CharField(_("reason"), max_length=20)
    note = models.TextField(_("note to desks"), blank=True)
    front_place = models.PositiveSmallIntegerField(_("place on the front page"), null=True)
    """Front page slot that the withdrawal left empty; null for none."""
    done_by_hand = models.JSONField(default=dict)
    """{outlet: {"by": user name, "at": ISO time}} for outlets that no program reaches."""

    class Meta:
        ordering = ("-at", "-id")
        verbose_name = _("withdrawal")
        verbose_name_plural = _("withdrawals")

    def __str__(self) -> str:
        return f"#{self.article_id} {self.get_move_display()}"


class KillRequest(models.Model):
    """A request to kill a story, withheld meanwhile, which a second editor confirms."""

    article = models.ForeignKey(
        Article, on_delete=models.PROTECT, related_name="kill_requests", verbose_name=_("story")
    )
    asked_at = models.DateTimeField(_("requested"))
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(_("reason"), max_length=20)
    note = models.TextField(_("note to desks"), blank=True)
    notice = models.TextField(_("public notice"), blank=True)
    block_photos = models.BooleanField(_("also block its photos"), default=False)
    settled_at = models.DateTimeField(_("settled"), null=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    confirmed = models.BooleanField(_("confirmed"), null=True)

    class Meta:
        ordering = ("-asked_at", "-id")
        verbose_name = _("kill request")
        verbose_name_plural = _("kill requests")
        constraints = [
            models.UniqueConstraint(
                "article", condition=Q(settled_at=None), name="kill_is_asked_for_once_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(settled_at=None, confirmed=None)
                | Q(settled_at__isnull=False, confirmed__isnull=False),
                name="settled_kill_request_is_confirmed_or_refused",
            ),
            models.CheckConstraint(
                condition=~Q(confirmed=True) | ~Q(settled_by=models.F("asked_by")),
                name="kill_is_confirmed_by_somebody_else",
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.article_id}"
