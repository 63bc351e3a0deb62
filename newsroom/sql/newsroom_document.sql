-- The search document of an edition. A tsvector holds one megabyte at most: text beyond 200,000 characters is published
-- but not searched. The body is kept stemmed only (query and text pass the same stemmer, so names in it are found);
-- unstemmed stand the people, headline, dek and captions. Both forms of the body would double the index and the cost of
-- a publish.
CREATE OR REPLACE FUNCTION newsroom_document(
    language text, kicker text, headline text, dek text, names text, captions text, plain text
) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE RETURN
    setweight(to_tsvector(newsroom_stems(language), headline || ' ' || kicker), 'A')
    || setweight(to_tsvector('newsroom_names'::regconfig, headline || ' ' || names), 'A')
    || setweight(to_tsvector(newsroom_stems(language), dek), 'B')
    || setweight(to_tsvector('newsroom_names'::regconfig, dek || ' ' || captions), 'C')
    || setweight(to_tsvector(newsroom_stems(language), captions), 'C')
    || setweight(to_tsvector(newsroom_stems(language), left(plain, 200000)), 'D');
