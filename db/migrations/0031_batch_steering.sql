ALTER TABLE "migration_batch" ADD COLUMN "lines_per_second" integer;--> statement-breakpoint
ALTER TABLE "migration_batch" ADD COLUMN "trouble" text;--> statement-breakpoint
ALTER TABLE "migration_batch" ADD COLUMN "agreed_by" uuid;--> statement-breakpoint
ALTER TABLE "migration_batch" ADD COLUMN "agreed_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "migration_batch" ADD CONSTRAINT "migration_batch_agreed_by_account_id_fk" FOREIGN KEY ("agreed_by") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;