-- Rows of record that nobody changes or deletes, whoever asks.
CREATE OR REPLACE FUNCTION newsroom_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'rows of % are append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;

CREATE OR REPLACE TRIGGER articles_auditentry_is_append_only
    BEFORE UPDATE OR DELETE ON articles_auditentry FOR EACH ROW EXECUTE FUNCTION newsroom_refuse_change();

CREATE OR REPLACE TRIGGER articles_correction_is_append_only
    BEFORE UPDATE OR DELETE ON articles_correction FOR EACH ROW EXECUTE FUNCTION newsroom_refuse_change();

CREATE OR REPLACE TRIGGER articles_revision_is_append_only
    BEFORE UPDATE OR DELETE ON articles_revision FOR EACH ROW EXECUTE FUNCTION newsroom_refuse_change();

CREATE OR REPLACE TRIGGER feed_log_is_append_only
    BEFORE UPDATE OR DELETE ON feed_log FOR EACH ROW EXECUTE FUNCTION newsroom_refuse_change();
