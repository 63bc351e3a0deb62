-- Who withdrew a story and who asked for a kill, when and why, is written once; only the columns named by the trigger may
-- be filled later. A request to kill is settled once.
CREATE OR REPLACE FUNCTION newsroom_refuse_rewriting() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE'
        OR (TG_TABLE_NAME = 'articles_killrequest' AND to_jsonb(OLD) -> 'settled_at' <> 'null')
        OR to_jsonb(OLD) - TG_ARGV::text[] IS DISTINCT FROM to_jsonb(NEW) - TG_ARGV::text[]
    THEN
        RAISE EXCEPTION 'rows of % are append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE OR REPLACE TRIGGER articles_killrequest_keeps_its_record
    BEFORE UPDATE OR DELETE ON articles_killrequest FOR EACH ROW
    EXECUTE FUNCTION newsroom_refuse_rewriting('settled_at', 'settled_by_id', 'confirmed');

CREATE OR REPLACE TRIGGER articles_withdrawal_keeps_its_record
    BEFORE UPDATE OR DELETE ON articles_withdrawal FOR EACH ROW
    EXECUTE FUNCTION newsroom_refuse_rewriting('reason', 'note', 'done_by_hand');
