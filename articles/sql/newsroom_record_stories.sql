-- The editions before and after the log row tell in which lists the story was and is. More than fifty editions at once
-- invalidate everything. More than fifty rows about rights alone, as a contract for partners writes them, invalidate
-- nothing: if pages show less or more, the grant or the photo has a change of its own.
CREATE OR REPLACE FUNCTION newsroom_record_stories() RETURNS trigger
LANGUAGE plpgsql SET plan_cache_mode = force_generic_plan AS $$
DECLARE
    stories bigint[];
    versions integer[];
    log_number bigint;
BEGIN
    IF TG_OP = 'INSERT' THEN
        SELECT array_agg(article_id), array_agg(version) INTO stories, versions
        FROM (SELECT article_id, version FROM new_rows LIMIT 51) AS changed;
    ELSE
        WITH moved AS (
            SELECT n.article_id, o.version AS before, n.version AS after,
                n.kind = 'rights' AND n.op = o.op AND n.version = o.version AS only_rights
            FROM new_rows n JOIN old_rows o ON o.article_id = n.article_id
        ), shown AS (
            SELECT * FROM moved WHERE NOT only_rights OR (SELECT count(*) FROM moved WHERE only_rights) <= 50
        )
        SELECT array_agg(article_id), array_agg(version) INTO stories, versions FROM (
            SELECT article_id, before AS version FROM shown UNION SELECT article_id, after FROM shown LIMIT 51
        ) AS changed;
    END IF;
    IF stories IS NULL THEN
        RETURN NULL;
    END IF;
    SELECT n INTO log_number FROM feed_head;
    INSERT INTO site_change (source, number, keys) VALUES (
        'log', coalesce(log_number, 0),
        CASE WHEN cardinality(stories) > 50 THEN ARRAY['everything']
        ELSE newsroom_keys_of_editions(stories, versions) END
    ) ON CONFLICT (source, number) DO UPDATE SET keys = site_change.keys || excluded.keys;
    PERFORM newsroom_forget_site_changes('log', log_number);
    RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER feed_state_inserts_change_site
    AFTER INSERT ON feed_state REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT
    EXECUTE FUNCTION newsroom_record_stories();

CREATE OR REPLACE TRIGGER feed_state_updates_change_site
    AFTER UPDATE ON feed_state REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT
    EXECUTE FUNCTION newsroom_record_stories();
