-- Authors as a byline lists them: "Von Ida Brandt und Jonas Feld" is two.
CREATE OR REPLACE FUNCTION newsroom_authors(byline text) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE RETURN
    regexp_split_to_array(
        regexp_replace(byline, '^(von|by)\s+', '', 'i'), '\s*(?:[,;/&]|\yund\y|\yand\y)\s*'
    );
