-- Users that were there before rights were: each could do all for his exporter.
UPDATE account SET rights = '{view,prepare,sign,pay,manage}' WHERE role = 'exporter' AND rights = '{}';
--> statement-breakpoint
-- The hand of the audit's chain. Everybody who writes waits here for the one before to commit, so the
-- chain has no forks. A step that has been told already is not told again; gives its sequence.
CREATE FUNCTION append_audit(entry text) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
  told bigint;
  last record;
BEGIN
  PERFORM pg_advisory_xact_lock(7202613);
  SELECT sequence INTO told FROM audit_event
    WHERE subject = entry::jsonb ->> 'subject' AND step = entry::jsonb ->> 'step';
  IF FOUND THEN RETURN told; END IF;
  SELECT sequence, hash INTO last FROM audit_event ORDER BY sequence DESC LIMIT 1;
  INSERT INTO audit_event (sequence, body, previous_hash, hash)
    VALUES (coalesce(last.sequence, 0) + 1, entry, coalesce(last.hash, repeat('0', 64)),
      encode(sha256(convert_to(coalesce(last.hash, repeat('0', 64)) || entry, 'UTF8')), 'hex'))
    RETURNING sequence INTO told;
  RETURN told;
END $$;
--> statement-breakpoint
CREATE TRIGGER audit_event_immutable BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_event
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
