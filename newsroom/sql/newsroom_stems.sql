-- The text search configuration of a language. German and English come first: nearly all stories have one of them.
-- Other languages have their words as spelt.
CREATE OR REPLACE FUNCTION newsroom_stems(language text) RETURNS regconfig LANGUAGE sql IMMUTABLE PARALLEL SAFE RETURN
    CASE split_part(language, '-', 1)
        WHEN 'de' THEN 'newsroom_german'::regconfig
        WHEN 'en' THEN 'newsroom_english'::regconfig
        WHEN 'ar' THEN 'newsroom_arabic'::regconfig
        WHEN 'hy' THEN 'newsroom_armenian'::regconfig
        WHEN 'eu' THEN 'newsroom_basque'::regconfig
        WHEN 'ca' THEN 'newsroom_catalan'::regconfig
        WHEN 'da' THEN 'newsroom_danish'::regconfig
        WHEN 'nl' THEN 'newsroom_dutch'::regconfig
        WHEN 'fi' THEN 'newsroom_finnish'::regconfig
        WHEN 'fr' THEN 'newsroom_french'::regconfig
        WHEN 'el' THEN 'newsroom_greek'::regconfig
        WHEN 'hu' THEN 'newsroom_hungarian'::regconfig
        WHEN 'ga' THEN 'newsroom_irish'::regconfig
        WHEN 'it' THEN 'newsroom_italian'::regconfig
        WHEN 'lt' THEN 'newsroom_lithuanian'::regconfig
        WHEN 'nb' THEN 'newsroom_norwegian'::regconfig
        WHEN 'nn' THEN 'newsroom_norwegian'::regconfig
        WHEN 'no' THEN 'newsroom_norwegian'::regconfig
        WHEN 'pt' THEN 'newsroom_portuguese'::regconfig
        WHEN 'ro' THEN 'newsroom_romanian'::regconfig
        WHEN 'ru' THEN 'newsroom_russian'::regconfig
        WHEN 'sr' THEN 'newsroom_serbian'::regconfig
        WHEN 'es' THEN 'newsroom_spanish'::regconfig
        WHEN 'sv' THEN 'newsroom_swedish'::regconfig
        WHEN 'tr' THEN 'newsroom_turkish'::regconfig
        WHEN 'yi' THEN 'newsroom_yiddish'::regconfig
        ELSE 'newsroom_names'::regconfig
    END;
