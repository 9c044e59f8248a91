CREATE TABLE "legacy_document" (
	"batch" integer NOT NULL,
	"position" integer NOT NULL,
	"name" text NOT NULL,
	"sha256" text NOT NULL,
	"number" text NOT NULL,
	"kind" text NOT NULL,
	"media_type" text,
	"bytes" integer,
	"refusal" text,
	"detail" text,
	CONSTRAINT "legacy_document_batch_position_pk" PRIMARY KEY("batch","position"),
	CONSTRAINT "legacy_document_taken_or_refused" CHECK (case when "legacy_document"."refusal" is null then num_nonnulls("legacy_document"."media_type", "legacy_document"."bytes") = 2
        and "legacy_document"."detail" is null else "legacy_document"."detail" is not null end)
);
--> statement-breakpoint
CREATE TABLE "migration_report" (
	"batch" integer NOT NULL,
	"json_key" text NOT NULL,
	"html_key" text NOT NULL,
	"pdf_key" text NOT NULL,
	"seal" text NOT NULL,
	"made_at" timestamp with time zone NOT NULL,
	CONSTRAINT "migration_report_batch_json_key_pk" PRIMARY KEY("batch","json_key")
);
--> statement-breakpoint
ALTER TABLE "verification_count" DROP CONSTRAINT "verification_count_number_certificate_number_fk";
--> statement-breakpoint
ALTER TABLE "certificate" ADD COLUMN "replaces_legacy" text;--> statement-breakpoint
ALTER TABLE "migration_report" ADD CONSTRAINT "migration_report_batch_migration_batch_number_fk" FOREIGN KEY ("batch") REFERENCES "public"."migration_batch"("number") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "legacy_document_certificate" ON "legacy_document" USING btree ("number") WHERE "legacy_document"."refusal" is null;--> statement-breakpoint
ALTER TABLE "certificate" ADD CONSTRAINT "certificate_replaces_legacy_legacy_certificate_number_fk" FOREIGN KEY ("replaces_legacy") REFERENCES "public"."legacy_certificate"("number") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "certificate_replaces_legacy" ON "certificate" USING btree ("replaces_legacy") WHERE "certificate"."replaces_legacy" is not null;--> statement-breakpoint
ALTER TABLE "certificate" ADD CONSTRAINT "certificate_replaces_one" CHECK ("certificate"."replaces" is null or "certificate"."replaces_legacy" is null);