ALTER TYPE "public"."entity" ADD VALUE 'plan';--> statement-breakpoint
ALTER TABLE "day_plans" ADD COLUMN "version" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
CREATE INDEX "day_plans_order" ON "day_plans" USING btree ("user_id","order");