-- Every booking rewrites its accounts' rows: room for that on their own pages.
ALTER TABLE ledger_account SET (fillfactor = 50);
--> statement-breakpoint
-- As before; an entry is one of those that its transaction announced, by its number, which no other
-- has: nothing is counted, and the account and the transaction are looked up once, here.
CREATE OR REPLACE FUNCTION ledger_entry_moves_balance() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE ledger_account SET balance_paise = balance_paise + NEW.amount_paise, version = version + 1
    WHERE id = NEW.account_id AND NEW.entry_number BETWEEN 1 AND
      (SELECT entry_count FROM ledger_transaction WHERE id = NEW.transaction_id)
    RETURNING version, balance_paise - NEW.amount_paise, balance_paise
    INTO NEW.account_version, NEW.previous_balance_paise, NEW.balance_paise;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'the entry % of the ledger transaction % on the account % has no place',
        NEW.entry_number, NEW.transaction_id, NEW.account_id
      USING ERRCODE = 'foreign_key_violation', CONSTRAINT = 'ledger_entry_has_place';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
-- As before; entries are numbered in their order.
CREATE OR REPLACE FUNCTION book(postings jsonb) RETURNS integer LANGUAGE plpgsql
  SECURITY DEFINER SET search_path = public, pg_temp SET plan_cache_mode = force_generic_plan AS $$
DECLARE
  accounts text[];
  on_record bigint;
  posting record;
  booked integer := 0;
BEGIN
  SELECT array_agg(DISTINCT account ORDER BY account) INTO accounts FROM jsonb_array_elements_text(
    jsonb_path_query_array(postings, '$[*].entries[*].account')) AS named (account);
  SELECT count(*) INTO on_record FROM ledger_account WHERE id = ANY (accounts);
  IF cardinality(accounts) > on_record THEN
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
    INSERT INTO ledger_entry (account_id, transaction_id, entry_number, amount_paise)
      SELECT account, posting.id, entry_number, amount
      FROM ROWS FROM (jsonb_to_recordset(posting.entries) AS (account text, amount bigint))
        WITH ORDINALITY AS entry (account, amount, entry_number);
  END LOOP;
  RETURN booked;
END $$;
