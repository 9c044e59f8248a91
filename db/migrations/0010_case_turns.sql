CREATE TABLE "case_query" (
	"application_id" uuid NOT NULL,
	"round" integer NOT NULL,
	"questions" jsonb NOT NULL,
	"raised_by" uuid NOT NULL,
	"raised_at" timestamp with time zone NOT NULL,
	"respond_by" timestamp with time zone NOT NULL,
	"before" jsonb NOT NULL,
	"answer" jsonb NOT NULL,
	"answer_revision" integer DEFAULT 0 NOT NULL,
	"note" text,
	"answered_by" uuid,
	"answered_at" timestamp with time zone,
	CONSTRAINT "case_query_application_id_round_pk" PRIMARY KEY("application_id","round"),
	CONSTRAINT "case_query_round" CHECK ("case_query"."round" > 0),
	CONSTRAINT "case_query_answer_is_whole" CHECK (("case_query"."answered_by" is null) = ("case_query"."answered_at" is null))
);
--> statement-breakpoint
ALTER TABLE "application" ADD COLUMN "respond_by" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "application" ADD COLUMN "purpose" text DEFAULT 'original' NOT NULL;--> statement-breakpoint
ALTER TABLE "application" ADD COLUMN "parent" text;--> statement-breakpoint
ALTER TABLE "application" ADD COLUMN "grounds" jsonb;--> statement-breakpoint
ALTER TABLE "case_query" ADD CONSTRAINT "case_query_application_id_application_id_fk" FOREIGN KEY ("application_id") REFERENCES "public"."application"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_query" ADD CONSTRAINT "case_query_raised_by_account_id_fk" FOREIGN KEY ("raised_by") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_query" ADD CONSTRAINT "case_query_answered_by_account_id_fk" FOREIGN KEY ("answered_by") REFERENCES "public"."account"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "case_query_open" ON "case_query" USING btree ("application_id") WHERE "case_query"."answered_at" is null;--> statement-breakpoint
CREATE INDEX "application_parent" ON "application" USING btree ("parent") WHERE "application"."parent" is not null;--> statement-breakpoint
ALTER TABLE "application" ADD CONSTRAINT "application_parent_named" CHECK (("application"."purpose" = 'original') = ("application"."parent" is null)
        and ("application"."parent" is null) = ("application"."grounds" is null));