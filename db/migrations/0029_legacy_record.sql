CREATE TABLE "legacy_certificate" (
	"id" bigint PRIMARY KEY NOT NULL,
	"batch" integer NOT NULL,
	"line" integer NOT NULL,
	"repaired" boolean NOT NULL,
	"applied_on" date NOT NULL,
	"issued_on" date NOT NULL,
	"invoice_date" date NOT NULL,
	"fob_minor_units" bigint NOT NULL,
	"number" text NOT NULL,
	"application_number" text NOT NULL,
	"agency" text NOT NULL,
	"office" text NOT NULL,
	"scheme" text NOT NULL,
	"iec" text NOT NULL,
	"consignee" text NOT NULL,
	"destination" text NOT NULL,
	"invoice_number" text NOT NULL,
	"fob_currency" text NOT NULL,
	"officer" text NOT NULL,
	"status" text NOT NULL,
	"replaces" text,
	"successor" text,
	CONSTRAINT "legacy_certificate_fob_positive" CHECK ("legacy_certificate"."fob_minor_units" > 0),
	CONSTRAINT "legacy_certificate_status" CHECK (case "legacy_certificate"."status" when 'in-force' then "legacy_certificate"."successor" is null
        when 'superseded' then "legacy_certificate"."successor" is not null else "legacy_certificate"."status" = 'cancelled' end)
);
--> statement-breakpoint
CREATE TABLE "legacy_exporter" (
	"batch" integer NOT NULL,
	"line" integer NOT NULL,
	"repaired" boolean NOT NULL,
	"iec" text PRIMARY KEY NOT NULL,
	"firm_name" text NOT NULL,
	"email" text NOT NULL,
	"mobile" text NOT NULL,
	"gstin" text NOT NULL,
	"state" text NOT NULL,
	"created_on" date NOT NULL
);
--> statement-breakpoint
CREATE TABLE "legacy_item" (
	"certificate_id" bigint NOT NULL,
	"serial" integer NOT NULL,
	"repaired" boolean NOT NULL,
	"hs" text NOT NULL,
	"description" text NOT NULL,
	"quantity" text NOT NULL,
	"unit" text NOT NULL,
	"weight_kg" text NOT NULL,
	"criterion" text NOT NULL,
	CONSTRAINT "legacy_item_certificate_id_serial_pk" PRIMARY KEY("certificate_id","serial")
);
--> statement-breakpoint
CREATE TABLE "legacy_office" (
	"batch" integer NOT NULL,
	"line" integer NOT NULL,
	"repaired" boolean NOT NULL,
	"agency" text NOT NULL,
	"office" text NOT NULL,
	"name" text NOT NULL,
	CONSTRAINT "legacy_office_agency_office_pk" PRIMARY KEY("agency","office")
);
--> statement-breakpoint
CREATE TABLE "legacy_wallet" (
	"batch" integer NOT NULL,
	"line" integer NOT NULL,
	"repaired" boolean NOT NULL,
	"id" text PRIMARY KEY NOT NULL,
	"iec" text NOT NULL,
	"agency" text NOT NULL,
	"office" text NOT NULL,
	"balance_paise" bigint NOT NULL,
	"as_on" date NOT NULL,
	CONSTRAINT "legacy_wallet_not_negative" CHECK ("legacy_wallet"."balance_paise" >= 0)
);
--> statement-breakpoint
CREATE TABLE "legacy_wallet_transaction" (
	"batch" integer NOT NULL,
	"line" integer NOT NULL,
	"repaired" boolean NOT NULL,
	"id" text PRIMARY KEY NOT NULL,
	"wallet_id" text NOT NULL,
	"made_on" date NOT NULL,
	"amount_paise" bigint NOT NULL,
	"reference" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "migration_batch" (
	"id" text PRIMARY KEY NOT NULL,
	"number" integer GENERATED ALWAYS AS IDENTITY (sequence name "migration_batch_number_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"phase" text NOT NULL,
	"dry_run" boolean NOT NULL,
	"paused_at" timestamp with time zone,
	"directory" text NOT NULL,
	"manifest" jsonb,
	"export_sha256" text,
	"problems" jsonb,
	"round" integer DEFAULT 0 NOT NULL,
	"skipped" jsonb,
	"figures" jsonb,
	"started_by" uuid,
	"started_at" timestamp with time zone DEFAULT now() NOT NULL,
	"phase_at" timestamp with time zone DEFAULT now() NOT NULL,
	"accepted_at" timestamp with time zone,
	"accepted_by" uuid,
	"accepted_with" uuid,
	"undone_at" timestamp with time zone,
	"undone_by" uuid,
	CONSTRAINT "migration_batch_number_unique" UNIQUE("number"),
	CONSTRAINT "migration_batch_accepted_by_two" CHECK (num_nonnulls("migration_batch"."accepted_at", "migration_batch"."accepted_by", "migration_batch"."accepted_with") in (0, 3)
        and ("migration_batch"."accepted_by" is null or "migration_batch"."accepted_by" <> "migration_batch"."accepted_with")),
	CONSTRAINT "migration_batch_end" CHECK (("migration_batch"."phase" = 'accepted') = ("migration_batch"."accepted_at" is not null)
        and ("migration_batch"."accepted_at" is null or ("migration_batch"."undone_at" is null and not "migration_batch"."dry_run")))
);
--> statement-breakpoint
CREATE TABLE "migration_cursor" (
	"batch" integer NOT NULL,
	"file" text NOT NULL,
	"shard" integer NOT NULL,
	"from_line" integer NOT NULL,
	"to_line" integer NOT NULL,
	"next_line" integer NOT NULL,
	"rows" bigint DEFAULT 0 NOT NULL,
	CONSTRAINT "migration_cursor_batch_file_shard_pk" PRIMARY KEY("batch","file","shard"),
	CONSTRAINT "migration_cursor_within" CHECK ("migration_cursor"."next_line" between "migration_cursor"."from_line" and "migration_cursor"."to_line")
);
--> statement-breakpoint
CREATE TABLE "migration_reject" (
	"batch" integer NOT NULL,
	"file" text NOT NULL,
	"line" integer NOT NULL,
	"key" text NOT NULL,
	"reason" text,
	"value" text,
	"offset" bigint,
	"length" integer,
	"raw" text,
	"corrected" text,
	"outcome" text DEFAULT 'open' NOT NULL,
	CONSTRAINT "migration_reject_batch_file_line_pk" PRIMARY KEY("batch","file","line"),
	CONSTRAINT "migration_reject_outcome" CHECK ("migration_reject"."outcome" in ('open', 'taken', 'skipped'))
);
--> statement-breakpoint
ALTER TABLE "legacy_wallet_transaction" ADD CONSTRAINT "legacy_wallet_transaction_wallet_id_legacy_wallet_id_fk" FOREIGN KEY ("wallet_id") REFERENCES "public"."legacy_wallet"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "migration_batch" ADD CONSTRAINT "migration_batch_started_by_account_id_fk" FOREIGN KEY ("started_by") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "migration_batch" ADD CONSTRAINT "migration_batch_accepted_by_account_id_fk" FOREIGN KEY ("accepted_by") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "migration_batch" ADD CONSTRAINT "migration_batch_accepted_with_account_id_fk" FOREIGN KEY ("accepted_with") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "migration_batch" ADD CONSTRAINT "migration_batch_undone_by_account_id_fk" FOREIGN KEY ("undone_by") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "migration_cursor" ADD CONSTRAINT "migration_cursor_batch_migration_batch_number_fk" FOREIGN KEY ("batch") REFERENCES "public"."migration_batch"("number") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "migration_reject" ADD CONSTRAINT "migration_reject_batch_migration_batch_number_fk" FOREIGN KEY ("batch") REFERENCES "public"."migration_batch"("number") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "legacy_certificate_number" ON "legacy_certificate" USING btree ("number");--> statement-breakpoint
CREATE INDEX "legacy_certificate_exporter" ON "legacy_certificate" USING btree ("iec","id");--> statement-breakpoint
CREATE INDEX "legacy_certificate_replaces" ON "legacy_certificate" USING btree ("replaces") WHERE "legacy_certificate"."replaces" is not null;--> statement-breakpoint
CREATE INDEX "legacy_wallet_batch" ON "legacy_wallet" USING btree ("batch");--> statement-breakpoint
CREATE INDEX "legacy_wallet_transaction_wallet" ON "legacy_wallet_transaction" USING btree ("wallet_id");--> statement-breakpoint
CREATE UNIQUE INDEX "migration_batch_at_work" ON "migration_batch" USING btree ((true)) WHERE "migration_batch"."phase" in ('opened', 'staging', 'checking', 'checked', 'loading', 'reconciling', 'undoing');--> statement-breakpoint
CREATE UNIQUE INDEX "migration_batch_export" ON "migration_batch" USING btree ("export_sha256") WHERE not "migration_batch"."dry_run" and "migration_batch"."phase" not in ('undone', 'refused');--> statement-breakpoint
CREATE INDEX "migration_reject_open" ON "migration_reject" USING btree ("batch","reason") WHERE "migration_reject"."outcome" = 'open';