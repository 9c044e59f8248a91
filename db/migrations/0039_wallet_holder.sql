-- Exports made apart from each other count wallets and their movements from one again: a number is its
-- own within a batch, and across batches together with the wallet's exporter and office.
ALTER TABLE "legacy_wallet_transaction" DROP CONSTRAINT "legacy_wallet_transaction_wallet_id_legacy_wallet_id_fk";
--> statement-breakpoint
DROP INDEX "legacy_wallet_batch";--> statement-breakpoint
DROP INDEX "legacy_wallet_transaction_wallet";--> statement-breakpoint
ALTER TABLE "legacy_wallet" DROP CONSTRAINT "legacy_wallet_pkey";--> statement-breakpoint
ALTER TABLE "legacy_wallet_transaction" DROP CONSTRAINT "legacy_wallet_transaction_pkey";--> statement-breakpoint
ALTER TABLE "legacy_wallet" ADD CONSTRAINT "legacy_wallet_batch_id_pk" PRIMARY KEY("batch","id");--> statement-breakpoint
ALTER TABLE "legacy_wallet_transaction" ADD CONSTRAINT "legacy_wallet_transaction_batch_id_pk" PRIMARY KEY("batch","id");--> statement-breakpoint
ALTER TABLE "legacy_wallet_transaction" ADD CONSTRAINT "legacy_wallet_transaction_of_wallet" FOREIGN KEY ("batch","wallet_id") REFERENCES "public"."legacy_wallet"("batch","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "legacy_wallet_holder" ON "legacy_wallet" USING btree ("id","iec","agency","office");--> statement-breakpoint
CREATE INDEX "legacy_wallet_transaction_wallet" ON "legacy_wallet_transaction" USING btree ("batch","wallet_id");