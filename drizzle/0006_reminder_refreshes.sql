CREATE TABLE "reminder_refreshes" (
	"user_id" uuid PRIMARY KEY NOT NULL,
	"after_workspace_id" uuid NOT NULL,
	"after_id" uuid NOT NULL
);
--> statement-breakpoint
DROP INDEX "reminders_user";--> statement-breakpoint
ALTER TABLE "reminder_refreshes" ADD CONSTRAINT "reminder_refreshes_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "reminders_user" ON "reminders" USING btree ("user_id","workspace_id","id");