-- Only the newest ten thousand changes of a kind are kept.
CREATE OR REPLACE FUNCTION newsroom_forget_site_changes(kind text, newest bigint) RETURNS void LANGUAGE sql AS $$
    DELETE FROM site_change WHERE source = kind AND number <= newest - 10000;
$$;
