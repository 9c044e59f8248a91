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
--> statement-breakpoint
-- Whoever changes an office's merchant leaves the former on record: its open orders are settled with it.
CREATE FUNCTION keep_office_merchant() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM office_merchant WHERE office_id = NEW.id AND replaced_at IS NULL
      AND merchant_id = NEW.merchant_id AND checksum_key_sealed = NEW.checksum_key_sealed) THEN
    RETURN NULL;
  END IF;
  UPDATE office_merchant SET replaced_at = now() WHERE office_id = NEW.id AND replaced_at IS NULL;
  IF NEW.merchant_id <> '' THEN
    INSERT INTO office_merchant (office_id, version, merchant_id, checksum_key_sealed)
      SELECT NEW.id, coalesce(max(version), 0) + 1, NEW.merchant_id, NEW.checksum_key_sealed
      FROM office_merchant WHERE office_id = NEW.id;
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER office_merchant_kept AFTER INSERT OR UPDATE OF merchant_id, checksum_key_sealed ON office
  FOR EACH ROW EXECUTE FUNCTION keep_office_merchant();
--> statement-breakpoint
INSERT INTO office_merchant (office_id, version, merchant_id, checksum_key_sealed)
  SELECT id, 1, merchant_id, checksum_key_sealed FROM office WHERE merchant_id <> '';
--> statement-breakpoint
ALTER TABLE payment_order ADD CONSTRAINT payment_order_merchant
  FOREIGN KEY (office_id, merchant_version) REFERENCES office_merchant (office_id, version);
