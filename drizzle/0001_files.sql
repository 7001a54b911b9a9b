CREATE TYPE "public"."image_type" AS ENUM('png', 'jpeg', 'gif', 'webp', 'avif');--> statement-breakpoint
ALTER TYPE "public"."entity" ADD VALUE 'attachment';--> statement-breakpoint
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
ALTER TABLE "attachments" ADD CONSTRAINT "attachments_task_fk" FOREIGN KEY ("workspace_id","task_id") REFERENCES "public"."tasks"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "attachments" ADD CONSTRAINT "attachments_comment_fk" FOREIGN KEY ("workspace_id","comment_id") REFERENCES "public"."comments"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "file_deletions" ADD CONSTRAINT "file_deletions_workspace" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "attachments_file" ON "attachments" USING btree ("workspace_id","file_id");--> statement-breakpoint
CREATE UNIQUE INDEX "attachments_source" ON "attachments" USING btree ("workspace_id","source","source_id");--> statement-breakpoint
CREATE INDEX "attachments_task" ON "attachments" USING btree ("workspace_id","task_id","created_at","id");--> statement-breakpoint
CREATE INDEX "attachments_comment" ON "attachments" USING btree ("workspace_id","comment_id") WHERE comment_id IS NOT NULL;--> statement-breakpoint
CREATE INDEX "attachments_size" ON "attachments" USING btree ("workspace_id","size");--> statement-breakpoint
CREATE INDEX "file_deletions_due" ON "file_deletions" USING btree ("due_at");