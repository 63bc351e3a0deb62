-- The arrangement of a section's page invalidates the page of that section alone.
CREATE OR REPLACE FUNCTION newsroom_section_front_moves_site_mark() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM newsroom_move_mark_without_keys();
    UPDATE site_change SET keys = keys || ARRAY['section_fronts', 'section_front:' || coalesce(NEW.section_id, OLD.section_id)]
    WHERE source = 'mark' AND number = (SELECT number FROM site_mark);
    RETURN NULL;
END $$;

DROP TRIGGER IF EXISTS articles_sectionfront_moves_site_mark ON articles_sectionfront;
CREATE CONSTRAINT TRIGGER articles_sectionfront_moves_site_mark
    AFTER INSERT OR UPDATE OR DELETE ON articles_sectionfront DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
    EXECUTE FUNCTION newsroom_section_front_moves_site_mark();
