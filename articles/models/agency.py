from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _


class Agency(models.Model):
    """A source of copy or photos; the `Grant` rows that reference it are its contract."""

    class Kind(models.TextChoices):
        WIRE = "wire", _("news agency")
        PICTURE = "picture", _("picture agency")
        PLATFORM = "platform", _("picture platform")

    code = models.CharField(_("code"), max_length=24, unique=True)
    name = models.CharField(_("name"), max_length=120)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.WIRE)
    homepage = models.URLField(_("homepage"), blank=True)
    description = models.CharField(_("description"), max_length=300, blank=True)
    headline_to_partners = models.BooleanField(
        _("partners may see headlines"),
        default=False,
        help_text=_("The contract allows notices without text to show the agency's headline."),
    )

    contract_changed_at = models.DateTimeField(null=True, editable=False)
    contract_logged_at = models.DateTimeField(null=True, editable=False, db_column="contract_told_at")
    """The last `contract_changed_at` for which all stories concerned have a log row."""

    class Meta:
        ordering = (Lower("name"),)
        verbose_name = _("agency")
        verbose_name_plural = _("agencies")
        constraints = [
            models.CheckConstraint(
                condition=Q(code__regex=r"^[a-z0-9-]+$"), name="agency_code_is_lower_case"
            ),
            models.CheckConstraint(condition=~Q(name=""), name="agency_has_a_name"),
            models.CheckConstraint(
                condition=Q(kind__in=["wire", "picture", "platform"]), name="agency_kind_is_known"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class AgencySpelling(models.Model):
    """A spelling of an agency's name added by the desk; parsers use it at once."""

    agency = models.ForeignKey(Agency, on_delete=models.CASCADE, related_name="spellings")
    spelling = models.CharField(_("spelling"), max_length=120)

    class Meta:
        ordering = ("spelling",)
        verbose_name = _("spelling")
        verbose_name_plural = _("spellings")
        constraints = [
            models.UniqueConstraint(Lower("spelling"), name="spelling_means_one_agency"),
            models.CheckConstraint(condition=~Q(spelling=""), name="spelling_is_not_empty"),
        ]

    def __str__(self) -> str:
        return self.spelling


class StaffInitials(models.Model):
    """Initials in closing tags, `dl` in `(afp/dl)`; a slug makes an author page."""

    initials = models.CharField(_("initials"), max_length=8, unique=True)
    name = models.CharField(_("name"), max_length=120)
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="staff_initials",
        verbose_name=_("account"),
    )
    active = models.BooleanField(_("active"), default=True)
    slug = models.SlugField(
        _("slug of the author page"),
        max_length=80,
        blank=True,
        help_text=_(
            "Without a slug there is no author page. The page lists stories with this name in the byline."
        ),
    )
    position = models.CharField(_("position"), max_length=120, blank=True)
    position_en = models.CharField(
        _("position in English"), max_length=120, blank=True, default="", db_default=""
    )
    beat = models.CharField(_("beat"), max_length=200, blank=True)
    beat_en = models.CharField(_("beat in English"), max_length=200, blank=True, default="", db_default="")
    about = models.CharField(_("about the author"), max_length=600, blank=True)
    about_en = models.CharField(
        _("about the author in English"), max_length=600, blank=True, default="", db_default=""
    )
    portrait = models.ForeignKey(
        "articles.Photo",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("portrait"),
    )

    class Meta:
        db_table = "articles_staffer"
        ordering = ("initials",)
        verbose_name = _("desk initials")
        verbose_name_plural = _("desk initials")
        constraints = [
            models.CheckConstraint(
                condition=Q(initials__regex=r"^[a-zäöüß]{2,8}$"), name="initials_are_lower_case_letters"
            ),
            models.UniqueConstraint(
                fields=["slug"], condition=~Q(slug=""), name="author_page_is_one_persons"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.initials} ({self.name})"
