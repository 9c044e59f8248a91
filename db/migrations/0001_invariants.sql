CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% rows are never changed or deleted', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;
--> statement-breakpoint
CREATE TRIGGER ledger_entry_immutable BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger_entry
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER ledger_transaction_immutable BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger_transaction
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER case_event_immutable BEFORE UPDATE OR DELETE OR TRUNCATE ON case_event
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
-- All entries of a transaction are inserted in one statement: it is balanced at its end, or refused.
CREATE FUNCTION ledger_transactions_balance() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM ledger_entry WHERE transaction_id IN (SELECT transaction_id FROM fresh)
      GROUP BY transaction_id HAVING sum(amount_paise) <> 0) THEN
    RAISE EXCEPTION 'a ledger transaction does not balance' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER ledger_entries_balance AFTER INSERT ON ledger_entry REFERENCING NEW TABLE AS fresh
  FOR EACH STATEMENT EXECUTE FUNCTION ledger_transactions_balance();
--> statement-breakpoint
-- Books postings in their order, each key once; gives how many are new. [{ id, key, kind,
-- application_id, entries: [{ account, amount }] }]; accounts are locked in the order of their ids.
CREATE FUNCTION book(postings jsonb) RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
  posting record;
  booked integer := 0;
BEGIN
  FOR posting IN SELECT * FROM jsonb_to_recordset(postings)
      AS (id uuid, key text, kind text, application_id uuid, entries jsonb) LOOP
    INSERT INTO ledger_transaction (id, key, kind, application_id)
      VALUES (posting.id, posting.key, posting.kind, posting.application_id) ON CONFLICT (key) DO NOTHING;
    CONTINUE WHEN NOT FOUND;
    booked := booked + 1;
    INSERT INTO ledger_account (id) SELECT account FROM jsonb_to_recordset(posting.entries) AS (account text)
      WHERE NOT EXISTS (SELECT FROM ledger_account WHERE id = account) ON CONFLICT DO NOTHING;
    PERFORM FROM ledger_account
      WHERE id IN (SELECT account FROM jsonb_to_recordset(posting.entries) AS (account text))
      ORDER BY id FOR UPDATE;
    WITH moved AS (
      UPDATE ledger_account SET balance_paise = balance_paise + amount, version = version + 1
      FROM jsonb_to_recordset(posting.entries) AS (account text, amount bigint)
      WHERE id = account RETURNING id, version, amount, balance_paise
    )
    INSERT INTO ledger_entry
        (account_id, account_version, transaction_id, amount_paise, previous_balance_paise, balance_paise)
      SELECT id, version, posting.id, amount, balance_paise - amount, balance_paise FROM moved;
  END LOOP;
  RETURN booked;
END $$;
--> statement-breakpoint
CREATE FUNCTION certificate_keeps_what_was_signed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' OR ROW(NEW.number, NEW.application_id, NEW.office_id, NEW.content, NEW.content_sha256,
      NEW.pdf_key, NEW.qr_text, NEW.officer_certificate_sha256, NEW.issued_at, NEW.issued_on, NEW.valid_until)
    IS DISTINCT FROM ROW(OLD.number, OLD.application_id, OLD.office_id, OLD.content, OLD.content_sha256,
      OLD.pdf_key, OLD.qr_text, OLD.officer_certificate_sha256, OLD.issued_at, OLD.issued_on, OLD.valid_until) THEN
    RAISE EXCEPTION 'certificate % is signed: only its status may change', OLD.number USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER certificate_immutable BEFORE UPDATE OR DELETE ON certificate
  FOR EACH ROW EXECUTE FUNCTION certificate_keeps_what_was_signed();
--> statement-breakpoint
CREATE FUNCTION issued_number_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.issued_at IS NOT NULL OR TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'certificate number % is taken for good', OLD.number USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER certificate_number_immutable BEFORE UPDATE OR DELETE ON certificate_number
  FOR EACH ROW EXECUTE FUNCTION issued_number_stays();
--> statement-breakpoint
-- Makes the number that a case has reserved final; fails when it is not that case's to issue.
CREATE FUNCTION issue_number(wanted text, holder uuid, at timestamptz) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
  UPDATE certificate_number SET issued_at = at
    WHERE number = wanted AND application_id = holder AND issued_at IS NULL;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'the number % is not the number of the case %', wanted, holder USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN wanted;
END $$;
