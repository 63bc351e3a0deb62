"""Tables of the installation: static files, check of the key, versions."""

from django.db import models
from django.db.models import Q


class StaticCollection(models.Model):
    """Static files of one version of the product, which every host answers."""

    digest = models.CharField(max_length=32, primary_key=True)
    """Digest of the names, which hold digests of the content."""
    names = models.JSONField()
    """Names with digests of all files, as in the addresses on pages."""
    used_at = models.DateTimeField()
    """Last start of a host with this version."""

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return self.digest


class StaticFile(models.Model):
    """Static file under its name with a digest; collections share unchanged files."""

    class Encoding(models.TextChoices):
        IDENTITY = "", "identity"
        BROTLI = "br", "br"

    name = models.CharField(max_length=300, primary_key=True)
    encoding = models.CharField(max_length=2, blank=True, choices=Encoding)
    content = models.BinaryField()

    class Meta:
        default_permissions = ()
        constraints = (
            models.CheckConstraint(
                name="static_file_has_a_known_encoding", condition=Q(encoding__in=["", "br"])
            ),
        )

    def __str__(self) -> str:
        return self.name


class KeyCheck(models.Model):
    """Text encrypted under SECRET_KEY, by which another key is recognised."""

    number = models.PositiveSmallIntegerField(primary_key=True, default=1)
    encrypted_text = models.CharField(max_length=300)

    class Meta:
        default_permissions = ()
        constraints = (models.CheckConstraint(name="key_check_is_one_row", condition=Q(number=1)),)

    def __str__(self) -> str:
        return "check of SECRET_KEY"


class DatabaseVersion(models.Model):
    """Oldest version of the product that can serve on the tables of this database."""

    number = models.PositiveSmallIntegerField(primary_key=True, default=1)
    readable_from = models.CharField(max_length=20)

    class Meta:
        default_permissions = ()
        constraints = (models.CheckConstraint(name="database_version_is_one_row", condition=Q(number=1)),)

    def __str__(self) -> str:
        return self.readable_from
