ALTER TABLE "ledger_entry" DROP CONSTRAINT "ledger_entry_account_id_ledger_account_id_fk";
--> statement-breakpoint
ALTER TABLE "ledger_entry" DROP CONSTRAINT "ledger_entry_transaction_id_ledger_transaction_id_fk";
--> statement-breakpoint
DROP INDEX "ledger_entry_transaction";--> statement-breakpoint
ALTER TABLE "ledger_entry" ADD COLUMN "entry_number" integer;--> statement-breakpoint
ALTER TABLE "ledger_entry" DISABLE TRIGGER "ledger_entry_immutable";--> statement-breakpoint
UPDATE "ledger_entry" SET "entry_number" = "numbered"."number" FROM (
  SELECT "account_id", "account_version",
    row_number() OVER (PARTITION BY "transaction_id" ORDER BY "account_id", "account_version") AS "number"
  FROM "ledger_entry") "numbered"
WHERE "ledger_entry"."account_id" = "numbered"."account_id"
  AND "ledger_entry"."account_version" = "numbered"."account_version";--> statement-breakpoint
ALTER TABLE "ledger_entry" ENABLE TRIGGER "ledger_entry_immutable";--> statement-breakpoint
ALTER TABLE "ledger_entry" ALTER COLUMN "entry_number" SET NOT NULL;--> statement-breakpoint
CREATE UNIQUE INDEX "ledger_entry_transaction" ON "ledger_entry" USING btree ("transaction_id","entry_number");
