CREATE TABLE "verification_count" (
	"number" text NOT NULL,
	"day" date NOT NULL,
	"channel" text NOT NULL,
	"count" bigint NOT NULL,
	CONSTRAINT "verification_count_number_day_channel_pk" PRIMARY KEY("number","day","channel"),
	CONSTRAINT "verification_count_positive" CHECK ("verification_count"."count" > 0)
);
--> statement-breakpoint
ALTER TABLE "certificate" ADD COLUMN "replaces" text;--> statement-breakpoint
ALTER TABLE "certificate" ADD COLUMN "successor" text;--> statement-breakpoint
ALTER TABLE "certificate" ADD COLUMN "cancelled_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "certificate" ADD COLUMN "cancellation_reason" text;--> statement-breakpoint
ALTER TABLE "verification_count" ADD CONSTRAINT "verification_count_number_certificate_number_fk" FOREIGN KEY ("number") REFERENCES "public"."certificate"("number") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "certificate" ADD CONSTRAINT "certificate_replaces_certificate_number_fk" FOREIGN KEY ("replaces") REFERENCES "public"."certificate"("number") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "certificate" ADD CONSTRAINT "certificate_lineage" UNIQUE("number","replaces");--> statement-breakpoint
ALTER TABLE "certificate" ADD CONSTRAINT "certificate_successor" FOREIGN KEY ("successor","number") REFERENCES "public"."certificate"("number","replaces") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "certificate_pdf" ON "certificate" USING btree ("pdf_key");--> statement-breakpoint
CREATE UNIQUE INDEX "certificate_replaces" ON "certificate" USING btree ("replaces") WHERE "certificate"."status" <> 'cancelled';--> statement-breakpoint
ALTER TABLE "certificate" ADD CONSTRAINT "certificate_status" CHECK ("certificate"."status" in ('in-force', 'superseded', 'cancelled'));--> statement-breakpoint
ALTER TABLE "certificate" ADD CONSTRAINT "certificate_superseded_by" CHECK (case "certificate"."status" when 'superseded' then "certificate"."successor" is not null
        when 'in-force' then "certificate"."successor" is null else true end);--> statement-breakpoint
ALTER TABLE "certificate" ADD CONSTRAINT "certificate_cancelled_why" CHECK (case "certificate"."status" when 'cancelled'
        then "certificate"."cancelled_at" is not null and "certificate"."cancellation_reason" is not null
        else "certificate"."cancelled_at" is null and "certificate"."cancellation_reason" is null end);
