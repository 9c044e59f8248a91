-- The fees of today. The first ones are nobody's proposal, so they come before the triggers.
INSERT INTO fee_entry (id, kind, exporter_class, purpose, valid_from, paise, source, sure) VALUES
  ('0190fee0-0000-7000-8000-000000000001', 'non-preferential', 'any', 'original', '2021-01-01', 20000,
   'Public Notice 43/2024-25: 200 rupees per certificate, attestation of further documents included; the same since 2021', 'found'),
  ('0190fee0-0000-7000-8000-000000000002', 'preferential', 'any', 'original', '2011-04-01', 35000,
   'Public Notice 40 of 2011: 350 rupees; a later change was not found', 'known'),
  ('0190fee0-0000-7000-8000-000000000003', 'non-preferential', 'any', 'in-lieu', '2021-01-01', 20000,
   'No notice names a fee for a certificate in lieu: that of the original stands in', 'inferred'),
  ('0190fee0-0000-7000-8000-000000000004', 'preferential', 'any', 'in-lieu', '2011-04-01', 35000,
   'No notice names a fee for a certificate in lieu: that of the original stands in', 'inferred');
--> statement-breakpoint
-- Cases charged before there was a table were charged one of these two amounts.
UPDATE application SET fee_entry_id = e.id FROM fee_entry e WHERE e.purpose = 'original' AND e.paise = fee_paise;
--> statement-breakpoint
CREATE TRIGGER fee_entry_immutable BEFORE UPDATE OR DELETE OR TRUNCATE ON fee_entry
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE FUNCTION fee_entry_was_agreed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.valid_from <= (clock_timestamp() AT TIME ZONE 'Asia/Kolkata')::date THEN
    RAISE EXCEPTION 'a fee is changed from a future day on, not from %', NEW.valid_from USING ERRCODE = 'restrict_violation';
  END IF;
  IF NOT EXISTS (SELECT FROM fee_proposal WHERE id = NEW.id AND approved) THEN
    RAISE EXCEPTION 'the fee % is no approved proposal', NEW.id USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER fee_entry_agreed BEFORE INSERT ON fee_entry FOR EACH ROW EXECUTE FUNCTION fee_entry_was_agreed();
--> statement-breakpoint
CREATE FUNCTION fee_proposal_is_decided_once() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' OR OLD.decided_at IS NOT NULL OR ROW(NEW.id, NEW.terms, NEW.proposed_by, NEW.proposed_at)
    IS DISTINCT FROM ROW(OLD.id, OLD.terms, OLD.proposed_by, OLD.proposed_at) THEN
    RAISE EXCEPTION 'the fee proposal % is decided once and stays as it is', OLD.id USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER fee_proposal_decided_once BEFORE UPDATE OR DELETE ON fee_proposal
  FOR EACH ROW EXECUTE FUNCTION fee_proposal_is_decided_once();
