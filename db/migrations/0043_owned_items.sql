-- Items are staged with the line of their certificate, as far as it is known when they are read: what
-- is not plain is `odd`, and looked at by the check. `number` is kept where the certificate is not known.
-- `again`: the certificate's number may stand in a row before it. What was staged before this is staged
-- again.
TRUNCATE staged_office, staged_exporter, staged_certificate, staged_item, staged_wallet, staged_transaction,
  staged_refusal, staged_file;
--> statement-breakpoint
DROP TABLE staged_item_owner;
--> statement-breakpoint
ALTER TABLE staged_certificate ADD COLUMN "again" boolean NOT NULL;
--> statement-breakpoint
CREATE INDEX staged_certificate_again ON staged_certificate ("line") WHERE "again";
--> statement-breakpoint
ALTER TABLE staged_item ADD COLUMN "owner" integer, ADD COLUMN "odd" boolean NOT NULL,
  ALTER COLUMN "number" DROP NOT NULL;
--> statement-breakpoint
CREATE INDEX staged_item_odd ON staged_item ("line") WHERE "odd";
--> statement-breakpoint
-- Lines of certificates that no item was found for while both files were read.
CREATE UNLOGGED TABLE staged_itemless ("line" integer PRIMARY KEY);
--> statement-breakpoint
-- Of certificates with one number: the row that is taken, where it is not the first, which owns the items.
CREATE UNLOGGED TABLE staged_heir ("head" integer PRIMARY KEY, "line" integer NOT NULL);
--> statement-breakpoint
-- Of certificates that are replaced within the batch: by which.
CREATE UNLOGGED TABLE staged_successor ("number" text PRIMARY KEY, "successor" text NOT NULL);
--> statement-breakpoint
-- As before; the lines without items go with the items.
CREATE OR REPLACE FUNCTION clear_staged(of_batch integer, of_file text) RETURNS void LANGUAGE plpgsql
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
  IF of_file = 'items.psv' THEN TRUNCATE staged_itemless; END IF;
END $$;
--> statement-breakpoint
CREATE OR REPLACE FUNCTION clear_decisions() RETURNS void LANGUAGE plpgsql
  SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  TRUNCATE staged_refusal, staged_heir, staged_successor;
END $$;
--> statement-breakpoint
-- Lets the planner know what is staged, of the large tables from a small part of it and the columns that
-- statements ask for.
CREATE OR REPLACE FUNCTION analyze_staged() RETURNS void LANGUAGE plpgsql
  SECURITY DEFINER SET search_path = public, pg_temp SET default_statistics_target = 10 AS $$
BEGIN
  ANALYZE staged_office, staged_exporter, staged_wallet, staged_transaction, staged_itemless,
    staged_certificate ("line", "fault", "number", "iec", "agency", "office", "replaces", "again"),
    staged_item ("line", "fault", "owner", "odd");
END $$;
--> statement-breakpoint
-- The same for what a batch has brought, before statements ask how it hangs together.
CREATE FUNCTION analyze_loaded() RETURNS void LANGUAGE plpgsql
  SECURITY DEFINER SET search_path = public, pg_temp SET default_statistics_target = 10 AS $$
BEGIN
  ANALYZE legacy_certificate ("id", "batch", "number", "iec", "replaces", "status"),
    legacy_item ("certificate_id", "serial");
END $$;
