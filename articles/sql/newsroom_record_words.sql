-- As `newsroom_move_site_mark`, with the key of pages that show words of published stories.
CREATE OR REPLACE FUNCTION newsroom_record_words() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    this bigint := pg_current_xact_id()::text::bigint;
BEGIN
    INSERT INTO site_mark (id, changed, number) VALUES (1, this, 1)
    ON CONFLICT (id) DO UPDATE SET changed = this, number = site_mark.number + 1 WHERE site_mark.changed <> this;
    IF FOUND THEN
        PERFORM newsroom_forget_site_changes('mark', (SELECT number FROM site_mark));
    END IF;
    INSERT INTO site_change (source, number, keys) SELECT 'mark', number, ARRAY['words'] FROM site_mark
    ON CONFLICT (source, number) DO UPDATE SET keys = site_change.keys || excluded.keys
    WHERE NOT site_change.keys && (excluded.keys || ARRAY['everything']);
    RETURN NULL;
END $$;

DROP TRIGGER IF EXISTS search_words_change_site ON articles_searchwordprogress;
CREATE CONSTRAINT TRIGGER search_words_change_site
    AFTER INSERT OR UPDATE ON articles_searchwordprogress DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
    WHEN (NEW.revision > 0) EXECUTE FUNCTION newsroom_record_words();
