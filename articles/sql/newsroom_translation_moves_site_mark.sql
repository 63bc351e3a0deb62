-- Items for partners name the translations of a story.
CREATE OR REPLACE FUNCTION newsroom_translation_moves_site_mark() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM newsroom_move_mark_without_keys();
    RETURN NULL;
END $$;

DROP TRIGGER IF EXISTS articles_storytranslation_moves_site_mark ON articles_storytranslation;
CREATE CONSTRAINT TRIGGER articles_storytranslation_moves_site_mark
    AFTER INSERT OR UPDATE OR DELETE ON articles_storytranslation DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
    EXECUTE FUNCTION newsroom_translation_moves_site_mark();
