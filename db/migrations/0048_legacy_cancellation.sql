CREATE TABLE "legacy_cancellation" (
	"number" text PRIMARY KEY NOT NULL,
	"cancelled_at" timestamp with time zone NOT NULL,
	"code" text NOT NULL,
	"reason" text NOT NULL,
	"cancelled_by" uuid NOT NULL,
	"request" text NOT NULL
);
--> statement-breakpoint
ALTER TABLE "case_notice" ALTER COLUMN "application_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "case_notice" ALTER COLUMN "revision" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "legacy_cancellation" ADD CONSTRAINT "legacy_cancellation_number_legacy_certificate_number_fk" FOREIGN KEY ("number") REFERENCES "public"."legacy_certificate"("number") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "legacy_cancellation" ADD CONSTRAINT "legacy_cancellation_cancelled_by_account_id_fk" FOREIGN KEY ("cancelled_by") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "case_notice_occasion_taken_over" ON "case_notice" USING btree ("occasion") WHERE "case_notice"."application_id" is null;--> statement-breakpoint
ALTER TABLE "case_notice" ADD CONSTRAINT "case_notice_of_case_or_certificate" CHECK (num_nonnulls("case_notice"."application_id", "case_notice"."revision") =
        case when "case_notice"."application_id" is null and "case_notice"."certificate_number" is not null then 0 else 2 end);