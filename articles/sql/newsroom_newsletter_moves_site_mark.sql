-- The front page, sections and the footer offer newsletters.
DROP TRIGGER IF EXISTS articles_newsletter_moves_site_mark ON articles_newsletter;
CREATE CONSTRAINT TRIGGER articles_newsletter_moves_site_mark
    AFTER INSERT OR UPDATE OR DELETE ON articles_newsletter DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
    EXECUTE FUNCTION newsroom_move_site_mark();
