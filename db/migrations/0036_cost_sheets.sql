CREATE TABLE "cost_sheet" (
	"id" uuid PRIMARY KEY NOT NULL,
	"iec" text NOT NULL,
	"name" text NOT NULL,
	"hs_export" text NOT NULL,
	"version" integer NOT NULL,
	"created_by" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"retired_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "cost_sheet_approval" (
	"cost_sheet_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"agency_code" text NOT NULL,
	"asked_by" uuid NOT NULL,
	"asked_at" timestamp with time zone DEFAULT now() NOT NULL,
	"decided_by" uuid,
	"decided_at" timestamp with time zone,
	"approved" boolean,
	"reason" text,
	CONSTRAINT "cost_sheet_approval_cost_sheet_id_version_agency_code_pk" PRIMARY KEY("cost_sheet_id","version","agency_code"),
	CONSTRAINT "cost_sheet_approval_is_whole" CHECK (("cost_sheet_approval"."decided_by" is null) = ("cost_sheet_approval"."decided_at" is null)
        and ("cost_sheet_approval"."decided_at" is null) = ("cost_sheet_approval"."approved" is null))
);
--> statement-breakpoint
CREATE TABLE "cost_sheet_share" (
	"cost_sheet_id" uuid NOT NULL,
	"agent_id" uuid NOT NULL,
	"shared_by" uuid NOT NULL,
	"shared_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "cost_sheet_share_cost_sheet_id_agent_id_pk" PRIMARY KEY("cost_sheet_id","agent_id")
);
--> statement-breakpoint
CREATE TABLE "cost_sheet_version" (
	"cost_sheet_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"sheet" jsonb NOT NULL,
	"valid_from" date NOT NULL,
	"valid_until" date NOT NULL,
	"made_by" uuid NOT NULL,
	"made_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "cost_sheet_version_cost_sheet_id_version_pk" PRIMARY KEY("cost_sheet_id","version"),
	CONSTRAINT "cost_sheet_version_period" CHECK ("cost_sheet_version"."valid_from" <= "cost_sheet_version"."valid_until")
);
--> statement-breakpoint
CREATE TABLE "hs_code" (
	"edition" text NOT NULL,
	"code" text NOT NULL,
	"description" text NOT NULL,
	CONSTRAINT "hs_code_edition_code_pk" PRIMARY KEY("edition","code")
);
--> statement-breakpoint
CREATE TABLE "hs_edition" (
	"edition" text PRIMARY KEY NOT NULL,
	"in_force_from" date NOT NULL,
	"loaded_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "saved_entry" (
	"id" uuid PRIMARY KEY NOT NULL,
	"iec" text NOT NULL,
	"kind" text NOT NULL,
	"name" text NOT NULL,
	"content" jsonb NOT NULL,
	"created_by" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "application" ADD COLUMN "cost_sheets" jsonb;--> statement-breakpoint
ALTER TABLE "cost_sheet" ADD CONSTRAINT "cost_sheet_created_by_account_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cost_sheet_approval" ADD CONSTRAINT "cost_sheet_approval_cost_sheet_id_cost_sheet_id_fk" FOREIGN KEY ("cost_sheet_id") REFERENCES "public"."cost_sheet"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cost_sheet_approval" ADD CONSTRAINT "cost_sheet_approval_agency_code_agency_code_fk" FOREIGN KEY ("agency_code") REFERENCES "public"."agency"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cost_sheet_approval" ADD CONSTRAINT "cost_sheet_approval_asked_by_account_id_fk" FOREIGN KEY ("asked_by") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cost_sheet_approval" ADD CONSTRAINT "cost_sheet_approval_decided_by_account_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cost_sheet_share" ADD CONSTRAINT "cost_sheet_share_cost_sheet_id_cost_sheet_id_fk" FOREIGN KEY ("cost_sheet_id") REFERENCES "public"."cost_sheet"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cost_sheet_share" ADD CONSTRAINT "cost_sheet_share_agent_id_account_id_fk" FOREIGN KEY ("agent_id") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cost_sheet_share" ADD CONSTRAINT "cost_sheet_share_shared_by_account_id_fk" FOREIGN KEY ("shared_by") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cost_sheet_version" ADD CONSTRAINT "cost_sheet_version_cost_sheet_id_cost_sheet_id_fk" FOREIGN KEY ("cost_sheet_id") REFERENCES "public"."cost_sheet"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cost_sheet_version" ADD CONSTRAINT "cost_sheet_version_made_by_account_id_fk" FOREIGN KEY ("made_by") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "saved_entry" ADD CONSTRAINT "saved_entry_created_by_account_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "cost_sheet_iec" ON "cost_sheet" USING btree ("iec","id" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "cost_sheet_approval_open" ON "cost_sheet_approval" USING btree ("agency_code") WHERE "cost_sheet_approval"."decided_at" is null;--> statement-breakpoint
CREATE INDEX "saved_entry_iec" ON "saved_entry" USING btree ("iec","kind","id");