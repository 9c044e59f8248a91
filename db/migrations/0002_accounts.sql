CREATE TABLE "api_token" (
	"id" uuid PRIMARY KEY NOT NULL,
	"account_id" uuid NOT NULL,
	"name" text NOT NULL,
	"token_hash" text NOT NULL,
	"scopes" text[] NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"last_used_at" timestamp with time zone,
	"revoked_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "captcha" (
	"id" uuid PRIMARY KEY NOT NULL,
	"form" text NOT NULL,
	"expected" text NOT NULL,
	"expires_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "dgft_cursor" (
	"list" text PRIMARY KEY NOT NULL,
	"cursor" text NOT NULL,
	"read_at" timestamp with time zone NOT NULL,
	"outcome" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "dgft_sign_in" (
	"state" text PRIMARY KEY NOT NULL,
	"nonce" text NOT NULL,
	"code_verifier" text NOT NULL,
	"expires_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "mandate" (
	"id" uuid PRIMARY KEY NOT NULL,
	"iec" text NOT NULL,
	"agent_id" uuid NOT NULL,
	"rights" text[] NOT NULL,
	"granted_by" uuid NOT NULL,
	"granted_at" timestamp with time zone DEFAULT now() NOT NULL,
	"revoked_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "one_time_code" (
	"purpose" text NOT NULL,
	"subject" uuid NOT NULL,
	"hash" text NOT NULL,
	"tries_left" integer NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"sent_at" timestamp with time zone DEFAULT now() NOT NULL,
	"confirms" text,
	CONSTRAINT "one_time_code_purpose_subject_pk" PRIMARY KEY("purpose","subject")
);
--> statement-breakpoint
CREATE TABLE "rate_limit" (
	"key" text PRIMARY KEY NOT NULL,
	"points" integer NOT NULL,
	"expire" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "signing_challenge" (
	"id" uuid PRIMARY KEY NOT NULL,
	"subject" uuid NOT NULL,
	"challenge" "bytea" NOT NULL,
	"expires_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "account_network" (
	"account_id" uuid NOT NULL,
	"network" text NOT NULL,
	"signed_in_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "account_network_account_id_network_pk" PRIMARY KEY("account_id","network")
);
--> statement-breakpoint
CREATE TABLE "office_holiday" (
	"office_id" text NOT NULL,
	"date" date NOT NULL,
	"name" text NOT NULL,
	CONSTRAINT "office_holiday_office_id_date_pk" PRIMARY KEY("office_id","date")
);
--> statement-breakpoint
CREATE TABLE "office_merchant" (
	"office_id" text NOT NULL,
	"version" integer NOT NULL,
	"merchant_id" text NOT NULL,
	"checksum_key_sealed" text NOT NULL,
	"since" timestamp with time zone DEFAULT now() NOT NULL,
	"replaced_at" timestamp with time zone,
	CONSTRAINT "office_merchant_office_id_version_pk" PRIMARY KEY("office_id","version")
);
--> statement-breakpoint
CREATE TABLE "audit_event" (
	"sequence" bigint PRIMARY KEY NOT NULL,
	"body" text NOT NULL,
	"previous_hash" text NOT NULL,
	"hash" text NOT NULL,
	"at" text GENERATED ALWAYS AS ((body::jsonb ->> 'at')) STORED,
	"subject" text GENERATED ALWAYS AS ((body::jsonb ->> 'subject')) STORED,
	"actor" text GENERATED ALWAYS AS ((body::jsonb ->> 'actor')) STORED,
	"action" text GENERATED ALWAYS AS ((body::jsonb ->> 'action')) STORED,
	"step" text GENERATED ALWAYS AS ((body::jsonb ->> 'step')) STORED
);
--> statement-breakpoint
CREATE TABLE "fee_entry" (
	"id" uuid PRIMARY KEY NOT NULL,
	"sequence" bigint GENERATED ALWAYS AS IDENTITY (sequence name "fee_entry_sequence_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"kind" text NOT NULL,
	"scheme" text,
	"agency" text,
	"exporter_class" text NOT NULL,
	"purpose" text NOT NULL,
	"valid_from" date NOT NULL,
	"paise" bigint NOT NULL,
	"taxes" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"source" text NOT NULL,
	"sure" text NOT NULL,
	CONSTRAINT "fee_entry_sequence_unique" UNIQUE("sequence"),
	CONSTRAINT "fee_is_above_zero" CHECK ("fee_entry"."paise" > 0)
);
--> statement-breakpoint
CREATE TABLE "fee_proposal" (
	"id" uuid PRIMARY KEY NOT NULL,
	"terms" jsonb NOT NULL,
	"proposed_by" uuid NOT NULL,
	"proposed_at" timestamp with time zone NOT NULL,
	"decided_by" uuid,
	"decided_at" timestamp with time zone,
	"approved" boolean,
	"reason" text,
	CONSTRAINT "fee_takes_four_eyes" CHECK ("fee_proposal"."decided_by" <> "fee_proposal"."proposed_by"),
	CONSTRAINT "fee_decision_is_whole" CHECK (num_nulls("fee_proposal"."decided_by", "fee_proposal"."decided_at", "fee_proposal"."approved") in (0, 3))
);
--> statement-breakpoint
CREATE TABLE "registration" (
	"id" uuid PRIMARY KEY NOT NULL,
	"number" text NOT NULL,
	"kind" text NOT NULL,
	"stage" text NOT NULL,
	"revision" integer NOT NULL,
	"last_step" text NOT NULL,
	"iec" text,
	"agency_code" text,
	"office_id" text,
	"applicant" jsonb NOT NULL,
	"firm" jsonb,
	"certificate" jsonb,
	"consent" jsonb,
	"details" jsonb,
	"letter_key" text,
	"email_verified_at" timestamp with time zone,
	"mobile_verified_at" timestamp with time zone,
	"decision" jsonb,
	"attention" jsonb,
	"ended_because" text,
	"invited_by" uuid,
	"account_id" uuid,
	"secret_hash" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	"due_at" timestamp with time zone NOT NULL,
	CONSTRAINT "registration_number_unique" UNIQUE("number")
);
--> statement-breakpoint
CREATE TABLE "registration_series" (
	"series" text NOT NULL,
	"year" integer NOT NULL,
	"last" integer NOT NULL,
	CONSTRAINT "registration_series_series_year_pk" PRIMARY KEY("series","year")
);
--> statement-breakpoint
ALTER TABLE "account" ALTER COLUMN "password_hash" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "payment_order" ALTER COLUMN "application_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "account" ADD COLUMN "mobile" text;--> statement-breakpoint
ALTER TABLE "account" ADD COLUMN "password_expires_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "account" ADD COLUMN "rights" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "account" ADD COLUMN "dgft_subject" text;--> statement-breakpoint
ALTER TABLE "account" ADD COLUMN "dgft_closed_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "account" ADD COLUMN "totp_secret_sealed" text;--> statement-breakpoint
ALTER TABLE "account" ADD COLUMN "totp_pending_sealed" text;--> statement-breakpoint
ALTER TABLE "account" ADD COLUMN "totp_last_step" integer;--> statement-breakpoint
ALTER TABLE "session" ADD COLUMN "id" uuid DEFAULT gen_random_uuid() NOT NULL;--> statement-breakpoint
ALTER TABLE "session" ADD COLUMN "network" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "session" ADD COLUMN "user_agent" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "agency" ADD COLUMN "email_domain" text;--> statement-breakpoint
ALTER TABLE "agency" ADD COLUMN "official_email" text;--> statement-breakpoint
ALTER TABLE "agency" ADD COLUMN "schemes" text[];--> statement-breakpoint
ALTER TABLE "office" ADD COLUMN "merchant_set_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "office" ADD COLUMN "merchant_set_by" uuid;--> statement-breakpoint
ALTER TABLE "office" ADD COLUMN "schemes" text[];--> statement-breakpoint
ALTER TABLE "office" ADD COLUMN "working_hours" jsonb;--> statement-breakpoint
ALTER TABLE "office" ADD COLUMN "active" boolean DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE "office" ADD COLUMN "revision" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "application" ADD COLUMN "fee_entry_id" uuid;--> statement-breakpoint
ALTER TABLE "exporter" ADD COLUMN "details" jsonb;--> statement-breakpoint
ALTER TABLE "exporter" ADD COLUMN "aeo" text;--> statement-breakpoint
ALTER TABLE "exporter" ADD COLUMN "fee_class" text DEFAULT 'any' NOT NULL;--> statement-breakpoint
ALTER TABLE "ledger_transaction" ADD COLUMN "resolves" text;--> statement-breakpoint
ALTER TABLE "ledger_transaction" ADD COLUMN "entry_count" integer DEFAULT 2 NOT NULL;--> statement-breakpoint
ALTER TABLE "payment_order" ADD COLUMN "purpose" text DEFAULT 'fee' NOT NULL;--> statement-breakpoint
ALTER TABLE "payment_order" ADD COLUMN "iec" text;--> statement-breakpoint
ALTER TABLE "payment_order" ADD COLUMN "merchant_version" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "api_token" ADD CONSTRAINT "api_token_account_id_account_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mandate" ADD CONSTRAINT "mandate_agent_id_account_id_fk" FOREIGN KEY ("agent_id") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mandate" ADD CONSTRAINT "mandate_granted_by_account_id_fk" FOREIGN KEY ("granted_by") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "account_network" ADD CONSTRAINT "account_network_account_id_account_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "office_holiday" ADD CONSTRAINT "office_holiday_office_id_office_id_fk" FOREIGN KEY ("office_id") REFERENCES "public"."office"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "office_merchant" ADD CONSTRAINT "office_merchant_office_id_office_id_fk" FOREIGN KEY ("office_id") REFERENCES "public"."office"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "fee_proposal" ADD CONSTRAINT "fee_proposal_proposed_by_account_id_fk" FOREIGN KEY ("proposed_by") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "fee_proposal" ADD CONSTRAINT "fee_proposal_decided_by_account_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "registration" ADD CONSTRAINT "registration_office_id_office_id_fk" FOREIGN KEY ("office_id") REFERENCES "public"."office"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "registration" ADD CONSTRAINT "registration_invited_by_account_id_fk" FOREIGN KEY ("invited_by") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "registration" ADD CONSTRAINT "registration_account_id_account_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "api_token_hash" ON "api_token" USING btree ("token_hash");--> statement-breakpoint
CREATE INDEX "api_token_account" ON "api_token" USING btree ("account_id");--> statement-breakpoint
CREATE UNIQUE INDEX "mandate_in_force" ON "mandate" USING btree ("iec","agent_id") WHERE "mandate"."revoked_at" is null;--> statement-breakpoint
CREATE INDEX "mandate_agent" ON "mandate" USING btree ("agent_id");--> statement-breakpoint
CREATE UNIQUE INDEX "office_merchant_in_force" ON "office_merchant" USING btree ("office_id") WHERE "office_merchant"."replaced_at" is null;--> statement-breakpoint
CREATE INDEX "audit_event_subject" ON "audit_event" USING btree ("subject","sequence");--> statement-breakpoint
CREATE INDEX "audit_event_actor" ON "audit_event" USING btree ("actor","sequence");--> statement-breakpoint
CREATE UNIQUE INDEX "audit_event_step" ON "audit_event" USING btree ("subject","step");--> statement-breakpoint
CREATE INDEX "fee_entry_purpose" ON "fee_entry" USING btree ("purpose","scheme","agency");--> statement-breakpoint
CREATE INDEX "fee_proposal_undecided" ON "fee_proposal" USING btree ("proposed_at") WHERE "fee_proposal"."decided_at" is null;--> statement-breakpoint
CREATE INDEX "registration_agency" ON "registration" USING btree ("agency_code","stage","created_at");--> statement-breakpoint
CREATE INDEX "registration_iec" ON "registration" USING btree ("iec","created_at");--> statement-breakpoint
CREATE INDEX "registration_stage" ON "registration" USING btree ("kind","stage","created_at");--> statement-breakpoint
ALTER TABLE "office" ADD CONSTRAINT "office_merchant_set_by_account_id_fk" FOREIGN KEY ("merchant_set_by") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ledger_transaction" ADD CONSTRAINT "ledger_transaction_resolves_ledger_transaction_key_fk" FOREIGN KEY ("resolves") REFERENCES "public"."ledger_transaction"("key") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "account_email" ON "account" USING btree (lower("email"));--> statement-breakpoint
CREATE UNIQUE INDEX "account_dgft_subject" ON "account" USING btree ("dgft_subject");--> statement-breakpoint
CREATE INDEX "account_iec" ON "account" USING btree ("iec");--> statement-breakpoint
CREATE INDEX "account_agency" ON "account" USING btree ("agency_code","role");--> statement-breakpoint
CREATE UNIQUE INDEX "session_id" ON "session" USING btree ("id");--> statement-breakpoint
CREATE INDEX "application_signing" ON "application" USING btree ("signing_officer_id") WHERE "application"."stage" in ('awaiting-signature', 'needs-attention');--> statement-breakpoint
CREATE UNIQUE INDEX "ledger_transaction_resolves" ON "ledger_transaction" USING btree ("resolves");--> statement-breakpoint
CREATE INDEX "payment_order_unpaid" ON "payment_order" USING btree ("created_at") WHERE "payment_order"."status" <> 'paid';--> statement-breakpoint
ALTER TABLE "ledger_account" ADD CONSTRAINT "fees_held_never_negative" CHECK ("ledger_account"."id" not like 'fees-held/%' or "ledger_account"."balance_paise" >= 0);--> statement-breakpoint
ALTER TABLE "ledger_entry" ADD CONSTRAINT "entry_moves_something" CHECK ("ledger_entry"."amount_paise" <> 0);--> statement-breakpoint
ALTER TABLE "payment_order" ADD CONSTRAINT "payment_order_purpose" CHECK (("payment_order"."purpose" = 'fee' and "payment_order"."application_id" is not null and "payment_order"."iec" is null)
        or ("payment_order"."purpose" = 'top-up' and "payment_order"."application_id" is null and "payment_order"."iec" is not null));