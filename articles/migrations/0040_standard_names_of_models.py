import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

RENAMED = {
    "UnsavedDraft": ("Autosave", "articles_unsaveddraft"),
    "SentRequest": ("IdempotencyRecord", "articles_sentrequest"),
    "EarlyEdition": ("EmbargoedEdition", "articles_earlyedition"),
    "Staffer": ("StaffInitials", "articles_staffer"),
    "MovedLink": ("MergedLink", "articles_movedlink"),
    "StandingPage": ("StaticPage", "articles_standingpage"),
    "SiteMark": ("SiteRevision", "site_mark"),
}
"""Old name → new name and the table, which keeps its name: so no query of another program breaks."""


def rename_codenames(apps, _schema_editor):
    """Rename the permissions that roles were given: a missing one would be granted again at the next start."""
    names = {old.lower(): new.lower() for old, (new, _table) in RENAMED.items()} | {
        "differentpeople": "notduplicate"
    }
    for default in apps.get_model("articles", "RoleDefault").objects.all():
        parts = [codename.partition("_") for codename in default.permissions]
        default.permissions = sorted(
            f"{verb}_{names.get(model, model)}" for verb, _underscore, model in parts
        )
        default.save(update_fields=["permissions"])


class Migration(migrations.Migration):
    dependencies = [("articles", "0039_blocked_endpoint_hosts")]

    operations = [
        *(
            operation
            for old, (new, table) in RENAMED.items()
            for operation in (migrations.AlterModelTable(old, table), migrations.RenameModel(old, new))
        ),
        migrations.AlterField(
            "staffinitials",
            "user",
            models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="staff_initials",
                to=settings.AUTH_USER_MODEL,
                verbose_name="account",
            ),
        ),
        migrations.RunPython(rename_codenames, migrations.RunPython.noop),
    ]
