CREATE TYPE "public"."filter_sort" AS ENUM('due', 'created', 'updated', 'priority');--> statement-breakpoint
CREATE TYPE "public"."view_grouping" AS ENUM('none', 'project', 'due', 'priority', 'assignee', 'label');--> statement-breakpoint
CREATE TYPE "public"."view_layout" AS ENUM('list', 'board', 'calendar');--> statement-breakpoint
ALTER TYPE "public"."entity" ADD VALUE 'view';--> statement-breakpoint
CREATE TABLE "saved_views" (
	"workspace_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"name" text NOT NULL,
	"filter" text NOT NULL,
	"layout" "view_layout" NOT NULL,
	"grouping" "view_grouping" NOT NULL,
	"sort" "filter_sort" NOT NULL,
	"is_shared" boolean DEFAULT false NOT NULL,
	"order" text COLLATE "C" NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_by" uuid NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"deleted_at" timestamp (3) with time zone,
	CONSTRAINT "saved_views_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
ALTER TABLE "saved_views" ADD CONSTRAINT "saved_views_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "saved_views" ADD CONSTRAINT "saved_views_maker" FOREIGN KEY ("workspace_id","created_by") REFERENCES "public"."members"("workspace_id","user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "saved_views_order" ON "saved_views" USING btree ("workspace_id","order","id");--> statement-breakpoint
CREATE INDEX "tasks_priority" ON "tasks" USING btree ("workspace_id",(-priority),"due_sort","id") WHERE deleted_at IS NULL;