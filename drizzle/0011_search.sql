ALTER TABLE "tasks" ADD COLUMN "notes_folded" text;--> statement-breakpoint
ALTER TABLE "tasks" ADD COLUMN "title_search" "tsvector" GENERATED ALWAYS AS (ts_filter(search, '{a,b}') || array_to_tsvector(ARRAY[workspace_id::text])) STORED NOT NULL;--> statement-breakpoint
CREATE INDEX "tasks_title_search" ON "tasks" USING gin ("title_search");--> statement-breakpoint
CREATE INDEX "tasks_unfolded" ON "tasks" USING btree ("workspace_id","id") WHERE notes_folded IS NULL;