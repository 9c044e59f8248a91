-- The content of a certificate as the very text that is hashed and signed (RFC 8785): who verifies it
-- need not make that text again.
CREATE FUNCTION canonical_json(value jsonb) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE jsonb_typeof(value)
    WHEN 'object' THEN (
      SELECT '{' || coalesce(string_agg(to_json(key)::text || ':' || canonical_json(member), ','
          ORDER BY key COLLATE "C"), '') || '}'
      FROM jsonb_each(value) AS each (key, member))
    WHEN 'array' THEN (
      SELECT '[' || coalesce(string_agg(canonical_json(element), ',' ORDER BY place), '') || ']'
      FROM jsonb_array_elements(value) WITH ORDINALITY AS list (element, place))
    ELSE value::text END $$;
--> statement-breakpoint
ALTER TABLE "certificate" ALTER COLUMN "content" SET DATA TYPE text USING canonical_json("content");--> statement-breakpoint
DROP FUNCTION canonical_json(jsonb);--> statement-breakpoint
ALTER TABLE "certificate" ADD CONSTRAINT "certificate_content_is_json" CHECK ("certificate"."content" is json);
