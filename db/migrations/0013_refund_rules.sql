-- Asking for refunds locks what a refund takes from: the order. Together the parts of an order that
-- are not refused never exceed what it brought, and it is an order of the same exporter and office.
CREATE FUNCTION refund_part_within_order() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  brought bigint;
BEGIN
  SELECT placed.amount_paise INTO brought FROM payment_order placed
    JOIN refund asked ON asked.id = NEW.refund_id AND asked.office_id = placed.office_id
    LEFT JOIN application ON application.id = placed.application_id
    WHERE placed.id = NEW.order_id AND placed.status = 'paid'
      AND coalesce(placed.iec, application.iec) = asked.iec
    FOR NO KEY UPDATE OF placed;
  IF NEW.status <> 'asked' OR brought IS NULL OR NEW.amount_paise > brought - (
      SELECT coalesce(sum(amount_paise), 0) FROM refund_part
      WHERE order_id = NEW.order_id AND status <> 'refused') THEN
    RAISE EXCEPTION 'the refund % asks more of the order % than it brought', NEW.refund_id, NEW.order_id
      USING ERRCODE = 'check_violation', CONSTRAINT = 'refund_part_within_order';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER refund_part_within_order BEFORE INSERT ON refund_part
  FOR EACH ROW EXECUTE FUNCTION refund_part_within_order();
--> statement-breakpoint
-- A part is done or refused once; what was asked never changes.
CREATE FUNCTION refund_part_is_settled_once() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' OR OLD.status <> 'asked'
    OR ROW(NEW.refund_id, NEW.part, NEW.reference, NEW.order_id, NEW.amount_paise)
      IS DISTINCT FROM ROW(OLD.refund_id, OLD.part, OLD.reference, OLD.order_id, OLD.amount_paise) THEN
    RAISE EXCEPTION 'the part % of a refund stays as it is', OLD.reference USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER refund_part_settled_once BEFORE UPDATE OR DELETE ON refund_part
  FOR EACH ROW EXECUTE FUNCTION refund_part_is_settled_once();
--> statement-breakpoint
CREATE FUNCTION refund_is_settled_once() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' OR OLD.settled_at IS NOT NULL
    OR ROW(NEW.id, NEW.iec, NEW.office_id, NEW.amount_paise, NEW.reason, NEW.asked_by, NEW.asked_at)
      IS DISTINCT FROM
      ROW(OLD.id, OLD.iec, OLD.office_id, OLD.amount_paise, OLD.reason, OLD.asked_by, OLD.asked_at) THEN
    RAISE EXCEPTION 'the refund % stays as it is', OLD.id USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER refund_settled_once BEFORE UPDATE OR DELETE ON refund
  FOR EACH ROW EXECUTE FUNCTION refund_is_settled_once();
--> statement-breakpoint
-- At the commit the parts of a refund add up to it.
CREATE FUNCTION refund_adds_up() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF NEW.amount_paise IS DISTINCT FROM
      (SELECT sum(amount_paise) FROM refund_part WHERE refund_id = NEW.id) THEN
    RAISE EXCEPTION 'the parts of the refund % do not add up to it', NEW.id
      USING ERRCODE = 'check_violation', CONSTRAINT = 'refund_adds_up';
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE CONSTRAINT TRIGGER refund_adds_up AFTER INSERT ON refund
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION refund_adds_up();
--> statement-breakpoint
-- At the commit the ledger says of a part what the part says of itself.
CREATE FUNCTION refund_part_is_booked() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
  hold text := NEW.reference || '/hold-refund';
BEGIN
  IF NOT EXISTS (SELECT FROM ledger_transaction held JOIN ledger_entry ON transaction_id = held.id
      WHERE held.key = hold AND account_id LIKE 'refunds-pending/%' AND amount_paise = NEW.amount_paise)
    OR (SELECT kind FROM ledger_transaction WHERE resolves = hold) IS DISTINCT FROM
      (CASE NEW.status WHEN 'done' THEN 'pay-refund' WHEN 'refused' THEN 'return-refund' END) THEN
    RAISE EXCEPTION 'the part % of a refund is not booked as it says', NEW.reference
      USING ERRCODE = 'check_violation', CONSTRAINT = 'refund_part_is_booked';
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE CONSTRAINT TRIGGER refund_part_is_booked AFTER INSERT OR UPDATE ON refund_part
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION refund_part_is_booked();
--> statement-breakpoint
-- As before; what is held for a refund leaves its account like held fees: whole, and once.
CREATE OR REPLACE FUNCTION ledger_transaction_adds_up() RETURNS trigger LANGUAGE plpgsql
  SET search_path = public, pg_temp AS $$
DECLARE
  holding CONSTANT text[] := '{fees-held/%,refunds-pending/%}';
  own record;
BEGIN
  SELECT count(*) AS entries, sum(amount_paise) AS sum,
      coalesce(bool_or(amount_paise < 0 AND account_id LIKE ANY (holding)), false) AS frees
    INTO own FROM ledger_entry WHERE transaction_id = NEW.id;
  IF own.entries < 2 OR own.entries <> NEW.entry_count OR own.sum <> 0 THEN
    RAISE EXCEPTION 'the ledger transaction % does not balance', NEW.key
      USING ERRCODE = 'check_violation', CONSTRAINT = 'ledger_transaction_balances';
  END IF;
  IF own.frees <> (NEW.resolves IS NOT NULL) OR own.frees AND EXISTS (
      SELECT FROM ledger_entry
      WHERE account_id LIKE ANY (holding)
        AND transaction_id IN (NEW.id, (SELECT id FROM ledger_transaction WHERE key = NEW.resolves))
      GROUP BY account_id HAVING sum(amount_paise) <> 0) THEN
    RAISE EXCEPTION 'the ledger transaction % does not free what its hold holds', NEW.key
      USING ERRCODE = 'check_violation', CONSTRAINT = 'hold_resolved_whole';
  END IF;
  RETURN NULL;
END $$;
