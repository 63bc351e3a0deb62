-- Weeks since 1970: search goes back week by week and stops as soon as a page is full.
CREATE OR REPLACE FUNCTION newsroom_week(moment timestamptz) RETURNS integer LANGUAGE sql IMMUTABLE PARALLEL SAFE RETURN
    floor(extract(epoch FROM moment) / 604800)::integer;
