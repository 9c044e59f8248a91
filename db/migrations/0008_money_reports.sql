CREATE TABLE "balance_watch" (
	"account_id" text PRIMARY KEY NOT NULL,
	"iec" text NOT NULL,
	"office_id" text NOT NULL,
	"below_paise" bigint NOT NULL,
	"seen_version" bigint NOT NULL,
	CONSTRAINT "watched_for_something" CHECK ("balance_watch"."below_paise" > 0)
);
--> statement-breakpoint
CREATE TABLE "low_balance" (
	"account_id" text NOT NULL,
	"account_version" bigint NOT NULL,
	"iec" text NOT NULL,
	"office_id" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"balance_paise" bigint NOT NULL,
	"below_paise" bigint NOT NULL,
	"told_at" timestamp with time zone,
	CONSTRAINT "low_balance_account_id_account_version_pk" PRIMARY KEY("account_id","account_version")
);
--> statement-breakpoint
ALTER TABLE "agency" ADD COLUMN "rejection_fee" text DEFAULT 'kept' NOT NULL;--> statement-breakpoint
ALTER TABLE "balance_watch" ADD CONSTRAINT "balance_watch_office_id_office_id_fk" FOREIGN KEY ("office_id") REFERENCES "public"."office"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "low_balance" ADD CONSTRAINT "low_balance_office_id_office_id_fk" FOREIGN KEY ("office_id") REFERENCES "public"."office"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "low_balance_untold" ON "low_balance" USING btree ("at") WHERE "low_balance"."told_at" is null;--> statement-breakpoint
ALTER TABLE "agency" ADD CONSTRAINT "agency_rejection_fee" CHECK ("agency"."rejection_fee" in ('kept', 'returned'));