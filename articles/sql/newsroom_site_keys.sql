-- Keys of a changed row; null for a change that nobody is shown, none for one that the feed shows and no page.
-- A row that all pages may show invalidates `everything`.
CREATE OR REPLACE FUNCTION newsroom_site_keys(place text, before jsonb, after jsonb) RETURNS text[] LANGUAGE plpgsql STABLE AS $$
DECLARE
    known jsonb := coalesce(after, before);
BEGIN
    CASE place
    WHEN 'people_person' THEN
        RETURN ARRAY['names', 'person:' || (known->>'id')]
            || array_remove(ARRAY['person:' || (before->>'merged_into_id'), 'person:' || (after->>'merged_into_id')], NULL)
            || ARRAY(SELECT 'person:' || id FROM people_person WHERE merged_into_id = (known->>'id')::bigint);
    WHEN 'people_alias', 'people_office' THEN
        RETURN array_remove(ARRAY['names', 'person:' || (before->>'person_id'), 'person:' || (after->>'person_id')], NULL);
    WHEN 'articles_topic' THEN
        IF before IS NULL AND after->>'parent_id' IS NULL THEN
            RETURN ARRAY['names', 'topic:' || (after->>'slug')];
        END IF;
    WHEN 'articles_agency' THEN
        IF before IS NULL THEN
            RETURN ARRAY['agency:' || (after->>'code')];
        END IF;
        before := before - '{contract_changed_at,contract_told_at}'::text[];
        after := after - '{contract_changed_at,contract_told_at}'::text[];
        IF before = after THEN
            RETURN NULL;
        ELSIF before - 'headline_to_partners' = after - 'headline_to_partners' THEN
            RETURN '{}';
        END IF;
    WHEN 'articles_grant' THEN
        IF before - 'told_at' = after - 'told_at' THEN
            RETURN NULL;
        ELSIF known->>'photo_id' IS NOT NULL THEN
            RETURN ARRAY['photo:' || (known->>'photo_id')];
        ELSIF known->>'media_file_id' IS NOT NULL THEN
            RETURN ARRAY['media:' || (known->>'media_file_id')];
        END IF;
    WHEN 'articles_mediafile' THEN
        RETURN ARRAY['media:' || (known->>'id')];
    WHEN 'articles_photo' THEN
        RETURN ARRAY['photo:' || (known->>'id')];
    WHEN 'articles_embeddedmetadata' THEN
        RETURN ARRAY['photo:' || (known->>'photo_id')];
    WHEN 'articles_frontslot' THEN
        RETURN ARRAY['newest'];
    ELSE
        NULL;
    END CASE;
    RETURN ARRAY['everything'];
END $$;
