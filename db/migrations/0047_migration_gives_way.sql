CREATE TABLE "migration_giving_way" (
	"batch" integer PRIMARY KEY NOT NULL
);
--> statement-breakpoint
ALTER TABLE "migration_giving_way" ADD CONSTRAINT "migration_giving_way_batch_migration_batch_number_fk" FOREIGN KEY ("batch") REFERENCES "public"."migration_batch"("number") ON DELETE no action ON UPDATE no action;