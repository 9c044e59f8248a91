-- As before; what came over and was replaced here is part of what was signed.
CREATE OR REPLACE FUNCTION certificate_keeps_what_was_signed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' OR ROW(NEW.number, NEW.application_id, NEW.office_id, NEW.content, NEW.content_sha256,
      NEW.pdf_key, NEW.physical_key, NEW.qr_text, NEW.officer_certificate_sha256, NEW.issued_at, NEW.issued_on,
      NEW.valid_until, NEW.replaces, NEW.replaces_legacy)
    IS DISTINCT FROM ROW(OLD.number, OLD.application_id, OLD.office_id, OLD.content, OLD.content_sha256,
      OLD.pdf_key, OLD.physical_key, OLD.qr_text, OLD.officer_certificate_sha256, OLD.issued_at, OLD.issued_on,
      OLD.valid_until, OLD.replaces, OLD.replaces_legacy) THEN
    RAISE EXCEPTION 'certificate % is signed: only its status may change', OLD.number USING ERRCODE = 'restrict_violation';
  END IF;
  IF (OLD.status = 'cancelled' AND NEW IS DISTINCT FROM OLD)
    OR (OLD.status <> 'in-force' AND NEW.status = 'in-force') THEN
    RAISE EXCEPTION 'certificate % is % for good', OLD.number, OLD.status USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
-- What came over and was accepted never changes, but for giving way to a certificate that says itself
-- that it replaces it. Asked once the statement that issues that one has done all its parts.
CREATE FUNCTION legacy_certificate_keeps_what_came() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM migration_batch WHERE number = OLD.batch AND accepted_at IS NOT NULL) THEN
    RETURN NULL;
  END IF;
  IF OLD.status <> 'in-force' OR NEW.status <> 'superseded'
    OR to_jsonb(NEW) - 'status' - 'successor' IS DISTINCT FROM to_jsonb(OLD) - 'status' - 'successor'
    OR NOT EXISTS (SELECT FROM certificate WHERE number = NEW.successor AND replaces_legacy = NEW.number) THEN
    RAISE EXCEPTION 'certificate % stays as it came over', OLD.number USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER legacy_certificate_immutable AFTER UPDATE ON legacy_certificate
  FOR EACH ROW EXECUTE FUNCTION legacy_certificate_keeps_what_came();
--> statement-breakpoint
CREATE TRIGGER legacy_document_stays AFTER DELETE ON legacy_document
  REFERENCING OLD TABLE AS removed FOR EACH STATEMENT EXECUTE FUNCTION refuse_removal_of_accepted();
