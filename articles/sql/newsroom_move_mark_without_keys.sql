-- Moves the mark of the site without invalidating a page: only items for partners change.
CREATE OR REPLACE FUNCTION newsroom_move_mark_without_keys() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO site_mark (id, changed, number) VALUES (1, pg_current_xact_id()::text::bigint, 1)
    ON CONFLICT (id) DO UPDATE SET changed = excluded.changed, number = site_mark.number + 1
    WHERE site_mark.changed <> excluded.changed;
    IF FOUND THEN
        PERFORM newsroom_forget_site_changes('mark', (SELECT number FROM site_mark));
    END IF;
    INSERT INTO site_change (source, number, keys) SELECT 'mark', number, '{}' FROM site_mark
    ON CONFLICT (source, number) DO NOTHING;
END $$;
