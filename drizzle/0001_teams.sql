CREATE TYPE "public"."account_link_kind" AS ENUM('password', 'email');--> statement-breakpoint
CREATE TYPE "public"."mail_kind" AS ENUM('invite', 'reset', 'confirm-email', 'email-changed');--> statement-breakpoint
CREATE TYPE "public"."image_type" AS ENUM('png', 'jpeg', 'gif', 'webp', 'avif');--> statement-breakpoint
ALTER TYPE "public"."entity" ADD VALUE 'invite' BEFORE 'project';--> statement-breakpoint
ALTER TYPE "public"."entity" ADD VALUE 'attachment';--> statement-breakpoint
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
CREATE TABLE "attachments" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"task_id" uuid NOT NULL,
	"comment_id" uuid,
	"file_id" uuid NOT NULL,
	"name" text NOT NULL,
	"size" bigint NOT NULL,
	"sha256" "bytea" NOT NULL,
	"image_type" "image_type",
	"width" integer,
	"height" integer,
	"version" integer DEFAULT 1 NOT NULL,
	"created_by" uuid,
	"imported_author" text,
	"source" text,
	"source_id" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"deleted_at" timestamp (3) with time zone,
	CONSTRAINT "attachments_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "attachments_size_range" CHECK ("attachments"."size" > 0),
	CONSTRAINT "attachments_image" CHECK (("attachments"."image_type" IS NULL) = ("attachments"."width" IS NULL) AND ("attachments"."width" IS NULL) = ("attachments"."height" IS NULL)),
	CONSTRAINT "attachments_image_range" CHECK ("attachments"."width" > 0 AND "attachments"."height" > 0)
);
--> statement-breakpoint
CREATE TABLE "file_deletions" (
	"workspace_id" uuid NOT NULL,
	"file_id" uuid NOT NULL,
	"due_at" timestamp (3) with time zone NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "file_deletions_workspace_id_file_id_pk" PRIMARY KEY("workspace_id","file_id")
);
--> statement-breakpoint
ALTER TABLE "uploads" ALTER COLUMN "sha256" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "tasks" ADD COLUMN "purging_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "invites" ADD COLUMN "project_id" uuid;--> statement-breakpoint
ALTER TABLE "invites" ADD COLUMN "right" "project_right";--> statement-breakpoint
ALTER TABLE "invites" ADD COLUMN "used_by" uuid;--> statement-breakpoint
ALTER TABLE "invites" ADD COLUMN "signed_up_by" uuid;--> statement-breakpoint
ALTER TABLE "invites" ADD COLUMN "revoked_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "labels" ADD COLUMN "purging_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "projects" ADD COLUMN "purging_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "sections" ADD COLUMN "purging_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "account_links" ADD CONSTRAINT "account_links_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "attachments" ADD CONSTRAINT "attachments_task_fk" FOREIGN KEY ("workspace_id","task_id") REFERENCES "public"."tasks"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "attachments" ADD CONSTRAINT "attachments_comment_fk" FOREIGN KEY ("workspace_id","comment_id") REFERENCES "public"."comments"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "file_deletions" ADD CONSTRAINT "file_deletions_workspace" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "account_links_secret" ON "account_links" USING btree ("secret_hash");--> statement-breakpoint
CREATE INDEX "account_links_user" ON "account_links" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "account_links_expiry" ON "account_links" USING btree ("expires_at");--> statement-breakpoint
CREATE UNIQUE INDEX "mails_op" ON "mails" USING btree ("op_id");--> statement-breakpoint
CREATE INDEX "mails_due" ON "mails" USING btree ("due_at") WHERE due_at IS NOT NULL;--> statement-breakpoint
CREATE INDEX "mails_ended" ON "mails" USING btree ("ended_at") WHERE ended_at IS NOT NULL;--> statement-breakpoint
CREATE UNIQUE INDEX "attachments_file" ON "attachments" USING btree ("workspace_id","file_id");--> statement-breakpoint
CREATE UNIQUE INDEX "attachments_source" ON "attachments" USING btree ("workspace_id","source","source_id");--> statement-breakpoint
CREATE INDEX "attachments_task" ON "attachments" USING btree ("workspace_id","task_id","created_at","id");--> statement-breakpoint
CREATE INDEX "attachments_comment" ON "attachments" USING btree ("workspace_id","comment_id") WHERE comment_id IS NOT NULL;--> statement-breakpoint
CREATE INDEX "attachments_size" ON "attachments" USING btree ("workspace_id","size");--> statement-breakpoint
CREATE INDEX "file_deletions_due" ON "file_deletions" USING btree ("due_at");--> statement-breakpoint
ALTER TABLE "invites" ADD CONSTRAINT "invites_used_by_users_id_fk" FOREIGN KEY ("used_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invites" ADD CONSTRAINT "invites_signed_up_by_users_id_fk" FOREIGN KEY ("signed_up_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invites" ADD CONSTRAINT "invites_project" FOREIGN KEY ("workspace_id","project_id") REFERENCES "public"."projects"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "op_results_told" ON "op_results" USING gin (jsonb_path_query_array(answer, '$.**.id'));--> statement-breakpoint
CREATE INDEX "task_keys_task_id" ON "task_keys" USING btree ("workspace_id","task_id");--> statement-breakpoint
CREATE INDEX "tasks_deleted" ON "tasks" USING btree ("workspace_id","deleted_at","id") WHERE deleted_at IS NOT NULL;--> statement-breakpoint
CREATE INDEX "comments_deleted" ON "comments" USING btree ("workspace_id","deleted_at","id") WHERE deleted_at IS NOT NULL;--> statement-breakpoint
CREATE INDEX "day_plans_task_id" ON "day_plans" USING btree ("workspace_id","task_id");--> statement-breakpoint
CREATE INDEX "reminders_task_id" ON "reminders" USING btree ("workspace_id","task_id");--> statement-breakpoint
CREATE INDEX "invites_maker" ON "invites" USING btree ("workspace_id","created_by");--> statement-breakpoint
ALTER TABLE "invites" ADD CONSTRAINT "invites_project_right" CHECK (("invites"."project_id" IS NULL) = ("invites"."right" IS NULL));--> statement-breakpoint
ALTER TABLE "invites" ADD CONSTRAINT "invites_use" CHECK (("invites"."used_at" IS NULL) = ("invites"."used_by" IS NULL));--> statement-breakpoint
ALTER TABLE "invites" ADD CONSTRAINT "invites_sign_up" CHECK ("invites"."used_by" = "invites"."signed_up_by");--> statement-breakpoint
ALTER TABLE "invites" ADD CONSTRAINT "invites_end" CHECK ("invites"."used_at" IS NULL OR "invites"."revoked_at" IS NULL);