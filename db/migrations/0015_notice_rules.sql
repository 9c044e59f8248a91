-- What becomes of an issued certificate is told, whoever changes it: never silently.
CREATE FUNCTION certificate_turn_is_told() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO case_notice (application_id, occasion, turn, revision, certificate_number, at)
  SELECT id, 'certificate/' || NEW.number || '/' || NEW.status, NEW.status, revision, NEW.number, now()
  FROM application WHERE id = NEW.application_id;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER certificate_turn AFTER UPDATE OF status ON certificate
  FOR EACH ROW WHEN (OLD.status IS DISTINCT FROM NEW.status)
  EXECUTE FUNCTION certificate_turn_is_told();
