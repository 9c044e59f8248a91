-- Cases that wait for their fee already are given the time that new ones get.
UPDATE application SET respond_by = now() + interval '15 days' WHERE stage = 'awaiting-payment';
--> statement-breakpoint
-- What was asked stays asked, and what was answered stays answered: both are part of the decision.
CREATE FUNCTION case_query_keeps_what_was_said() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' OR OLD.answered_at IS NOT NULL
    OR ROW(NEW.application_id, NEW.round, NEW.questions, NEW.raised_by, NEW.raised_at, NEW.before)
      IS DISTINCT FROM ROW(OLD.application_id, OLD.round, OLD.questions, OLD.raised_by, OLD.raised_at, OLD.before) THEN
    RAISE EXCEPTION 'query % of case % is kept as it is', OLD.round, OLD.application_id USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER case_query_immutable BEFORE UPDATE OR DELETE ON case_query
  FOR EACH ROW EXECUTE FUNCTION case_query_keeps_what_was_said();
