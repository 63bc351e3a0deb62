-- The search document of a working copy, for the desk.
CREATE OR REPLACE FUNCTION newsroom_working_text(
    language text, kicker text, headline text, dek text, dateline text, byline text, body text, notes text
) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE RETURN
    to_tsvector(newsroom_stems(language), headline || ' ' || kicker || ' ' || left(dek, 20000) || ' ' || left(notes, 20000))
    || to_tsvector(
        'newsroom_names'::regconfig, headline || ' ' || kicker || ' ' || left(dek, 20000) || ' ' || dateline || ' ' || byline)
    || to_tsvector(newsroom_stems(language), left(body, 200000));
