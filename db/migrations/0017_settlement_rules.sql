CREATE TRIGGER settlement_file_immutable BEFORE UPDATE OR DELETE OR TRUNCATE ON settlement_file
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER settlement_line_immutable BEFORE UPDATE OR DELETE OR TRUNCATE ON settlement_line
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
-- A difference is settled once: by people, an approved proposal stands behind it. What it is about
-- never changes, but for the gateway's line of a disputed order, which comes after the dispute.
CREATE FUNCTION difference_is_settled_once() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' OR OLD.status = 'settled'
    OR ROW(NEW.id, NEW.code, NEW.kind, NEW.office_id, NEW.merchant_id, NEW.order_id, NEW.reference,
        NEW.iec, NEW.booked_paise, NEW.found_at)
      IS DISTINCT FROM ROW(OLD.id, OLD.code, OLD.kind, OLD.office_id, OLD.merchant_id, OLD.order_id,
        OLD.reference, OLD.iec, OLD.booked_paise, OLD.found_at)
    OR OLD.file_id IS NOT NULL AND
      ROW(NEW.file_id, NEW.line_number, NEW.theirs_paise, NEW.charges_paise)
      IS DISTINCT FROM ROW(OLD.file_id, OLD.line_number, OLD.theirs_paise, OLD.charges_paise) THEN
    RAISE EXCEPTION 'the difference % is settled once and stays what it is', OLD.id USING ERRCODE = 'restrict_violation';
  END IF;
  IF NEW.status = 'settled' AND NEW.settlement NOT IN ('came-later', 'booked-later') AND NOT EXISTS (
      SELECT FROM difference_proposal WHERE difference_id = NEW.id AND approved AND outcome = NEW.settlement) THEN
    RAISE EXCEPTION 'nobody approved how the difference % is settled', OLD.id USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER settlement_difference_settled_once BEFORE UPDATE OR DELETE ON settlement_difference
  FOR EACH ROW EXECUTE FUNCTION difference_is_settled_once();
--> statement-breakpoint
CREATE FUNCTION difference_proposal_is_decided_once() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' OR OLD.decided_at IS NOT NULL
    OR ROW(NEW.id, NEW.difference_id, NEW.outcome, NEW.iec, NEW.reason, NEW.proposed_by, NEW.proposed_at)
      IS DISTINCT FROM ROW(OLD.id, OLD.difference_id, OLD.outcome, OLD.iec, OLD.reason,
        OLD.proposed_by, OLD.proposed_at) THEN
    RAISE EXCEPTION 'the proposal % is decided once and stays as it is', OLD.id USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER difference_proposal_decided_once BEFORE UPDATE OR DELETE ON difference_proposal
  FOR EACH ROW EXECUTE FUNCTION difference_proposal_is_decided_once();
--> statement-breakpoint
-- Orders that were disputed before differences had a list. What the gateway took was not kept then.
INSERT INTO settlement_difference
  (id, code, kind, office_id, merchant_id, order_id, reference, iec, booked_paise, found_at)
SELECT gen_random_uuid(), 'disputed', 'payment', o.office_id, m.merchant_id, o.id, o.gateway_reference,
  coalesce(o.iec, a.iec), 0, coalesce(o.settled_at, o.created_at)
FROM payment_order o
JOIN office_merchant m ON m.office_id = o.office_id AND m.version = o.merchant_version
LEFT JOIN application a ON a.id = o.application_id
WHERE o.status = 'disputed' AND o.gateway_reference IS NOT NULL;
