ALTER TABLE "tasks" ADD COLUMN "purging_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "labels" ADD COLUMN "purging_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "projects" ADD COLUMN "purging_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "sections" ADD COLUMN "purging_at" timestamp (3) with time zone;--> statement-breakpoint
CREATE INDEX "op_results_told" ON "op_results" USING gin (jsonb_path_query_array(answer, '$.**.id'));--> statement-breakpoint
CREATE INDEX "tasks_deleted" ON "tasks" USING btree ("workspace_id","deleted_at","id") WHERE deleted_at IS NOT NULL;--> statement-breakpoint
CREATE INDEX "comments_deleted" ON "comments" USING btree ("workspace_id","deleted_at","id") WHERE deleted_at IS NOT NULL;