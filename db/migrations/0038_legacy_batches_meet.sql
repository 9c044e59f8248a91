-- As before, and it gives way to one of a later batch too, which says itself that it replaces it.
CREATE OR REPLACE FUNCTION legacy_certificate_keeps_what_came() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM migration_batch WHERE number = OLD.batch AND accepted_at IS NOT NULL) THEN
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
-- Items of a batch that was accepted stay as the rest of it does.
CREATE FUNCTION refuse_removal_of_accepted_items() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM migration_batch WHERE accepted_at IS NOT NULL
      AND number IN (SELECT DISTINCT certificate_id >> 32 FROM removed)) THEN
    RAISE EXCEPTION 'rows of an accepted batch stay' USING ERRCODE = 'check_violation',
      CONSTRAINT = 'legacy_record_stays';
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER legacy_item_stays AFTER DELETE ON legacy_item
  REFERENCING OLD TABLE AS removed FOR EACH STATEMENT EXECUTE FUNCTION refuse_removal_of_accepted_items();
