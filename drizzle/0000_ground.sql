CREATE EXTENSION IF NOT EXISTS pg_trgm;--> statement-breakpoint
CREATE EXTENSION IF NOT EXISTS unaccent;--> statement-breakpoint
CREATE TYPE "public"."locale" AS ENUM('en', 'ru');--> statement-breakpoint
CREATE TYPE "public"."sign_up_mode" AS ENUM('open', 'invitation', 'closed');--> statement-breakpoint
CREATE TYPE "public"."week_day" AS ENUM('monday', 'saturday', 'sunday');--> statement-breakpoint
CREATE TYPE "public"."entity" AS ENUM('workspace', 'member', 'project', 'section', 'label', 'task', 'comment');--> statement-breakpoint
CREATE TYPE "public"."import_state" AS ENUM('previewing', 'previewed', 'running', 'done', 'failed', 'undoing', 'undone');--> statement-breakpoint
CREATE TYPE "public"."recurrence_anchor" AS ENUM('schedule', 'completion');--> statement-breakpoint
CREATE TYPE "public"."missed_policy" AS ENUM('keep-one', 'pile-up', 'skip');--> statement-breakpoint
CREATE TYPE "public"."relation_kind" AS ENUM('blocks', 'relates', 'duplicates');--> statement-breakpoint
CREATE TYPE "public"."task_status" AS ENUM('open', 'done', 'cancelled');--> statement-breakpoint
CREATE TYPE "public"."label_colour" AS ENUM('grey', 'red', 'orange', 'amber', 'yellow', 'lime', 'green', 'teal', 'cyan', 'blue', 'violet', 'pink');--> statement-breakpoint
CREATE TYPE "public"."project_right" AS ENUM('read', 'comment', 'write');--> statement-breakpoint
CREATE TYPE "public"."role" AS ENUM('owner', 'admin', 'member', 'guest');--> statement-breakpoint
CREATE TABLE "account_audit" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"actor_id" uuid,
	"action" text NOT NULL,
	"details" jsonb DEFAULT '{}'::jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "credentials" (
	"issuer" text NOT NULL,
	"subject" text NOT NULL,
	"user_id" uuid NOT NULL,
	"password_hash" text,
	"changed_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "credentials_issuer_subject_pk" PRIMARY KEY("issuer","subject")
);
--> statement-breakpoint
CREATE TABLE "instance_settings" (
	"one" integer PRIMARY KEY DEFAULT 1 NOT NULL,
	"name" text DEFAULT 'Cairn' NOT NULL,
	"sign_up" "sign_up_mode" DEFAULT 'open' NOT NULL,
	"epoch" uuid DEFAULT gen_random_uuid() NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "instance_settings_one" CHECK ("instance_settings"."one" = 1)
);
--> statement-breakpoint
CREATE TABLE "known_devices" (
	"secret_hash" "bytea" PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"last_used_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sessions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"secret_hash" "bytea" NOT NULL,
	"user_agent" text,
	"address" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"last_used_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"revoked_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "sign_in_failures" (
	"key" text PRIMARY KEY NOT NULL,
	"failures" integer DEFAULT 0 NOT NULL,
	"last_failed_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "tokens" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"name" text NOT NULL,
	"secret_hash" "bytea" NOT NULL,
	"scopes" text[] NOT NULL,
	"workspace_ids" uuid[],
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"last_used_at" timestamp (3) with time zone,
	"expires_at" timestamp (3) with time zone,
	"revoked_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "uploads" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"file_name" text NOT NULL,
	"size" integer NOT NULL,
	"sha256" "bytea" NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "users" (
	"id" uuid PRIMARY KEY NOT NULL,
	"email" text NOT NULL,
	"email_folded" text NOT NULL,
	"name" text NOT NULL,
	"locale" "locale" DEFAULT 'en' NOT NULL,
	"time_zone" text DEFAULT 'UTC' NOT NULL,
	"week_start" "week_day" DEFAULT 'monday' NOT NULL,
	"day_start" time (0) DEFAULT '00:00' NOT NULL,
	"is_admin" boolean DEFAULT false NOT NULL,
	"authz_version" integer DEFAULT 1 NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"disabled_at" timestamp (3) with time zone,
	"deleted_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "changes" (
	"workspace_id" uuid NOT NULL,
	"seq" bigint NOT NULL,
	"n" smallint NOT NULL,
	"id" uuid NOT NULL,
	"group_id" uuid NOT NULL,
	"at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"actor_id" uuid,
	"via_token_id" uuid,
	"op_id" uuid,
	"type" text NOT NULL,
	"entity" "entity" NOT NULL,
	"entity_id" uuid NOT NULL,
	"task_id" uuid,
	"project_id" uuid,
	"from_project_id" uuid,
	"audience_user_id" uuid,
	"before" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"after" jsonb DEFAULT '{}'::jsonb NOT NULL,
	CONSTRAINT "changes_workspace_id_seq_n_pk" PRIMARY KEY("workspace_id","seq","n")
);
--> statement-breakpoint
CREATE TABLE "import_items" (
	"workspace_id" uuid NOT NULL,
	"import_id" uuid NOT NULL,
	"ordinal" integer NOT NULL,
	"kind" text NOT NULL,
	"source_id" text NOT NULL,
	"parent_source_id" text,
	"data" jsonb NOT NULL,
	CONSTRAINT "import_items_workspace_id_import_id_ordinal_pk" PRIMARY KEY("workspace_id","import_id","ordinal")
);
--> statement-breakpoint
CREATE TABLE "imports" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"upload_id" uuid,
	"format" text NOT NULL,
	"state" "import_state" NOT NULL,
	"group_id" uuid NOT NULL,
	"ledger" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"done" integer DEFAULT 0 NOT NULL,
	"total" integer DEFAULT 0 NOT NULL,
	"error" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"finished_at" timestamp (3) with time zone,
	CONSTRAINT "imports_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "op_results" (
	"user_id" uuid NOT NULL,
	"op_id" uuid NOT NULL,
	"procedure" text NOT NULL,
	"input_hash" "bytea" NOT NULL,
	"workspace_id" uuid,
	"answer" jsonb,
	"seq" bigint,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "op_results_user_id_op_id_pk" PRIMARY KEY("user_id","op_id")
);
--> statement-breakpoint
CREATE TABLE "relations" (
	"workspace_id" uuid NOT NULL,
	"from_task_id" uuid NOT NULL,
	"kind" "relation_kind" NOT NULL,
	"to_task_id" uuid NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "relations_workspace_id_from_task_id_kind_to_task_id_pk" PRIMARY KEY("workspace_id","from_task_id","kind","to_task_id")
);
--> statement-breakpoint
CREATE TABLE "task_assignees" (
	"workspace_id" uuid NOT NULL,
	"task_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"due_sort" date NOT NULL,
	"is_open" boolean NOT NULL,
	CONSTRAINT "task_assignees_workspace_id_task_id_user_id_pk" PRIMARY KEY("workspace_id","task_id","user_id")
);
--> statement-breakpoint
CREATE TABLE "task_keys" (
	"workspace_id" uuid NOT NULL,
	"project_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"task_id" uuid NOT NULL,
	CONSTRAINT "task_keys_workspace_id_project_id_number_pk" PRIMARY KEY("workspace_id","project_id","number")
);
--> statement-breakpoint
CREATE TABLE "task_labels" (
	"workspace_id" uuid NOT NULL,
	"task_id" uuid NOT NULL,
	"label_id" uuid NOT NULL,
	"due_sort" date NOT NULL,
	"is_open" boolean NOT NULL,
	CONSTRAINT "task_labels_workspace_id_task_id_label_id_pk" PRIMARY KEY("workspace_id","task_id","label_id")
);
--> statement-breakpoint
CREATE TABLE "tasks" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"project_id" uuid NOT NULL,
	"section_id" uuid,
	"parent_id" uuid,
	"number" integer NOT NULL,
	"title" text NOT NULL,
	"title_folded" text NOT NULL,
	"notes" text DEFAULT '' NOT NULL,
	"status" "task_status" DEFAULT 'open' NOT NULL,
	"priority" smallint DEFAULT 0 NOT NULL,
	"start_on" date,
	"due_on" date,
	"due_time" time (0),
	"time_zone" text,
	"due_at" timestamp (3) with time zone,
	"estimate_minutes" integer,
	"order" text COLLATE "C" NOT NULL,
	"rrule" text,
	"rdates" text[],
	"exdates" text[],
	"series_start" date,
	"occurrence_on" date,
	"occurrences_done" integer DEFAULT 0 NOT NULL,
	"anchor" "recurrence_anchor",
	"missed_policy" "missed_policy",
	"reset_subtasks" boolean DEFAULT false NOT NULL,
	"paused_at" timestamp (3) with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	"created_by" uuid,
	"imported_author" text,
	"source" text,
	"source_id" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"completed_at" timestamp (3) with time zone,
	"deleted_at" timestamp (3) with time zone,
	"search" "tsvector" NOT NULL,
	"due_sort" date GENERATED ALWAYS AS (coalesce(due_on, 'infinity'::date)) STORED NOT NULL,
	"is_open" boolean GENERATED ALWAYS AS ((status = 'open' AND deleted_at IS NULL)) STORED NOT NULL,
	CONSTRAINT "tasks_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "tasks_place" UNIQUE("workspace_id","project_id","id"),
	CONSTRAINT "tasks_facets" UNIQUE("workspace_id","id","due_sort","is_open"),
	CONSTRAINT "tasks_priority_range" CHECK ("tasks"."priority" BETWEEN 0 AND 3),
	CONSTRAINT "tasks_subtask_place" CHECK ("tasks"."parent_id" IS NULL OR "tasks"."section_id" IS NULL),
	CONSTRAINT "tasks_due_day" CHECK ("tasks"."due_time" IS NULL OR "tasks"."due_on" IS NOT NULL),
	CONSTRAINT "tasks_series_zone" CHECK ("tasks"."rrule" IS NULL OR "tasks"."time_zone" IS NOT NULL),
	CONSTRAINT "tasks_due_zone" CHECK ("tasks"."time_zone" IS NULL OR "tasks"."due_time" IS NOT NULL OR "tasks"."rrule" IS NOT NULL),
	CONSTRAINT "tasks_due_instant" CHECK (("tasks"."due_at" IS NOT NULL) = ("tasks"."due_time" IS NOT NULL AND "tasks"."time_zone" IS NOT NULL))
);
--> statement-breakpoint
CREATE TABLE "comments" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"task_id" uuid NOT NULL,
	"body" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_by" uuid,
	"imported_author" text,
	"source" text,
	"source_id" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"deleted_at" timestamp (3) with time zone,
	"search" "tsvector" NOT NULL,
	CONSTRAINT "comments_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "completions" (
	"workspace_id" uuid NOT NULL,
	"task_id" uuid NOT NULL,
	"occurrence_on" date NOT NULL,
	"completed_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"created_by" uuid,
	"imported_author" text,
	"source" text,
	"source_id" text,
	"reset_subtask_ids" uuid[] DEFAULT '{}' NOT NULL,
	CONSTRAINT "completions_workspace_id_task_id_occurrence_on_pk" PRIMARY KEY("workspace_id","task_id","occurrence_on")
);
--> statement-breakpoint
CREATE TABLE "day_plans" (
	"workspace_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"task_id" uuid NOT NULL,
	"order" text COLLATE "C" NOT NULL,
	CONSTRAINT "day_plans_workspace_id_user_id_task_id_pk" PRIMARY KEY("workspace_id","user_id","task_id")
);
--> statement-breakpoint
CREATE TABLE "hot_tasks" (
	"workspace_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"task_id" uuid NOT NULL,
	"hot_from" date NOT NULL,
	"due_sort" date NOT NULL,
	"due_time" time (0),
	CONSTRAINT "hot_tasks_workspace_id_user_id_task_id_pk" PRIMARY KEY("workspace_id","user_id","task_id")
);
--> statement-breakpoint
CREATE TABLE "reminders" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"task_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"remind_at" timestamp (3) with time zone NOT NULL,
	"sent_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "reminders_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "invites" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"secret_hash" "bytea" NOT NULL,
	"role" "role" NOT NULL,
	"email" text,
	"created_by" uuid NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"used_at" timestamp (3) with time zone,
	CONSTRAINT "invites_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "labels" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"name" text NOT NULL,
	"name_folded" text NOT NULL,
	"colour" "label_colour" NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_by" uuid,
	"imported_author" text,
	"source" text,
	"source_id" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"deleted_at" timestamp (3) with time zone,
	CONSTRAINT "labels_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "members" (
	"workspace_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"role" "role" NOT NULL,
	"joined_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"removed_at" timestamp (3) with time zone,
	CONSTRAINT "members_workspace_id_user_id_pk" PRIMARY KEY("workspace_id","user_id")
);
--> statement-breakpoint
CREATE TABLE "project_members" (
	"workspace_id" uuid NOT NULL,
	"project_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"right" "project_right" NOT NULL,
	CONSTRAINT "project_members_workspace_id_project_id_user_id_pk" PRIMARY KEY("workspace_id","project_id","user_id")
);
--> statement-breakpoint
CREATE TABLE "projects" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"name" text NOT NULL,
	"key" text NOT NULL,
	"colour" "label_colour" DEFAULT 'grey' NOT NULL,
	"is_private" boolean DEFAULT false NOT NULL,
	"inbox_of" uuid,
	"next_number" integer DEFAULT 1 NOT NULL,
	"order" text COLLATE "C" NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_by" uuid,
	"imported_author" text,
	"source" text,
	"source_id" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"archived_at" timestamp (3) with time zone,
	"deleted_at" timestamp (3) with time zone,
	CONSTRAINT "projects_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "sections" (
	"workspace_id" uuid NOT NULL,
	"project_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"name" text NOT NULL,
	"order" text COLLATE "C" NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_by" uuid,
	"imported_author" text,
	"source" text,
	"source_id" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"deleted_at" timestamp (3) with time zone,
	CONSTRAINT "sections_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "sections_place" UNIQUE("workspace_id","project_id","id")
);
--> statement-breakpoint
CREATE TABLE "workspaces" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"seq" bigint DEFAULT 0 NOT NULL,
	"sync_floor_seq" bigint DEFAULT 0 NOT NULL,
	"is_personal" boolean DEFAULT false NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"deleted_at" timestamp (3) with time zone
);
--> statement-breakpoint
ALTER TABLE "account_audit" ADD CONSTRAINT "account_audit_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "credentials" ADD CONSTRAINT "credentials_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "known_devices" ADD CONSTRAINT "known_devices_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tokens" ADD CONSTRAINT "tokens_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "uploads" ADD CONSTRAINT "uploads_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "changes" ADD CONSTRAINT "changes_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "import_items" ADD CONSTRAINT "import_items_import" FOREIGN KEY ("workspace_id","import_id") REFERENCES "public"."imports"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "imports" ADD CONSTRAINT "imports_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "imports" ADD CONSTRAINT "imports_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "op_results" ADD CONSTRAINT "op_results_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "relations" ADD CONSTRAINT "relations_from" FOREIGN KEY ("workspace_id","from_task_id") REFERENCES "public"."tasks"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "relations" ADD CONSTRAINT "relations_to_task" FOREIGN KEY ("workspace_id","to_task_id") REFERENCES "public"."tasks"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "task_assignees" ADD CONSTRAINT "task_assignees_task" FOREIGN KEY ("workspace_id","task_id","due_sort","is_open") REFERENCES "public"."tasks"("workspace_id","id","due_sort","is_open") ON DELETE no action ON UPDATE cascade;--> statement-breakpoint
ALTER TABLE "task_assignees" ADD CONSTRAINT "task_assignees_member" FOREIGN KEY ("workspace_id","user_id") REFERENCES "public"."members"("workspace_id","user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "task_keys" ADD CONSTRAINT "task_keys_project" FOREIGN KEY ("workspace_id","project_id") REFERENCES "public"."projects"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "task_keys" ADD CONSTRAINT "task_keys_task" FOREIGN KEY ("workspace_id","task_id") REFERENCES "public"."tasks"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "task_labels" ADD CONSTRAINT "task_labels_task" FOREIGN KEY ("workspace_id","task_id","due_sort","is_open") REFERENCES "public"."tasks"("workspace_id","id","due_sort","is_open") ON DELETE no action ON UPDATE cascade;--> statement-breakpoint
ALTER TABLE "task_labels" ADD CONSTRAINT "task_labels_label" FOREIGN KEY ("workspace_id","label_id") REFERENCES "public"."labels"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tasks" ADD CONSTRAINT "tasks_project" FOREIGN KEY ("workspace_id","project_id") REFERENCES "public"."projects"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tasks" ADD CONSTRAINT "tasks_section" FOREIGN KEY ("workspace_id","project_id","section_id") REFERENCES "public"."sections"("workspace_id","project_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tasks" ADD CONSTRAINT "tasks_parent" FOREIGN KEY ("workspace_id","project_id","parent_id") REFERENCES "public"."tasks"("workspace_id","project_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "comments" ADD CONSTRAINT "comments_task_fk" FOREIGN KEY ("workspace_id","task_id") REFERENCES "public"."tasks"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "completions" ADD CONSTRAINT "completions_task" FOREIGN KEY ("workspace_id","task_id") REFERENCES "public"."tasks"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "day_plans" ADD CONSTRAINT "day_plans_task" FOREIGN KEY ("workspace_id","task_id") REFERENCES "public"."tasks"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "day_plans" ADD CONSTRAINT "day_plans_member" FOREIGN KEY ("workspace_id","user_id") REFERENCES "public"."members"("workspace_id","user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "hot_tasks" ADD CONSTRAINT "hot_tasks_task_fk" FOREIGN KEY ("workspace_id","task_id") REFERENCES "public"."tasks"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reminders" ADD CONSTRAINT "reminders_task" FOREIGN KEY ("workspace_id","task_id") REFERENCES "public"."tasks"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reminders" ADD CONSTRAINT "reminders_member" FOREIGN KEY ("workspace_id","user_id") REFERENCES "public"."members"("workspace_id","user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invites" ADD CONSTRAINT "invites_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invites" ADD CONSTRAINT "invites_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "labels" ADD CONSTRAINT "labels_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "members" ADD CONSTRAINT "members_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "members" ADD CONSTRAINT "members_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "project_members" ADD CONSTRAINT "project_members_project" FOREIGN KEY ("workspace_id","project_id") REFERENCES "public"."projects"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "project_members" ADD CONSTRAINT "project_members_member" FOREIGN KEY ("workspace_id","user_id") REFERENCES "public"."members"("workspace_id","user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "projects" ADD CONSTRAINT "projects_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sections" ADD CONSTRAINT "sections_project" FOREIGN KEY ("workspace_id","project_id") REFERENCES "public"."projects"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "account_audit_user" ON "account_audit" USING btree ("user_id","at");--> statement-breakpoint
CREATE INDEX "credentials_user" ON "credentials" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "known_devices_user" ON "known_devices" USING btree ("user_id");--> statement-breakpoint
CREATE UNIQUE INDEX "sessions_secret" ON "sessions" USING btree ("secret_hash");--> statement-breakpoint
CREATE INDEX "sessions_user" ON "sessions" USING btree ("user_id");--> statement-breakpoint
CREATE UNIQUE INDEX "tokens_secret" ON "tokens" USING btree ("secret_hash");--> statement-breakpoint
CREATE INDEX "tokens_user" ON "tokens" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "uploads_user" ON "uploads" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "uploads_expiry" ON "uploads" USING btree ("expires_at");--> statement-breakpoint
CREATE UNIQUE INDEX "users_email" ON "users" USING btree ("email_folded") WHERE deleted_at IS NULL;--> statement-breakpoint
CREATE UNIQUE INDEX "changes_id" ON "changes" USING btree ("workspace_id","id");--> statement-breakpoint
CREATE INDEX "changes_group" ON "changes" USING btree ("workspace_id","group_id","seq","n");--> statement-breakpoint
CREATE INDEX "changes_entity" ON "changes" USING btree ("workspace_id","entity_id","seq","n");--> statement-breakpoint
CREATE INDEX "changes_task" ON "changes" USING btree ("workspace_id","task_id","seq","n") WHERE task_id IS NOT NULL;--> statement-breakpoint
CREATE INDEX "changes_project" ON "changes" USING btree ("workspace_id","project_id","seq","n");--> statement-breakpoint
CREATE INDEX "changes_from_project" ON "changes" USING btree ("workspace_id","from_project_id","seq","n") WHERE from_project_id IS NOT NULL;--> statement-breakpoint
CREATE INDEX "import_items_kind" ON "import_items" USING btree ("workspace_id","import_id","kind","ordinal");--> statement-breakpoint
CREATE INDEX "imports_state" ON "imports" USING btree ("state");--> statement-breakpoint
CREATE INDEX "op_results_age" ON "op_results" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "relations_to" ON "relations" USING btree ("workspace_id","to_task_id","kind");--> statement-breakpoint
CREATE INDEX "task_assignees_due" ON "task_assignees" USING btree ("workspace_id","user_id","due_sort","task_id");--> statement-breakpoint
CREATE INDEX "task_assignees_due_open" ON "task_assignees" USING btree ("workspace_id","user_id","due_sort","task_id") WHERE is_open;--> statement-breakpoint
CREATE INDEX "task_labels_due" ON "task_labels" USING btree ("workspace_id","label_id","due_sort","task_id");--> statement-breakpoint
CREATE INDEX "task_labels_due_open" ON "task_labels" USING btree ("workspace_id","label_id","due_sort","task_id") WHERE is_open;--> statement-breakpoint
CREATE UNIQUE INDEX "tasks_number" ON "tasks" USING btree ("workspace_id","project_id","number");--> statement-breakpoint
CREATE UNIQUE INDEX "tasks_source" ON "tasks" USING btree ("workspace_id","source","source_id");--> statement-breakpoint
CREATE INDEX "tasks_order" ON "tasks" USING btree ("workspace_id","project_id","order","id") WHERE deleted_at IS NULL;--> statement-breakpoint
CREATE INDEX "tasks_siblings" ON "tasks" USING btree ("workspace_id","parent_id","order") WHERE parent_id IS NOT NULL;--> statement-breakpoint
CREATE INDEX "tasks_open" ON "tasks" USING btree ("workspace_id","project_id","section_id","parent_id") WHERE is_open;--> statement-breakpoint
CREATE INDEX "tasks_due" ON "tasks" USING btree ("workspace_id","due_sort","id") WHERE deleted_at IS NULL;--> statement-breakpoint
CREATE INDEX "tasks_due_open" ON "tasks" USING btree ("workspace_id","due_sort","id") WHERE is_open;--> statement-breakpoint
CREATE INDEX "tasks_created" ON "tasks" USING btree ("workspace_id","created_at","id") WHERE deleted_at IS NULL;--> statement-breakpoint
CREATE INDEX "tasks_updated" ON "tasks" USING btree ("workspace_id","updated_at","id") WHERE deleted_at IS NULL;--> statement-breakpoint
CREATE INDEX "tasks_search" ON "tasks" USING gin ("search");--> statement-breakpoint
CREATE INDEX "comments_task" ON "comments" USING btree ("workspace_id","task_id","created_at","id");--> statement-breakpoint
CREATE UNIQUE INDEX "comments_source" ON "comments" USING btree ("workspace_id","source","source_id");--> statement-breakpoint
CREATE INDEX "comments_search" ON "comments" USING gin ("search");--> statement-breakpoint
CREATE UNIQUE INDEX "completions_source" ON "completions" USING btree ("workspace_id","source","source_id");--> statement-breakpoint
CREATE INDEX "hot_tasks_from" ON "hot_tasks" USING btree ("user_id","hot_from","due_sort","due_time","task_id","workspace_id");--> statement-breakpoint
CREATE INDEX "hot_tasks_task" ON "hot_tasks" USING btree ("workspace_id","task_id");--> statement-breakpoint
CREATE INDEX "reminders_due" ON "reminders" USING btree ("remind_at") WHERE sent_at IS NULL;--> statement-breakpoint
CREATE UNIQUE INDEX "invites_secret" ON "invites" USING btree ("secret_hash");--> statement-breakpoint
CREATE UNIQUE INDEX "labels_name" ON "labels" USING btree ("workspace_id","name_folded") WHERE deleted_at IS NULL;--> statement-breakpoint
CREATE UNIQUE INDEX "labels_source" ON "labels" USING btree ("workspace_id","source","source_id");--> statement-breakpoint
CREATE INDEX "members_user" ON "members" USING btree ("user_id","workspace_id");--> statement-breakpoint
CREATE INDEX "project_members_user" ON "project_members" USING btree ("workspace_id","user_id","project_id");--> statement-breakpoint
CREATE UNIQUE INDEX "projects_key" ON "projects" USING btree ("workspace_id","key") WHERE deleted_at IS NULL AND inbox_of IS NULL;--> statement-breakpoint
CREATE UNIQUE INDEX "projects_inbox" ON "projects" USING btree ("workspace_id","inbox_of");--> statement-breakpoint
CREATE UNIQUE INDEX "projects_source" ON "projects" USING btree ("workspace_id","source","source_id");--> statement-breakpoint
CREATE INDEX "projects_order" ON "projects" USING btree ("workspace_id","order","id");--> statement-breakpoint
CREATE UNIQUE INDEX "sections_source" ON "sections" USING btree ("workspace_id","source","source_id");--> statement-breakpoint
CREATE INDEX "sections_order" ON "sections" USING btree ("workspace_id","project_id","order","id");