from django.db import migrations

COUNT = """
UPDATE feed_state SET pictures = jsonb_array_length(articles_edition.placements)
FROM articles_edition WHERE articles_edition.article_id = feed_state.article_id AND articles_edition.live
"""


class Migration(migrations.Migration):
    dependencies = [("articles", "0009_webhooks_usage_and_early_editions")]

    operations = [migrations.RunSQL(COUNT, migrations.RunSQL.noop)]
