CREATE TYPE "public"."notification_kind" AS ENUM('reminder');--> statement-breakpoint
CREATE TYPE "public"."reminder_kind" AS ENUM('instant', 'local', 'relative');--> statement-breakpoint
ALTER TYPE "public"."mail_kind" ADD VALUE 'reminder';--> statement-breakpoint
CREATE TABLE "notifications" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"kind" "notification_kind" NOT NULL,
	"task_id" uuid NOT NULL,
	"reminder_id" uuid NOT NULL,
	"fired_at" timestamp (3) with time zone NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"read_at" timestamp (3) with time zone,
	CONSTRAINT "notifications_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
DROP INDEX "reminders_due";--> statement-breakpoint
ALTER TABLE "reminders" ALTER COLUMN "remind_at" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "mail_reminders" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "quiet_from" time (0);--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "quiet_to" time (0);--> statement-breakpoint
ALTER TABLE "reminders" ADD COLUMN "kind" "reminder_kind" DEFAULT 'instant' NOT NULL;--> statement-breakpoint
ALTER TABLE "reminders" ADD COLUMN "local_day" date;--> statement-breakpoint
ALTER TABLE "reminders" ADD COLUMN "local_time" time (0);--> statement-breakpoint
ALTER TABLE "reminders" ADD COLUMN "time_zone" text;--> statement-breakpoint
ALTER TABLE "reminders" ADD COLUMN "minutes_before" integer;--> statement-breakpoint
ALTER TABLE "reminders" ADD COLUMN "snoozed_until" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "reminders" ADD COLUMN "deliver_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "reminders" ADD COLUMN "version" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "notifications" ADD CONSTRAINT "notifications_task" FOREIGN KEY ("workspace_id","task_id") REFERENCES "public"."tasks"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notifications" ADD CONSTRAINT "notifications_member" FOREIGN KEY ("workspace_id","user_id") REFERENCES "public"."members"("workspace_id","user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "notifications_firing" ON "notifications" USING btree ("workspace_id","reminder_id","fired_at");--> statement-breakpoint
CREATE INDEX "notifications_list" ON "notifications" USING btree ("user_id","created_at","id");--> statement-breakpoint
CREATE INDEX "notifications_unread" ON "notifications" USING btree ("user_id","created_at","id") WHERE read_at IS NULL;--> statement-breakpoint
CREATE INDEX "notifications_task_id" ON "notifications" USING btree ("workspace_id","task_id");--> statement-breakpoint
CREATE INDEX "notifications_age" ON "notifications" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "reminders_user" ON "reminders" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "reminders_due" ON "reminders" USING btree ("deliver_at") WHERE deliver_at IS NOT NULL;--> statement-breakpoint
ALTER TABLE "users" ADD CONSTRAINT "users_quiet_hours" CHECK (coalesce("users"."quiet_from" <> "users"."quiet_to", "users"."quiet_from" IS NULL AND "users"."quiet_to" IS NULL));--> statement-breakpoint
ALTER TABLE "reminders" ADD CONSTRAINT "reminders_when" CHECK (CASE "reminders"."kind"
        WHEN 'instant' THEN "reminders"."remind_at" IS NOT NULL AND num_nonnulls("reminders"."local_day", "reminders"."local_time", "reminders"."time_zone", "reminders"."minutes_before") = 0
        WHEN 'local' THEN num_nonnulls("reminders"."local_day", "reminders"."local_time", "reminders"."remind_at") = 3 AND "reminders"."minutes_before" IS NULL
        ELSE "reminders"."local_time" IS NOT NULL AND "reminders"."minutes_before" >= 0 AND num_nonnulls("reminders"."local_day", "reminders"."time_zone") = 0 END);