from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from articles.models.fields import FingerprintField
from articles.querysets import PhotoQuerySet


class Photo(models.Model):
    """A photo with its metadata; `file` is empty while announced by copy only."""

    file = models.ImageField(
        _("file"), upload_to="photos/%Y/%m", width_field="width", height_field="height", blank=True
    )
    width = models.PositiveIntegerField(_("width"), null=True, editable=False)
    height = models.PositiveIntegerField(_("height"), null=True, editable=False)
    sha256 = models.CharField(max_length=64, blank=True, editable=False)
    former_digests = ArrayField(
        models.CharField(max_length=16), default=list, db_default=[], blank=True, editable=False
    )
    """Beginnings of the hashes of replaced files, whose addresses lead to the present file; the newest last."""
    original_name = models.CharField(_("original file name"), max_length=250, blank=True, editable=False)
    title = models.CharField(_("title"), max_length=200, blank=True)
    caption = models.TextField(_("caption"), blank=True)
    alt_text = models.CharField(_("alternative text"), max_length=300, blank=True)
    credit_raw = models.CharField(_("credit as received"), max_length=300, blank=True)
    credit = models.CharField(
        _("credit line"), max_length=300, blank=True, help_text=_("As printed under the photo.")
    )
    photographers = ArrayField(
        models.CharField(max_length=120), default=list, blank=True, verbose_name=_("photographers")
    )
    agency_codes = ArrayField(
        models.CharField(max_length=24), default=list, blank=True, verbose_name=_("agencies")
    )
    distributor = models.CharField(_("distributor"), max_length=80, blank=True)
    pool = models.BooleanField(_("pool"), default=False)
    handout = models.BooleanField(_("handout"), default=False)
    archive = models.BooleanField(_("archive photo"), default=False)
    agency_item_id = models.CharField(_("agency photo number"), max_length=200, blank=True)
    agency_numbers = ArrayField(
        models.CharField(max_length=400), default=list, db_default=[], blank=True, editable=False
    )
    """All forms of the numbers by which an agency may name it, of the file and of the item that it came with."""
    taken = models.CharField(
        _("taken on"), max_length=10, blank=True, help_text=_("YYYY-MM-DD, YYYY-MM or YYYY.")
    )
    place = models.CharField(_("place"), max_length=120, blank=True)
    focus_x = models.FloatField(_("focal point, from the left"), default=0.5)
    focus_y = models.FloatField(_("focal point, from the top"), default=0.4)
    crop_wide = ArrayField(
        models.FloatField(), default=list, db_default=[], blank=True, verbose_name=_("crop 16:9")
    )
    """Left, top and width as fractions, see `articles.photos.crops`; empty for the automatic crop."""
    crop_standard = ArrayField(
        models.FloatField(), default=list, db_default=[], blank=True, verbose_name=_("crop 4:3")
    )
    crop_square = ArrayField(
        models.FloatField(), default=list, db_default=[], blank=True, verbose_name=_("crop 1:1")
    )
    consent = models.CharField(
        _("consent"),
        max_length=300,
        blank=True,
        db_default="",
        help_text=_("For private photos: who consented to what, when, and where the consent is filed."),
    )
    likeness = FingerprintField(null=True, editable=False)
    """Perceptual hash of 128 bits; null for plain surfaces and without a file."""
    recipe = models.PositiveSmallIntegerField(default=0, db_default=0, editable=False)
    """Version of the renditions made; see `articles.photos.renditions`."""
    asked_at = models.DateTimeField(null=True, editable=False)
    """When the description was requested from the picture desk."""
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, editable=False, related_name="+"
    )
    blocked = models.BooleanField(_("blocked"), default=False, help_text=_("Not to be shown anywhere."))
    created_at = models.DateTimeField(_("added"), editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, editable=False, related_name="+"
    )

    objects = PhotoQuerySet.as_manager()

    class Meta:
        ordering = ("-created_at", "-id")
        verbose_name = _("photo")
        verbose_name_plural = _("photos")
        permissions = [
            ("block_photo", _("Can block photos, audio and video, and replace photos in published stories")),
        ]
        constraints = [
            models.UniqueConstraint("sha256", condition=~Q(sha256=""), name="photo_file_is_kept_once"),
            models.CheckConstraint(
                condition=Q(taken="") | Q(taken__regex=r"^(\d{4}(-\d{2}(-\d{2})?)?|--\d{2}-\d{2})$"),
                name="photo_day_is_an_iso_date",
            ),
            models.CheckConstraint(
                condition=Q(focus_x__range=(0, 1)) & Q(focus_y__range=(0, 1)), name="photo_focus_is_inside"
            ),
        ]
        indexes = [
            models.Index(F("created_at").desc(), F("id").desc(), name="photo_newest"),
            GinIndex(fields=["agency_codes"], name="photo_by_agency"),
            GinIndex(fields=["agency_numbers"], name="photo_by_agency_number"),
            GinIndex(fields=["credit"], name="photo_credit_trigrams", opclasses=["gin_trgm_ops"]),
            models.Index(
                fields=["likeness"],
                include=["id"],
                name="photo_by_likeness",
                condition=Q(likeness__isnull=False),
            ),
            models.Index(fields=["recipe", "id"], name="photo_to_render", condition=~Q(file="")),
        ]

    def __str__(self) -> str:
        return self.title or self.caption[:80] or self.original_name or f"#{self.pk}"


class EmbeddedMetadata(models.Model):
    """Metadata packets of a photo's file, byte for byte, and the facts read from them."""

    photo = models.OneToOneField(Photo, on_delete=models.CASCADE, primary_key=True, related_name="embedded")
    xmp = models.BinaryField(default=bytes)
    iim = models.BinaryField(default=bytes)
    exif = models.BinaryField(default=bytes)
    read = models.JSONField(default=dict)
    """{name: {"value", "origin"}} of each fact, and "trouble" with the unreadable packets."""

    class Meta:
        verbose_name = _("metadata of the file")
        verbose_name_plural = _("metadata of files")

    def __str__(self) -> str:
        return f"#{self.photo_id}"
