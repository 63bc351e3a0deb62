-- A mark that moves with every change to what pages show beside stories. At commit, once a transaction: the row's lock
-- is held for that moment only, and never while waiting for another. A transaction has one number. Beyond a hundred keys
-- it invalidates everything, so that a bulk write stays one small row. Generic plans halve the time of these functions,
-- which read a few rows by their keys.
CREATE OR REPLACE FUNCTION newsroom_move_site_mark() RETURNS trigger
LANGUAGE plpgsql SET plan_cache_mode = force_generic_plan AS $$
DECLARE
    this bigint := pg_current_xact_id()::text::bigint;
    before jsonb;
    after jsonb;
    changed_keys text[];
BEGIN
    PERFORM FROM site_change WHERE source = 'mark' AND keys = ARRAY['everything']
        AND number = (SELECT number FROM site_mark WHERE changed = this);
    IF FOUND THEN
        RETURN NULL;
    END IF;
    before := CASE WHEN TG_OP <> 'INSERT' THEN to_jsonb(OLD) END;
    after := CASE WHEN TG_OP <> 'DELETE' THEN to_jsonb(NEW) END;
    IF before = after THEN
        RETURN NULL;
    END IF;
    changed_keys := newsroom_site_keys(TG_TABLE_NAME, before, after);
    IF changed_keys IS NULL THEN
        RETURN NULL;
    END IF;
    INSERT INTO site_mark (id, changed, number) VALUES (1, this, 1)
    ON CONFLICT (id) DO UPDATE SET changed = this, number = site_mark.number + 1 WHERE site_mark.changed <> this;
    IF FOUND THEN
        PERFORM newsroom_forget_site_changes('mark', (SELECT number FROM site_mark));
    END IF;
    INSERT INTO site_change (source, number, keys) SELECT 'mark', number, changed_keys FROM site_mark
    ON CONFLICT (source, number) DO UPDATE SET keys = CASE
        WHEN excluded.keys = ARRAY['everything'] OR cardinality(site_change.keys) > 100 THEN ARRAY['everything']
        ELSE site_change.keys || excluded.keys
    END
    WHERE NOT site_change.keys @> excluded.keys;
    RETURN NULL;
END $$;

DROP TRIGGER IF EXISTS articles_agency_moves_site_mark ON articles_agency;
CREATE CONSTRAINT TRIGGER articles_agency_moves_site_mark
    AFTER INSERT OR UPDATE OR DELETE ON articles_agency DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
    EXECUTE FUNCTION newsroom_move_site_mark();

DROP TRIGGER IF EXISTS articles_brand_moves_site_mark ON articles_brand;
CREATE CONSTRAINT TRIGGER articles_brand_moves_site_mark
    AFTER INSERT OR UPDATE OR DELETE ON articles_brand DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
    EXECUTE FUNCTION newsroom_move_site_mark();

DROP TRIGGER IF EXISTS articles_embeddedmetadata_moves_site_mark ON articles_embeddedmetadata;
CREATE CONSTRAINT TRIGGER articles_embeddedmetadata_moves_site_mark
    AFTER INSERT OR UPDATE OR DELETE ON articles_embeddedmetadata DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
    EXECUTE FUNCTION newsroom_move_site_mark();

DROP TRIGGER IF EXISTS articles_formerslug_moves_site_mark ON articles_formerslug;
CREATE CONSTRAINT TRIGGER articles_formerslug_moves_site_mark
    AFTER INSERT OR UPDATE OR DELETE ON articles_formerslug DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
    EXECUTE FUNCTION newsroom_move_site_mark();

DROP TRIGGER IF EXISTS articles_frontblock_moves_site_mark ON articles_frontblock;
CREATE CONSTRAINT TRIGGER articles_frontblock_moves_site_mark
    AFTER INSERT OR UPDATE OR DELETE ON articles_frontblock DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
    EXECUTE FUNCTION newsroom_move_site_mark();

DROP TRIGGER IF EXISTS articles_frontslot_moves_site_mark ON articles_frontslot;
CREATE CONSTRAINT TRIGGER articles_frontslot_moves_site_mark
    AFTER INSERT OR UPDATE OR DELETE ON articles_frontslot DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
    EXECUTE FUNCTION newsroom_move_site_mark();

DROP TRIGGER IF EXISTS articles_grant_moves_site_mark ON articles_grant;
CREATE CONSTRAINT TRIGGER articles_grant_moves_site_mark
    AFTER INSERT OR UPDATE OR DELETE ON articles_grant DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
    EXECUTE FUNCTION newsroom_move_site_mark();

DROP TRIGGER IF EXISTS articles_linkonlyprovider_moves_site_mark ON articles_linkonlyprovider;
CREATE CONSTRAINT TRIGGER articles_linkonlyprovider_moves_site_mark
    AFTER INSERT OR UPDATE OR DELETE ON articles_linkonlyprovider DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
    EXECUTE FUNCTION newsroom_move_site_mark();

DROP TRIGGER IF EXISTS articles_mediafile_moves_site_mark ON articles_mediafile;
CREATE CONSTRAINT TRIGGER articles_mediafile_moves_site_mark
    AFTER UPDATE OR DELETE ON articles_mediafile DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
    EXECUTE FUNCTION newsroom_move_site_mark();

DROP TRIGGER IF EXISTS articles_namevariants_moves_site_mark ON articles_namevariants;
CREATE CONSTRAINT TRIGGER articles_namevariants_moves_site_mark
    AFTER INSERT OR UPDATE OR DELETE ON articles_namevariants DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
    EXECUTE FUNCTION newsroom_move_site_mark();

-- Columns of a photo that only items of the feed show.
DROP TRIGGER IF EXISTS articles_photo_credit_moves_site_mark ON articles_photo;
CREATE CONSTRAINT TRIGGER articles_photo_credit_moves_site_mark
    AFTER UPDATE OF credit, agency_codes, agency_item_id ON articles_photo
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
    WHEN (
        (OLD.credit, OLD.agency_codes, OLD.agency_item_id)
        IS DISTINCT FROM (NEW.credit, NEW.agency_codes, NEW.agency_item_id)
    )
    EXECUTE FUNCTION newsroom_move_site_mark();

DROP TRIGGER IF EXISTS articles_photo_crops_move_site_mark ON articles_photo;
CREATE CONSTRAINT TRIGGER articles_photo_crops_move_site_mark
    AFTER UPDATE OF crop_wide, crop_standard, crop_square ON articles_photo
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
    WHEN (
        (OLD.crop_wide, OLD.crop_standard, OLD.crop_square)
        IS DISTINCT FROM (NEW.crop_wide, NEW.crop_standard, NEW.crop_square)
    )
    EXECUTE FUNCTION newsroom_move_site_mark();

DROP TRIGGER IF EXISTS articles_photo_delete_moves_site_mark ON articles_photo;
CREATE CONSTRAINT TRIGGER articles_photo_delete_moves_site_mark
    AFTER DELETE ON articles_photo DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
    EXECUTE FUNCTION newsroom_move_site_mark();

-- Columns of a photo that pages read.
DROP TRIGGER IF EXISTS articles_photo_moves_site_mark ON articles_photo;
CREATE CONSTRAINT TRIGGER articles_photo_moves_site_mark
    AFTER UPDATE OF file, width, height, sha256, recipe, focus_x, focus_y, blocked, agency_codes, credit, alt_text
    ON articles_photo
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
    WHEN (
        (OLD.file, OLD.width, OLD.height, OLD.sha256, OLD.recipe, OLD.focus_x, OLD.focus_y, OLD.blocked,
        OLD.agency_codes, OLD.credit, OLD.alt_text)
        IS DISTINCT FROM (NEW.file, NEW.width, NEW.height, NEW.sha256, NEW.recipe, NEW.focus_x, NEW.focus_y, NEW.blocked,
        NEW.agency_codes, NEW.credit, NEW.alt_text)
    )
    EXECUTE FUNCTION newsroom_move_site_mark();

DROP TRIGGER IF EXISTS articles_section_moves_site_mark ON articles_section;
CREATE CONSTRAINT TRIGGER articles_section_moves_site_mark
    AFTER INSERT OR UPDATE OR DELETE ON articles_section DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
    EXECUTE FUNCTION newsroom_move_site_mark();

DROP TRIGGER IF EXISTS articles_staffer_moves_site_mark ON articles_staffer;
CREATE CONSTRAINT TRIGGER articles_staffer_moves_site_mark
    AFTER INSERT OR UPDATE OR DELETE ON articles_staffer DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
    EXECUTE FUNCTION newsroom_move_site_mark();

DROP TRIGGER IF EXISTS articles_standingpage_moves_site_mark ON articles_standingpage;
CREATE CONSTRAINT TRIGGER articles_standingpage_moves_site_mark
    AFTER INSERT OR UPDATE OR DELETE ON articles_standingpage DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
    EXECUTE FUNCTION newsroom_move_site_mark();

DROP TRIGGER IF EXISTS articles_topic_moves_site_mark ON articles_topic;
CREATE CONSTRAINT TRIGGER articles_topic_moves_site_mark
    AFTER INSERT OR UPDATE OR DELETE ON articles_topic DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
    EXECUTE FUNCTION newsroom_move_site_mark();

DROP TRIGGER IF EXISTS people_alias_moves_site_mark ON people_alias;
CREATE CONSTRAINT TRIGGER people_alias_moves_site_mark
    AFTER INSERT OR UPDATE OR DELETE ON people_alias DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
    EXECUTE FUNCTION newsroom_move_site_mark();

DROP TRIGGER IF EXISTS people_office_moves_site_mark ON people_office;
CREATE CONSTRAINT TRIGGER people_office_moves_site_mark
    AFTER INSERT OR UPDATE OR DELETE ON people_office DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
    EXECUTE FUNCTION newsroom_move_site_mark();

DROP TRIGGER IF EXISTS people_person_moves_site_mark ON people_person;
CREATE CONSTRAINT TRIGGER people_person_moves_site_mark
    AFTER INSERT OR UPDATE OR DELETE ON people_person DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
    EXECUTE FUNCTION newsroom_move_site_mark();
