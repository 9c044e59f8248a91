-- Fees taken before holds were told from their ends: each was the end of its case's hold.
ALTER TABLE ledger_transaction DISABLE TRIGGER ledger_transaction_immutable;
--> statement-breakpoint
UPDATE ledger_transaction SET resolves = application_id || '/hold-fee' WHERE kind = 'take-fee';
--> statement-breakpoint
ALTER TABLE ledger_transaction ENABLE TRIGGER ledger_transaction_immutable;
--> statement-breakpoint
DROP TRIGGER ledger_entries_balance ON ledger_entry;
--> statement-breakpoint
DROP FUNCTION ledger_transactions_balance;
--> statement-breakpoint
-- At the commit a transaction has all its entries and they add up to zero. What is held leaves the
-- held fees only whole, and only by a transaction that resolves its hold. It looks into no tables but
-- ours: at the commit the caller's search path holds, with tables of his own perhaps.
CREATE FUNCTION ledger_transaction_adds_up() RETURNS trigger LANGUAGE plpgsql
  SET search_path = public, pg_temp AS $$
DECLARE
  own record;
BEGIN
  SELECT count(*) AS entries, sum(amount_paise) AS sum,
      coalesce(bool_or(amount_paise < 0 AND account_id LIKE 'fees-held/%'), false) AS frees
    INTO own FROM ledger_entry WHERE transaction_id = NEW.id;
  IF own.entries < 2 OR own.entries <> NEW.entry_count OR own.sum <> 0 THEN
    RAISE EXCEPTION 'the ledger transaction % does not balance', NEW.key
      USING ERRCODE = 'check_violation', CONSTRAINT = 'ledger_transaction_balances';
  END IF;
  IF own.frees <> (NEW.resolves IS NOT NULL) OR own.frees AND EXISTS (
      SELECT FROM ledger_entry
      WHERE account_id LIKE 'fees-held/%'
        AND transaction_id IN (NEW.id, (SELECT id FROM ledger_transaction WHERE key = NEW.resolves))
      GROUP BY account_id HAVING sum(amount_paise) <> 0) THEN
    RAISE EXCEPTION 'the ledger transaction % does not free what its hold holds', NEW.key
      USING ERRCODE = 'check_violation', CONSTRAINT = 'hold_resolved_whole';
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE CONSTRAINT TRIGGER ledger_transaction_adds_up AFTER INSERT ON ledger_transaction
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION ledger_transaction_adds_up();
--> statement-breakpoint
-- An entry belongs to a transaction that still lacks it. It moves the balance of its account, takes
-- the account's next version and writes down from where to where, whatever it was told.
CREATE FUNCTION ledger_entry_moves_balance() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (SELECT count(*) FROM ledger_entry WHERE transaction_id = NEW.transaction_id)
      >= (SELECT entry_count FROM ledger_transaction WHERE id = NEW.transaction_id) THEN
    RAISE EXCEPTION 'the ledger transaction % has all its entries', NEW.transaction_id
      USING ERRCODE = 'check_violation', CONSTRAINT = 'ledger_transaction_complete';
  END IF;
  UPDATE ledger_account SET balance_paise = balance_paise + NEW.amount_paise, version = version + 1
    WHERE id = NEW.account_id
    RETURNING version, balance_paise - NEW.amount_paise, balance_paise
    INTO NEW.account_version, NEW.previous_balance_paise, NEW.balance_paise;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER ledger_entry_moves_balance BEFORE INSERT ON ledger_entry
  FOR EACH ROW EXECUTE FUNCTION ledger_entry_moves_balance();
--> statement-breakpoint
CREATE FUNCTION refuse_balance() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the balance of the ledger account % moves by entries alone', NEW.id
    USING ERRCODE = 'restrict_violation';
END $$;
--> statement-breakpoint
-- Within a trigger it is an entry that asks.
CREATE TRIGGER ledger_account_moved_by_entries BEFORE UPDATE ON ledger_account FOR EACH ROW
  WHEN (pg_trigger_depth() = 0) EXECUTE FUNCTION refuse_balance();
--> statement-breakpoint
CREATE TRIGGER ledger_account_begins_empty BEFORE INSERT ON ledger_account FOR EACH ROW
  WHEN (NEW.balance_paise <> 0 OR NEW.version <> 0) EXECUTE FUNCTION refuse_balance();
--> statement-breakpoint
CREATE TRIGGER ledger_account_stays BEFORE DELETE OR TRUNCATE ON ledger_account
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
-- Books postings in their order, each key once; gives how many are new. [{ id, key, kind,
-- application_id, resolves, entries: [{ account, amount }] }]. All accounts of the call are made, then
-- locked, in the order of their ids, before anything else: of two calls one waits, never each for the
-- other. That holds for one call in a database transaction. It is the ledger's only door: it runs
-- with the rights of its owner, and the application's role has none to write there.
CREATE OR REPLACE FUNCTION book(postings jsonb) RETURNS integer LANGUAGE plpgsql
  SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  accounts text[];
  posting record;
  booked integer := 0;
BEGIN
  SELECT array_agg(DISTINCT account ORDER BY account) INTO accounts
    FROM jsonb_to_recordset(postings) AS asked (entries jsonb),
      jsonb_to_recordset(asked.entries) AS entry (account text);
  IF cardinality(accounts) > (SELECT count(*) FROM ledger_account WHERE id = ANY (accounts)) THEN
    INSERT INTO ledger_account (id) SELECT account FROM unnest(accounts) AS named (account)
      WHERE NOT EXISTS (SELECT FROM ledger_account WHERE id = account)
      ORDER BY account ON CONFLICT DO NOTHING;
  END IF;
  PERFORM FROM ledger_account WHERE id = ANY (accounts) ORDER BY id FOR NO KEY UPDATE;
  FOR posting IN SELECT * FROM jsonb_to_recordset(postings)
      AS (id uuid, key text, kind text, application_id uuid, resolves text, entries jsonb) LOOP
    INSERT INTO ledger_transaction (id, key, kind, application_id, resolves, entry_count, at)
      VALUES (posting.id, posting.key, posting.kind, posting.application_id, posting.resolves,
        jsonb_array_length(posting.entries), clock_timestamp())
      ON CONFLICT (key) DO NOTHING;
    IF NOT FOUND THEN
      PERFORM FROM ledger_transaction booked_before
        WHERE key = posting.key AND kind = posting.kind
          AND resolves IS NOT DISTINCT FROM posting.resolves
          AND entry_count = jsonb_array_length(posting.entries)
          AND NOT EXISTS (
            SELECT account, amount FROM jsonb_to_recordset(posting.entries) AS (account text, amount bigint)
            EXCEPT SELECT account_id, amount_paise FROM ledger_entry WHERE transaction_id = booked_before.id);
      IF NOT FOUND THEN
        RAISE EXCEPTION 'the key % is booked for another movement', posting.key
          USING ERRCODE = 'unique_violation', CONSTRAINT = 'ledger_key_means_one_movement';
      END IF;
      CONTINUE;
    END IF;
    booked := booked + 1;
    INSERT INTO ledger_entry (account_id, transaction_id, amount_paise)
      SELECT account, posting.id, amount
      FROM jsonb_to_recordset(posting.entries) AS (account text, amount bigint);
  END LOOP;
  RETURN booked;
END $$;
