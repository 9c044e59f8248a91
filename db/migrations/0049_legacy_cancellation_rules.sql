-- What came over and was accepted never changes, but for giving way to a certificate that says itself that it
-- replaces it, and for being cancelled by a row that says when and why. Asked once all parts of a statement are done.
CREATE OR REPLACE FUNCTION legacy_certificate_keeps_what_came() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM migration_batch WHERE number = OLD.batch AND accepted_at IS NOT NULL) THEN
    RETURN NULL;
  END IF;
  IF OLD.status <> 'cancelled' AND NEW.status = 'cancelled'
    AND to_jsonb(NEW) - 'status' IS NOT DISTINCT FROM to_jsonb(OLD) - 'status'
    AND EXISTS (SELECT FROM legacy_cancellation WHERE number = NEW.number) THEN
    RETURN NULL;
  END IF;
  IF OLD.status <> 'in-force' OR NEW.status <> 'superseded'
    OR to_jsonb(NEW) - 'status' - 'successor' IS DISTINCT FROM to_jsonb(OLD) - 'status' - 'successor'
    OR (NOT EXISTS (SELECT FROM certificate WHERE number = NEW.successor AND replaces_legacy = NEW.number)
      AND NOT EXISTS (SELECT FROM legacy_certificate
        WHERE number = NEW.successor AND replaces = NEW.number AND batch > NEW.batch)) THEN
    RAISE EXCEPTION 'certificate % stays as it came over', OLD.number USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
-- The row and the status say the same: asked at the end of the transaction that writes both.
CREATE FUNCTION legacy_cancellation_is_so() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM legacy_certificate c JOIN migration_batch b ON b.number = c.batch
      WHERE c.number = NEW.number AND c.status = 'cancelled' AND b.accepted_at IS NOT NULL) THEN
    RAISE EXCEPTION 'certificate % is not cancelled', NEW.number USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE CONSTRAINT TRIGGER legacy_cancellation_is_so AFTER INSERT ON legacy_cancellation
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION legacy_cancellation_is_so();
--> statement-breakpoint
-- Never silently: whoever cancels it.
CREATE FUNCTION legacy_certificate_turn_is_told() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO case_notice (occasion, turn, certificate_number, at)
  VALUES ('certificate/' || NEW.number || '/' || NEW.status, NEW.status, NEW.number, now());
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER legacy_certificate_turn AFTER UPDATE OF status ON legacy_certificate
  FOR EACH ROW WHEN (NEW.status = 'cancelled' AND OLD.status <> 'cancelled')
  EXECUTE FUNCTION legacy_certificate_turn_is_told();
