import django.contrib.postgres.indexes
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("people", "0001_directory")]
    operations = [
        migrations.RemoveIndex("person", "person_keys"),
        migrations.AddIndex(
            "person",
            django.contrib.postgres.indexes.GinIndex(fields=["keys"], name="person_keys", fastupdate=False),
        ),
    ]
