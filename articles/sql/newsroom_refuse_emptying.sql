-- TRUNCATE, and with it `manage.py flush`, passes row triggers by: the records of what happened refuse it too. A database
-- of tests is emptied after each of them; the setting `newsroom.emptied` says that it is one.
CREATE OR REPLACE FUNCTION newsroom_refuse_emptying() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF current_setting('newsroom.emptied', true) IS DISTINCT FROM 'yes' THEN
        RAISE EXCEPTION 'rows of % are append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER articles_auditentry_is_never_emptied
    BEFORE TRUNCATE ON articles_auditentry FOR EACH STATEMENT EXECUTE FUNCTION newsroom_refuse_emptying();

CREATE OR REPLACE TRIGGER articles_correction_is_never_emptied
    BEFORE TRUNCATE ON articles_correction FOR EACH STATEMENT EXECUTE FUNCTION newsroom_refuse_emptying();

CREATE OR REPLACE TRIGGER articles_killrequest_is_never_emptied
    BEFORE TRUNCATE ON articles_killrequest FOR EACH STATEMENT EXECUTE FUNCTION newsroom_refuse_emptying();

CREATE OR REPLACE TRIGGER articles_revision_is_never_emptied
    BEFORE TRUNCATE ON articles_revision FOR EACH STATEMENT EXECUTE FUNCTION newsroom_refuse_emptying();

CREATE OR REPLACE TRIGGER articles_withdrawal_is_never_emptied
    BEFORE TRUNCATE ON articles_withdrawal FOR EACH STATEMENT EXECUTE FUNCTION newsroom_refuse_emptying();

CREATE OR REPLACE TRIGGER feed_log_is_never_emptied
    BEFORE TRUNCATE ON feed_log FOR EACH STATEMENT EXECUTE FUNCTION newsroom_refuse_emptying();
