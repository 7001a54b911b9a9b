ALTER TYPE "public"."entity" ADD VALUE 'relation';--> statement-breakpoint
ALTER TABLE "relations" ADD COLUMN "id" uuid DEFAULT gen_random_uuid() NOT NULL;--> statement-breakpoint
ALTER TABLE "relations" ADD COLUMN "version" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
CREATE UNIQUE INDEX "relations_id" ON "relations" USING btree ("workspace_id","id");--> statement-breakpoint
ALTER TABLE "relations" ADD CONSTRAINT "relations_ends" CHECK (CASE "relations"."kind" WHEN 'relates' THEN "relations"."from_task_id" < "relations"."to_task_id" ELSE "relations"."from_task_id" <> "relations"."to_task_id" END);