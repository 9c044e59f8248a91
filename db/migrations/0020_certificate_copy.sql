CREATE TABLE "certificate_copy" (
	"application_id" uuid PRIMARY KEY NOT NULL,
	"number" text NOT NULL,
	"copied_on" date NOT NULL,
	"copied_at" timestamp with time zone NOT NULL,
	"pdf_key" text NOT NULL,
	"qr_text" text NOT NULL,
	"officer_id" uuid NOT NULL,
	"officer_certificate_sha256" text NOT NULL,
	"signed_by" text NOT NULL
);
--> statement-breakpoint
ALTER TABLE "certificate" DROP CONSTRAINT "certificate_cancelled_why";--> statement-breakpoint
ALTER TABLE "certificate" ADD COLUMN "cancellation_code" text;--> statement-breakpoint
ALTER TABLE "certificate_copy" ADD CONSTRAINT "certificate_copy_application_id_application_id_fk" FOREIGN KEY ("application_id") REFERENCES "public"."application"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "certificate_copy" ADD CONSTRAINT "certificate_copy_number_certificate_number_fk" FOREIGN KEY ("number") REFERENCES "public"."certificate"("number") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "certificate_copy" ADD CONSTRAINT "certificate_copy_officer_id_account_id_fk" FOREIGN KEY ("officer_id") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "certificate_copy_number" ON "certificate_copy" USING btree ("number");--> statement-breakpoint
CREATE INDEX "certificate_copy_pdf" ON "certificate_copy" USING btree ("pdf_key");--> statement-breakpoint
ALTER TABLE "certificate" ADD CONSTRAINT "certificate_cancelled_why" CHECK (case "certificate"."status" when 'cancelled'
        then num_nonnulls("certificate"."cancelled_at", "certificate"."cancellation_code", "certificate"."cancellation_reason") = 3
        else num_nonnulls("certificate"."cancelled_at", "certificate"."cancellation_code", "certificate"."cancellation_reason") = 0 end);