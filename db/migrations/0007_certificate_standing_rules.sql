CREATE OR REPLACE FUNCTION certificate_keeps_what_was_signed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' OR ROW(NEW.number, NEW.application_id, NEW.office_id, NEW.content, NEW.content_sha256,
      NEW.pdf_key, NEW.qr_text, NEW.officer_certificate_sha256, NEW.issued_at, NEW.issued_on, NEW.valid_until, NEW.replaces)
    IS DISTINCT FROM ROW(OLD.number, OLD.application_id, OLD.office_id, OLD.content, OLD.content_sha256,
      OLD.pdf_key, OLD.qr_text, OLD.officer_certificate_sha256, OLD.issued_at, OLD.issued_on, OLD.valid_until, OLD.replaces) THEN
    RAISE EXCEPTION 'certificate % is signed: only its status may change', OLD.number USING ERRCODE = 'restrict_violation';
  END IF;
  IF (OLD.status = 'cancelled' AND NEW IS DISTINCT FROM OLD)
    OR (OLD.status <> 'in-force' AND NEW.status = 'in-force') THEN
    RAISE EXCEPTION 'certificate % is % for good', OLD.number, OLD.status USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
-- Counts only go up: whoever could lower one could hide that a certificate was asked after.
CREATE FUNCTION verification_counts_up() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' OR NEW.count < OLD.count THEN
    RAISE EXCEPTION 'verifications of % are counted for good', OLD.number USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER verification_count_immutable BEFORE UPDATE OR DELETE ON verification_count
  FOR EACH ROW EXECUTE FUNCTION verification_counts_up();
