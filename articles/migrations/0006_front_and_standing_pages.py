"""The front page's places and the standing pages; both move the site's mark, so that pages end with a change."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q

TABLES = ("articles_frontslot", "articles_standingpage")
TRIGGERS = "".join(
    f"CREATE CONSTRAINT TRIGGER {table}_moves_site_mark AFTER INSERT OR UPDATE OR DELETE ON {table} "
    "DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION newsroom_move_site_mark();\n"
    for table in TABLES
)
NO_TRIGGERS = "".join(f"DROP TRIGGER {table}_moves_site_mark ON {table};\n" for table in TABLES)
NAMES = [
    ("imprint", "Imprint"),
    ("contact", "Contact"),
    ("policy", "Standards and corrections"),
    ("privacy", "Privacy"),
    ("accessibility", "Accessibility"),
    ("rights", "Rights of use"),
]


class Migration(migrations.Migration):
    dependencies = [("articles", "0005_partner_receipts")]
    operations = [
        migrations.CreateModel(
            name="FrontSlot",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("place", models.PositiveSmallIntegerField(unique=True, verbose_name="place")),
                ("given_at", models.DateTimeField(verbose_name="given")),
                (
                    "article",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="front_slot",
                        to="articles.article",
                        verbose_name="story",
                    ),
                ),
            ],
            options={
                "verbose_name": "place on the front page",
                "verbose_name_plural": "front page",
                "ordering": ("place",),
                "constraints": [
                    models.CheckConstraint(
                        condition=Q(place__range=(1, 12)), name="front_slot_is_one_of_twelve"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="StandingPage",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(choices=NAMES, max_length=20, unique=True, verbose_name="page")),
                ("body", models.TextField(verbose_name="text")),
                ("written_at", models.DateTimeField(verbose_name="written")),
            ],
            options={
                "verbose_name": "standing page",
                "verbose_name_plural": "standing pages",
                "ordering": ("name",),
            },
        ),
        migrations.RunSQL(TRIGGERS, NO_TRIGGERS),
    ]
