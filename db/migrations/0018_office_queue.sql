CREATE TABLE "officer_absence" (
	"account_id" uuid PRIMARY KEY NOT NULL,
	"first_day" date NOT NULL,
	"last_day" date NOT NULL,
	"stand_in_id" uuid,
	"noted_by" uuid NOT NULL,
	"noted_at" timestamp with time zone NOT NULL,
	CONSTRAINT "officer_absence_days" CHECK ("officer_absence"."first_day" <= "officer_absence"."last_day"),
	CONSTRAINT "officer_absence_stand_in" CHECK ("officer_absence"."stand_in_id" <> "officer_absence"."account_id")
);
--> statement-breakpoint
DROP INDEX "application_queue";--> statement-breakpoint
ALTER TABLE "agency" ADD COLUMN "own_iecs" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "application" ADD COLUMN "reviewer_id" uuid;--> statement-breakpoint
ALTER TABLE "application" ADD COLUMN "claimed_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "application" ADD COLUMN "review_began_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "application" ADD COLUMN "decided_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "application" ADD COLUMN "due_on" date;--> statement-breakpoint
ALTER TABLE "application" ADD COLUMN "perishable" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "application" ADD COLUMN "escalated_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "officer_absence" ADD CONSTRAINT "officer_absence_account_id_account_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "officer_absence" ADD CONSTRAINT "officer_absence_stand_in_id_account_id_fk" FOREIGN KEY ("stand_in_id") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "officer_absence" ADD CONSTRAINT "officer_absence_noted_by_account_id_fk" FOREIGN KEY ("noted_by") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "application" ADD CONSTRAINT "application_reviewer_id_account_id_fk" FOREIGN KEY ("reviewer_id") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "application_unclaimed" ON "application" USING btree ("office_id","perishable","submitted_at","id") WHERE "application"."stage" = 'under-review' and "application"."reviewer_id" is null;--> statement-breakpoint
CREATE INDEX "application_reviewer" ON "application" USING btree ("reviewer_id") WHERE "application"."stage" in ('under-review', 'query-raised');--> statement-breakpoint
CREATE INDEX "application_waiting" ON "application" USING btree ("office_id","stage","due_on","reviewer_id","submitted_at") WHERE "application"."stage" in ('under-review', 'query-raised', 'awaiting-signature', 'needs-attention');--> statement-breakpoint
CREATE INDEX "application_decided" ON "application" USING btree ("office_id","decided_at","submitted_at") WHERE "application"."decided_at" is not null;--> statement-breakpoint
CREATE INDEX "application_queue" ON "application" USING btree ("office_id","stage","perishable","submitted_at","id");