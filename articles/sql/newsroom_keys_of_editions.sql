-- Keys of the lists and pages in which these editions were or are.
CREATE OR REPLACE FUNCTION newsroom_keys_of_editions(stories bigint[], versions integer[]) RETURNS text[]
LANGUAGE sql STABLE AS $$
    SELECT array_agg(DISTINCT key) FROM (
        SELECT 'newest' AS key
        UNION ALL SELECT 'story:' || article FROM unnest(stories) AS article
        UNION ALL SELECT unnest(
            ARRAY['section:' || e.section_id, 'day:' || to_char(e.first_published_at AT TIME ZONE 'UTC', 'YYYY-MM-DD')]
            || ARRAY(SELECT 'topic:' || slug FROM unnest(e.topic_slugs) AS slug)
            || ARRAY(SELECT 'agency:' || code FROM unnest(e.agency_codes) AS code)
            || ARRAY(SELECT 'named:' || person FROM unnest(e.person_ids) AS person)
            || ARRAY(SELECT 'author:' || name FROM unnest(newsroom_authors(e.byline)) AS name WHERE e.byline <> '')
        )
        FROM unnest(stories, versions) AS changed (article, version)
        JOIN articles_edition e ON e.article_id = changed.article AND e.version = changed.version
    ) AS keys_of_stories
$$;
