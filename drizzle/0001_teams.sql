CREATE TYPE "public"."account_link_kind" AS ENUM('password', 'email');--> statement-breakpoint
CREATE TYPE "public"."mail_kind" AS ENUM('invite', 'reset', 'confirm-email', 'email-changed');--> statement-breakpoint
ALTER TYPE "public"."entity" ADD VALUE 'invite' BEFORE 'project';--> statement-breakpoint
CREATE TABLE "account_links" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"kind" "account_link_kind" NOT NULL,
	"secret_hash" "bytea" NOT NULL,
	"email" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"used_at" timestamp (3) with time zone,
	CONSTRAINT "account_links_email" CHECK (("account_links"."kind" = 'email') = ("account_links"."email" IS NOT NULL))
);
--> statement-breakpoint
CREATE TABLE "mails" (
	"id" uuid PRIMARY KEY NOT NULL,
	"kind" "mail_kind" NOT NULL,
	"to" text NOT NULL,
	"locale" "locale" NOT NULL,
	"values" jsonb NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"due_at" timestamp (3) with time zone DEFAULT now(),
	"ended_at" timestamp (3) with time zone,
	"op_id" uuid,
	"input_hash" "bytea",
	CONSTRAINT "mails_state" CHECK (("mails"."due_at" IS NULL) = ("mails"."ended_at" IS NOT NULL)),
	CONSTRAINT "mails_attempts" CHECK ("mails"."attempts" >= 0),
	CONSTRAINT "mails_call" CHECK (("mails"."op_id" IS NULL) = ("mails"."input_hash" IS NULL))
);
--> statement-breakpoint
ALTER TABLE "tasks" ADD COLUMN "purging_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "invites" ADD COLUMN "project_id" uuid;--> statement-breakpoint
ALTER TABLE "invites" ADD COLUMN "right" "project_right";--> statement-breakpoint
ALTER TABLE "invites" ADD COLUMN "used_by" uuid;--> statement-breakpoint
ALTER TABLE "invites" ADD COLUMN "revoked_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "labels" ADD COLUMN "purging_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "projects" ADD COLUMN "purging_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "sections" ADD COLUMN "purging_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "account_links" ADD CONSTRAINT "account_links_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "account_links_secret" ON "account_links" USING btree ("secret_hash");--> statement-breakpoint
CREATE INDEX "account_links_user" ON "account_links" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "account_links_expiry" ON "account_links" USING btree ("expires_at");--> statement-breakpoint
CREATE UNIQUE INDEX "mails_op" ON "mails" USING btree ("op_id");--> statement-breakpoint
CREATE INDEX "mails_due" ON "mails" USING btree ("due_at") WHERE due_at IS NOT NULL;--> statement-breakpoint
CREATE INDEX "mails_ended" ON "mails" USING btree ("ended_at") WHERE ended_at IS NOT NULL;--> statement-breakpoint
ALTER TABLE "invites" ADD CONSTRAINT "invites_used_by_users_id_fk" FOREIGN KEY ("used_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invites" ADD CONSTRAINT "invites_project" FOREIGN KEY ("workspace_id","project_id") REFERENCES "public"."projects"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "op_results_told" ON "op_results" USING gin (jsonb_path_query_array(answer, '$.**.id'));--> statement-breakpoint
CREATE INDEX "tasks_deleted" ON "tasks" USING btree ("workspace_id","deleted_at","id") WHERE deleted_at IS NOT NULL;--> statement-breakpoint
CREATE INDEX "comments_deleted" ON "comments" USING btree ("workspace_id","deleted_at","id") WHERE deleted_at IS NOT NULL;--> statement-breakpoint
CREATE INDEX "invites_maker" ON "invites" USING btree ("workspace_id","created_by");--> statement-breakpoint
ALTER TABLE "invites" ADD CONSTRAINT "invites_project_right" CHECK (("invites"."project_id" IS NULL) = ("invites"."right" IS NULL));--> statement-breakpoint
ALTER TABLE "invites" ADD CONSTRAINT "invites_use" CHECK (("invites"."used_at" IS NULL) = ("invites"."used_by" IS NULL));--> statement-breakpoint
ALTER TABLE "invites" ADD CONSTRAINT "invites_end" CHECK ("invites"."used_at" IS NULL OR "invites"."revoked_at" IS NULL);