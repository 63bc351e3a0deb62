"""Rows of editions without their long texts, so that four times as many fit on a page.

A list or a search reads a thousand rows but only a few short columns of each. PostgreSQL moves a text out of the row only
if the row is longer than two kilobytes, and stops there. The table is written anew: about 20 seconds for 100,000
stories, in which stories cannot be read.
"""

from django.db import migrations

NARROW = """
ALTER TABLE articles_edition SET (toast_tuple_target = 512);
CLUSTER articles_edition USING articles_edition_pkey;
ALTER TABLE articles_edition SET WITHOUT CLUSTER;
"""
WIDE = "ALTER TABLE articles_edition RESET (toast_tuple_target);"


class Migration(migrations.Migration):
    dependencies = [("articles", "0063_rank_of_webhook_messages")]

    operations = [migrations.RunSQL(NARROW, WIDE)]
