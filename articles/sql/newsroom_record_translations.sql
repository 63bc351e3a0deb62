-- When a story of a group of translations changes, the lists and pages of the others change too: the keys of their
-- public editions are recorded with the same number of the publication log.
CREATE OR REPLACE FUNCTION newsroom_record_translations() RETURNS trigger
LANGUAGE plpgsql SET plan_cache_mode = force_generic_plan AS $$
DECLARE
    stories bigint[];
    versions integer[];
    log_number bigint;
BEGIN
    SELECT array_agg(article_id), array_agg(version) INTO stories, versions FROM (
        SELECT DISTINCT e.article_id, e.version
        FROM new_rows n
        JOIN articles_storytranslation own ON own.article_id = n.article_id
        JOIN articles_storytranslation other
            ON other.group_number = own.group_number AND other.article_id <> own.article_id
        JOIN articles_edition e ON e.article_id = other.article_id AND e.live
        LIMIT 51
    ) AS translations;
    IF stories IS NULL THEN
        RETURN NULL;
    END IF;
    SELECT n INTO log_number FROM feed_head;
    INSERT INTO site_change (source, number, keys) VALUES (
        'log', coalesce(log_number, 0),
        CASE WHEN cardinality(stories) > 50 THEN ARRAY['everything']
        ELSE newsroom_keys_of_editions(stories, versions) END
    ) ON CONFLICT (source, number) DO UPDATE SET keys = site_change.keys || excluded.keys;
    PERFORM newsroom_move_mark_without_keys();
    RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER feed_state_inserts_change_translations
    AFTER INSERT ON feed_state REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT
    EXECUTE FUNCTION newsroom_record_translations();

CREATE OR REPLACE TRIGGER feed_state_updates_change_translations
    AFTER UPDATE ON feed_state REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT
    EXECUTE FUNCTION newsroom_record_translations();
