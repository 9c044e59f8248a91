ALTER TABLE "fee_entry" DROP CONSTRAINT "fee_is_above_zero";--> statement-breakpoint
ALTER TABLE "certificate" ADD COLUMN "physical_key" text;--> statement-breakpoint
ALTER TABLE "signing_request" ADD COLUMN "physical_key" text;--> statement-breakpoint
ALTER TABLE "fee_entry" ADD CONSTRAINT "fee_is_never_below_zero" CHECK ("fee_entry"."paise" >= 0);