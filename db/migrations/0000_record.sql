CREATE TABLE "account" (
	"id" uuid PRIMARY KEY NOT NULL,
	"role" text NOT NULL,
	"login" text NOT NULL,
	"name" text NOT NULL,
	"designation" text,
	"email" text NOT NULL,
	"password_hash" text NOT NULL,
	"iec" text,
	"agency_code" text,
	"active" boolean DEFAULT true NOT NULL,
	"signature_key" text,
	"failed_logins" integer DEFAULT 0 NOT NULL,
	"locked_until" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "account_exporter_has_iec" CHECK (("account"."role" = 'exporter') = ("account"."iec" is not null))
);
--> statement-breakpoint
CREATE TABLE "officer_certificate" (
	"sha256" text PRIMARY KEY NOT NULL,
	"account_id" uuid NOT NULL,
	"certificate" text NOT NULL,
	"chain" text[] NOT NULL,
	"valid_from" timestamp with time zone NOT NULL,
	"valid_to" timestamp with time zone NOT NULL,
	"registered_at" timestamp with time zone DEFAULT now() NOT NULL,
	"replaced_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "session" (
	"token_hash" text PRIMARY KEY NOT NULL,
	"account_id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"last_seen_at" timestamp with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "agency" (
	"code" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"active" boolean DEFAULT true NOT NULL
);
--> statement-breakpoint
CREATE TABLE "office" (
	"id" text PRIMARY KEY NOT NULL,
	"agency_code" text NOT NULL,
	"code" text NOT NULL,
	"name" text NOT NULL,
	"place" text NOT NULL,
	"address" jsonb NOT NULL,
	"merchant_id" text NOT NULL,
	"checksum_key_sealed" text NOT NULL,
	"wallet_enabled" boolean DEFAULT true NOT NULL,
	"stamp_key" text
);
--> statement-breakpoint
CREATE TABLE "officer_office" (
	"account_id" uuid NOT NULL,
	"office_id" text NOT NULL,
	CONSTRAINT "officer_office_account_id_office_id_pk" PRIMARY KEY("account_id","office_id")
);
--> statement-breakpoint
CREATE TABLE "application" (
	"id" uuid PRIMARY KEY NOT NULL,
	"iec" text NOT NULL,
	"scheme" text NOT NULL,
	"office_id" text NOT NULL,
	"stage" text NOT NULL,
	"revision" integer NOT NULL,
	"content" jsonb NOT NULL,
	"exporter" jsonb,
	"origin" jsonb,
	"endorsements" text[] DEFAULT '{}' NOT NULL,
	"fee_paise" bigint,
	"payment_method" text,
	"waiting_for" text,
	"attention" jsonb,
	"rejection" jsonb,
	"signing_officer_id" uuid,
	"certificate_number" text,
	"created_by" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"submitted_at" timestamp with time zone,
	"event_sequence" integer DEFAULT 0 NOT NULL,
	"event_hash" text DEFAULT '0000000000000000000000000000000000000000000000000000000000000000' NOT NULL
);
--> statement-breakpoint
CREATE TABLE "case_event" (
	"application_id" uuid NOT NULL,
	"sequence" integer NOT NULL,
	"step" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"actor_id" uuid,
	"actor_role" text NOT NULL,
	"action" text NOT NULL,
	"stage" text NOT NULL,
	"detail" jsonb NOT NULL,
	"previous_hash" text NOT NULL,
	"hash" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "document" (
	"id" uuid PRIMARY KEY NOT NULL,
	"application_id" uuid NOT NULL,
	"type" text NOT NULL,
	"filename" text NOT NULL,
	"media_type" text NOT NULL,
	"bytes" integer NOT NULL,
	"sha256" text NOT NULL,
	"uploaded_by" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "certificate" (
	"number" text PRIMARY KEY NOT NULL,
	"application_id" uuid NOT NULL,
	"office_id" text NOT NULL,
	"scheme" text NOT NULL,
	"iec" text NOT NULL,
	"content" jsonb NOT NULL,
	"content_sha256" text NOT NULL,
	"pdf_key" text NOT NULL,
	"qr_text" text NOT NULL,
	"officer_id" uuid NOT NULL,
	"officer_certificate_sha256" text NOT NULL,
	"signed_by" text NOT NULL,
	"issued_at" timestamp with time zone NOT NULL,
	"issued_on" date NOT NULL,
	"valid_until" date,
	"status" text DEFAULT 'in-force' NOT NULL
);
--> statement-breakpoint
CREATE TABLE "certificate_number" (
	"office_id" text NOT NULL,
	"year" integer NOT NULL,
	"serial" integer NOT NULL,
	"number" text NOT NULL,
	"application_id" uuid,
	"issued_at" timestamp with time zone,
	CONSTRAINT "certificate_number_office_id_year_serial_pk" PRIMARY KEY("office_id","year","serial"),
	CONSTRAINT "certificate_number_number_unique" UNIQUE("number"),
	CONSTRAINT "serial_positive" CHECK ("certificate_number"."serial" > 0)
);
--> statement-breakpoint
CREATE TABLE "signing_request" (
	"application_id" uuid PRIMARY KEY NOT NULL,
	"officer_id" uuid NOT NULL,
	"certificate_sha256" text NOT NULL,
	"prepared_key" text NOT NULL,
	"document_digest" text NOT NULL,
	"signed_attributes" text NOT NULL,
	"issued_on" date NOT NULL,
	"content" jsonb NOT NULL,
	"qr_text" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "exporter" (
	"iec" text PRIMARY KEY NOT NULL,
	"status" text NOT NULL,
	"record" jsonb,
	"fetched_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "holiday" (
	"date" date PRIMARY KEY NOT NULL,
	"name" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "idempotency_key" (
	"account_id" uuid NOT NULL,
	"route" text NOT NULL,
	"key" text NOT NULL,
	"fingerprint" text NOT NULL,
	"status" integer,
	"body" jsonb,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "idempotency_key_account_id_route_key_pk" PRIMARY KEY("account_id","route","key")
);
--> statement-breakpoint
CREATE TABLE "ledger_account" (
	"id" text PRIMARY KEY NOT NULL,
	"balance_paise" bigint DEFAULT 0 NOT NULL,
	"version" bigint DEFAULT 0 NOT NULL,
	CONSTRAINT "wallet_never_negative" CHECK ("ledger_account"."id" not like 'exporter-wallet/%' or "ledger_account"."balance_paise" >= 0)
);
--> statement-breakpoint
CREATE TABLE "ledger_entry" (
	"account_id" text NOT NULL,
	"account_version" bigint NOT NULL,
	"transaction_id" uuid NOT NULL,
	"amount_paise" bigint NOT NULL,
	"previous_balance_paise" bigint NOT NULL,
	"balance_paise" bigint NOT NULL,
	CONSTRAINT "ledger_entry_account_id_account_version_pk" PRIMARY KEY("account_id","account_version"),
	CONSTRAINT "entry_moves_balance" CHECK ("ledger_entry"."balance_paise" = "ledger_entry"."previous_balance_paise" + "ledger_entry"."amount_paise")
);
--> statement-breakpoint
CREATE TABLE "ledger_transaction" (
	"id" uuid PRIMARY KEY NOT NULL,
	"key" text NOT NULL,
	"kind" text NOT NULL,
	"application_id" uuid,
	"at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "notification" (
	"id" text PRIMARY KEY NOT NULL,
	"recipient" text NOT NULL,
	"subject" text NOT NULL,
	"sent_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "payment_order" (
	"id" text PRIMARY KEY NOT NULL,
	"application_id" uuid NOT NULL,
	"office_id" text NOT NULL,
	"amount_paise" bigint NOT NULL,
	"status" text NOT NULL,
	"gateway_reference" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"settled_at" timestamp with time zone
);
--> statement-breakpoint
ALTER TABLE "officer_certificate" ADD CONSTRAINT "officer_certificate_account_id_account_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "session" ADD CONSTRAINT "session_account_id_account_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "office" ADD CONSTRAINT "office_agency_code_agency_code_fk" FOREIGN KEY ("agency_code") REFERENCES "public"."agency"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "officer_office" ADD CONSTRAINT "officer_office_account_id_account_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "officer_office" ADD CONSTRAINT "officer_office_office_id_office_id_fk" FOREIGN KEY ("office_id") REFERENCES "public"."office"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "application" ADD CONSTRAINT "application_office_id_office_id_fk" FOREIGN KEY ("office_id") REFERENCES "public"."office"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "application" ADD CONSTRAINT "application_signing_officer_id_account_id_fk" FOREIGN KEY ("signing_officer_id") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "application" ADD CONSTRAINT "application_created_by_account_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_event" ADD CONSTRAINT "case_event_application_id_application_id_fk" FOREIGN KEY ("application_id") REFERENCES "public"."application"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "document" ADD CONSTRAINT "document_application_id_application_id_fk" FOREIGN KEY ("application_id") REFERENCES "public"."application"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "document" ADD CONSTRAINT "document_uploaded_by_account_id_fk" FOREIGN KEY ("uploaded_by") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "certificate" ADD CONSTRAINT "certificate_number_certificate_number_number_fk" FOREIGN KEY ("number") REFERENCES "public"."certificate_number"("number") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "certificate" ADD CONSTRAINT "certificate_application_id_application_id_fk" FOREIGN KEY ("application_id") REFERENCES "public"."application"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "certificate" ADD CONSTRAINT "certificate_office_id_office_id_fk" FOREIGN KEY ("office_id") REFERENCES "public"."office"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "certificate" ADD CONSTRAINT "certificate_officer_id_account_id_fk" FOREIGN KEY ("officer_id") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "certificate_number" ADD CONSTRAINT "certificate_number_office_id_office_id_fk" FOREIGN KEY ("office_id") REFERENCES "public"."office"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "certificate_number" ADD CONSTRAINT "certificate_number_application_id_application_id_fk" FOREIGN KEY ("application_id") REFERENCES "public"."application"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "signing_request" ADD CONSTRAINT "signing_request_application_id_application_id_fk" FOREIGN KEY ("application_id") REFERENCES "public"."application"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "signing_request" ADD CONSTRAINT "signing_request_officer_id_account_id_fk" FOREIGN KEY ("officer_id") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ledger_entry" ADD CONSTRAINT "ledger_entry_account_id_ledger_account_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."ledger_account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ledger_entry" ADD CONSTRAINT "ledger_entry_transaction_id_ledger_transaction_id_fk" FOREIGN KEY ("transaction_id") REFERENCES "public"."ledger_transaction"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payment_order" ADD CONSTRAINT "payment_order_application_id_application_id_fk" FOREIGN KEY ("application_id") REFERENCES "public"."application"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payment_order" ADD CONSTRAINT "payment_order_office_id_office_id_fk" FOREIGN KEY ("office_id") REFERENCES "public"."office"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "account_login" ON "account" USING btree (lower("login"));--> statement-breakpoint
CREATE UNIQUE INDEX "officer_certificate_current" ON "officer_certificate" USING btree ("account_id") WHERE "officer_certificate"."replaced_at" is null;--> statement-breakpoint
CREATE INDEX "session_account" ON "session" USING btree ("account_id");--> statement-breakpoint
CREATE INDEX "officer_office_office" ON "officer_office" USING btree ("office_id");--> statement-breakpoint
CREATE INDEX "application_mine" ON "application" USING btree ("iec","id" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "application_queue" ON "application" USING btree ("office_id","stage","submitted_at","id");--> statement-breakpoint
CREATE UNIQUE INDEX "case_event_sequence" ON "case_event" USING btree ("application_id","sequence");--> statement-breakpoint
CREATE UNIQUE INDEX "case_event_step" ON "case_event" USING btree ("application_id","step");--> statement-breakpoint
CREATE UNIQUE INDEX "document_once" ON "document" USING btree ("application_id","type","sha256");--> statement-breakpoint
CREATE UNIQUE INDEX "certificate_application" ON "certificate" USING btree ("application_id");--> statement-breakpoint
CREATE INDEX "certificate_exporter" ON "certificate" USING btree ("iec","issued_at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "certificate_office" ON "certificate" USING btree ("office_id","issued_at" DESC NULLS LAST);--> statement-breakpoint
CREATE UNIQUE INDEX "certificate_number_application" ON "certificate_number" USING btree ("application_id");--> statement-breakpoint
CREATE INDEX "certificate_number_free" ON "certificate_number" USING btree ("office_id","year","serial") WHERE "certificate_number"."application_id" is null;--> statement-breakpoint
CREATE INDEX "ledger_entry_transaction" ON "ledger_entry" USING btree ("transaction_id");--> statement-breakpoint
CREATE UNIQUE INDEX "ledger_transaction_key" ON "ledger_transaction" USING btree ("key");--> statement-breakpoint
CREATE INDEX "ledger_transaction_application" ON "ledger_transaction" USING btree ("application_id");--> statement-breakpoint
CREATE INDEX "payment_order_application" ON "payment_order" USING btree ("application_id");--> statement-breakpoint
CREATE UNIQUE INDEX "payment_order_gateway_reference" ON "payment_order" USING btree ("office_id","gateway_reference");