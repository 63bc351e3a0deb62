"""Extensions, text search configurations without accents, and the function that makes a story's search document."""

from django.contrib.postgres.operations import BtreeGinExtension, TrigramExtension, UnaccentExtension
from django.db import migrations

CONFIGURATIONS = """
CREATE TEXT SEARCH CONFIGURATION newsroom_names (COPY = simple);
ALTER TEXT SEARCH CONFIGURATION newsroom_names
    ALTER MAPPING FOR hword, hword_part, word WITH unaccent, simple;
CREATE TEXT SEARCH CONFIGURATION newsroom_german (COPY = german);
ALTER TEXT SEARCH CONFIGURATION newsroom_german
    ALTER MAPPING FOR hword, hword_part, word WITH unaccent, german_stem;
CREATE TEXT SEARCH CONFIGURATION newsroom_english (COPY = english);
ALTER TEXT SEARCH CONFIGURATION newsroom_english
    ALTER MAPPING FOR hword, hword_part, word WITH unaccent, english_stem;
"""

# A tsvector holds one megabyte at most: text beyond 200,000 characters is published but not searched.
# The body is kept stemmed only (query and text pass the same stemmer, so names in it are found); unstemmed stand
# the people, headline, dek and captions. Both forms of the body would double the index and the cost of a publish.
DOCUMENT = """
CREATE FUNCTION newsroom_stems(language text) RETURNS regconfig LANGUAGE sql IMMUTABLE PARALLEL SAFE RETURN
    CASE language WHEN 'en' THEN 'newsroom_english'::regconfig ELSE 'newsroom_german'::regconfig END;

CREATE FUNCTION newsroom_document(
    language text, kicker text, headline text, dek text, names text, captions text, plain text
) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE RETURN
    setweight(to_tsvector(newsroom_stems(language), headline || ' ' || kicker), 'A')
    || setweight(to_tsvector('newsroom_names'::regconfig, headline || ' ' || names), 'A')
    || setweight(to_tsvector(newsroom_stems(language), dek), 'B')
    || setweight(to_tsvector('newsroom_names'::regconfig, dek || ' ' || captions), 'C')
    || setweight(to_tsvector(newsroom_stems(language), captions), 'C')
    || setweight(to_tsvector(newsroom_stems(language), left(plain, 200000)), 'D');
"""

NO_DOCUMENT = """
DROP FUNCTION newsroom_document(text, text, text, text, text, text, text);
DROP FUNCTION newsroom_stems(text);
"""
NO_CONFIGURATIONS = """
DROP TEXT SEARCH CONFIGURATION newsroom_names;
DROP TEXT SEARCH CONFIGURATION newsroom_german;
DROP TEXT SEARCH CONFIGURATION newsroom_english;
"""


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [
        UnaccentExtension(),
        TrigramExtension(),
        BtreeGinExtension(),
        migrations.RunSQL(CONFIGURATIONS, NO_CONFIGURATIONS),
        migrations.RunSQL(DOCUMENT, NO_DOCUMENT),
    ]
