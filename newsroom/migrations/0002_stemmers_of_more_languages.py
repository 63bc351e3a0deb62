"""Text search configurations of all languages for which PostgreSQL has a stemmer."""

from django.db import migrations

STEMMERS = {
    "arabic": ("ar",), "armenian": ("hy",), "basque": ("eu",), "catalan": ("ca",), "danish": ("da",), "dutch": ("nl",),
    "finnish": ("fi",), "french": ("fr",), "greek": ("el",), "hungarian": ("hu",), "irish": ("ga",), "italian": ("it",),
    "lithuanian": ("lt",), "norwegian": ("nb", "nn", "no"), "portuguese": ("pt",), "romanian": ("ro",),
    "russian": ("ru",), "serbian": ("sr",), "spanish": ("es",), "swedish": ("sv",), "turkish": ("tr",),
    "yiddish": ("yi",),
}  # fmt: skip
"""Names in PostgreSQL 16 and the languages they stand for; other languages have their words as spelt."""

CONFIGURATIONS = "".join(
    f"""
CREATE TEXT SEARCH CONFIGURATION newsroom_{name} (COPY = {name});
ALTER TEXT SEARCH CONFIGURATION newsroom_{name}
    ALTER MAPPING FOR hword, hword_part, word WITH unaccent, {name}_stem;
"""
    for name in STEMMERS
)
NO_CONFIGURATIONS = "".join(f"DROP TEXT SEARCH CONFIGURATION newsroom_{name};\n" for name in STEMMERS)

CASES = "\n".join(
    f"        WHEN '{language}' THEN 'newsroom_{name}'::regconfig"
    for name, languages in STEMMERS.items()
    for language in languages
)
# German and English come first: nearly all stories have one of them. Both have the configurations they had, so that
# stored documents and the index of the working text stay right.
STEMS = f"""
CREATE OR REPLACE FUNCTION newsroom_stems(language text) RETURNS regconfig LANGUAGE sql IMMUTABLE PARALLEL SAFE RETURN
    CASE split_part(language, '-', 1)
        WHEN 'de' THEN 'newsroom_german'::regconfig
        WHEN 'en' THEN 'newsroom_english'::regconfig
{CASES}
        ELSE 'newsroom_names'::regconfig
    END;
"""
FORMER_STEMS = """
CREATE OR REPLACE FUNCTION newsroom_stems(language text) RETURNS regconfig LANGUAGE sql IMMUTABLE PARALLEL SAFE RETURN
    CASE language WHEN 'en' THEN 'newsroom_english'::regconfig ELSE 'newsroom_german'::regconfig END;
"""


class Migration(migrations.Migration):
    dependencies = [("newsroom", "0001_text_search")]
    operations = [
        migrations.RunSQL(CONFIGURATIONS, NO_CONFIGURATIONS),
        migrations.RunSQL(STEMS, FORMER_STEMS),
    ]
