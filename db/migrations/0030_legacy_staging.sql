-- Where rows of an export wait between being read and being loaded. Without a journal: whoever crashed
-- reads the files again. Of one batch at a time. `fault` is the place of a reason in the list of
-- domain/migration/reject-reason.ts, the first that the row by itself is refused for; the columns of a
-- row with a fault may be empty. `offset` and `length` say where the row stands in its file, in bytes.
CREATE UNLOGGED TABLE staged_office (
  "line" integer PRIMARY KEY, "offset" bigint, "length" integer, "fault" smallint, "value" text,
  "repaired" boolean NOT NULL, "agency" text, "office" text, "name" text
);
--> statement-breakpoint
CREATE UNLOGGED TABLE staged_exporter (
  "line" integer PRIMARY KEY, "offset" bigint, "length" integer, "fault" smallint, "value" text,
  "repaired" boolean NOT NULL, "iec" text, "firm_name" text, "email" text, "mobile" text, "gstin" text,
  "state" text, "created_on" date
);
--> statement-breakpoint
CREATE UNLOGGED TABLE staged_certificate (
  "line" integer PRIMARY KEY, "offset" bigint, "length" integer, "fault" smallint, "value" text,
  "repaired" boolean NOT NULL, "cancelled" boolean, "applied_on" date, "issued_on" date,
  "invoice_date" date, "fob_minor_units" bigint, "number" text NOT NULL, "application_number" text,
  "agency" text, "office" text, "scheme" text, "iec" text, "consignee" text, "destination" text,
  "invoice_number" text, "fob_currency" text, "officer" text, "replaces" text
);
--> statement-breakpoint
CREATE UNLOGGED TABLE staged_item (
  "line" integer PRIMARY KEY, "offset" bigint, "length" integer, "fault" smallint, "value" text,
  "repaired" boolean NOT NULL, "serial" integer, "number" text NOT NULL, "hs" text, "description" text,
  "quantity" text, "unit" text, "weight_kg" text, "criterion" text
);
--> statement-breakpoint
CREATE UNLOGGED TABLE staged_wallet (
  "line" integer PRIMARY KEY, "offset" bigint, "length" integer, "fault" smallint, "value" text,
  "repaired" boolean NOT NULL, "id" text NOT NULL, "iec" text, "agency" text, "office" text,
  "balance_paise" bigint, "as_on" date
);
--> statement-breakpoint
CREATE UNLOGGED TABLE staged_transaction (
  "line" integer PRIMARY KEY, "offset" bigint, "length" integer, "fault" smallint, "value" text,
  "repaired" boolean NOT NULL, "id" text NOT NULL, "wallet_id" text, "made_on" date,
  "amount_paise" bigint, "reference" text
);
--> statement-breakpoint
-- The certificate that an item belongs to, by the id that it has or will have; an item without an entry
-- has none.
CREATE UNLOGGED TABLE staged_item_owner (
  "line" integer PRIMARY KEY, "serial" integer, "certificate_id" bigint NOT NULL
);
--> statement-breakpoint
-- What the check decided not to take: `skipped` is equal to what is taken; `reason` is null for what
-- goes with the refused record that it belongs to.
CREATE UNLOGGED TABLE staged_refusal (
  "file" text, "line" integer, "skipped" boolean NOT NULL, "key" text NOT NULL, "reason" text,
  "value" text, PRIMARY KEY ("file", "line")
);
--> statement-breakpoint
-- Whose rows are staged, and how many of each file: empty after a crash, like the rows.
CREATE UNLOGGED TABLE staged_file (
  "batch" integer NOT NULL, "file" text PRIMARY KEY, "rows" integer NOT NULL, "checked" boolean NOT NULL
);
--> statement-breakpoint
-- The table in which a file is staged.
CREATE FUNCTION staged_table(of_file text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE of_file WHEN 'offices.psv' THEN 'staged_office' WHEN 'exporters.psv' THEN 'staged_exporter'
    WHEN 'certificates.psv' THEN 'staged_certificate' WHEN 'items.psv' THEN 'staged_item'
    WHEN 'wallets.psv' THEN 'staged_wallet' WHEN 'wallet_txns.psv' THEN 'staged_transaction' END
$$;
--> statement-breakpoint
-- Empties a file's staging table for a batch, and what was decided on its rows. A batch that is not at
-- work has none.
CREATE FUNCTION clear_staged(of_batch integer, of_file text) RETURNS void LANGUAGE plpgsql
  SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM FROM migration_batch WHERE number = of_batch
    AND phase IN ('opened', 'staging', 'checking', 'checked', 'loading', 'reconciling', 'undoing') FOR SHARE;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'batch % is not at work', of_batch USING ERRCODE = 'object_not_in_prerequisite_state';
  END IF;
  EXECUTE 'TRUNCATE ' || staged_table(of_file);
  DELETE FROM staged_file WHERE file = of_file OR batch <> of_batch;
  DELETE FROM staged_refusal WHERE file = of_file;
  IF of_file IN ('certificates.psv', 'items.psv') THEN TRUNCATE staged_item_owner; END IF;
END $$;
--> statement-breakpoint
-- Forgets what was decided on the staged rows.
CREATE FUNCTION clear_decisions() RETURNS void LANGUAGE plpgsql
  SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  TRUNCATE staged_refusal, staged_item_owner;
END $$;
--> statement-breakpoint
-- Lets the planner know what is staged.
CREATE FUNCTION analyze_staged() RETURNS void LANGUAGE plpgsql
  SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  ANALYZE staged_office, staged_exporter, staged_certificate, staged_item, staged_wallet, staged_transaction;
END $$;
--> statement-breakpoint
-- What people relied on is not taken back: rows of a batch that was accepted are never deleted.
CREATE FUNCTION refuse_removal_of_accepted() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM migration_batch WHERE accepted_at IS NOT NULL
      AND number IN (SELECT DISTINCT batch FROM removed)) THEN
    RAISE EXCEPTION 'rows of an accepted batch stay' USING ERRCODE = 'check_violation',
      CONSTRAINT = 'legacy_record_stays';
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER legacy_certificate_stays AFTER DELETE ON legacy_certificate
  REFERENCING OLD TABLE AS removed FOR EACH STATEMENT EXECUTE FUNCTION refuse_removal_of_accepted();
--> statement-breakpoint
CREATE TRIGGER legacy_exporter_stays AFTER DELETE ON legacy_exporter
  REFERENCING OLD TABLE AS removed FOR EACH STATEMENT EXECUTE FUNCTION refuse_removal_of_accepted();
--> statement-breakpoint
CREATE TRIGGER legacy_office_stays AFTER DELETE ON legacy_office
  REFERENCING OLD TABLE AS removed FOR EACH STATEMENT EXECUTE FUNCTION refuse_removal_of_accepted();
--> statement-breakpoint
CREATE TRIGGER legacy_wallet_stays AFTER DELETE ON legacy_wallet
  REFERENCING OLD TABLE AS removed FOR EACH STATEMENT EXECUTE FUNCTION refuse_removal_of_accepted();
--> statement-breakpoint
CREATE TRIGGER legacy_wallet_transaction_stays AFTER DELETE ON legacy_wallet_transaction
  REFERENCING OLD TABLE AS removed FOR EACH STATEMENT EXECUTE FUNCTION refuse_removal_of_accepted();
