from django.db import migrations


class Migration(migrations.Migration):
    """The table keeps its name, so no query of another program breaks."""

    dependencies = [("people", "0004_reasons_in_words")]

    operations = [
        migrations.AlterModelTable("DifferentPeople", "people_differentpeople"),
        migrations.RenameModel("DifferentPeople", "NotDuplicate"),
    ]
