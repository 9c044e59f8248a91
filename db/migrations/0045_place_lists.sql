CREATE TABLE "place" (
	"list" text NOT NULL,
	"code" text NOT NULL,
	"name" text NOT NULL,
	CONSTRAINT "place_list_code_pk" PRIMARY KEY("list","code")
);
--> statement-breakpoint
CREATE TABLE "place_list" (
	"name" text PRIMARY KEY NOT NULL,
	"loaded_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "place" ADD CONSTRAINT "place_list_place_list_name_fk" FOREIGN KEY ("list") REFERENCES "public"."place_list"("name") ON DELETE no action ON UPDATE no action;