ALTER TYPE "public"."entity" ADD VALUE 'invite' BEFORE 'project';--> statement-breakpoint
ALTER TABLE "invites" ADD COLUMN "project_id" uuid;--> statement-breakpoint
ALTER TABLE "invites" ADD COLUMN "right" "project_right";--> statement-breakpoint
ALTER TABLE "invites" ADD COLUMN "used_by" uuid;--> statement-breakpoint
ALTER TABLE "invites" ADD COLUMN "revoked_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "invites" ADD CONSTRAINT "invites_used_by_users_id_fk" FOREIGN KEY ("used_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invites" ADD CONSTRAINT "invites_project" FOREIGN KEY ("workspace_id","project_id") REFERENCES "public"."projects"("workspace_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "invites_maker" ON "invites" USING btree ("workspace_id","created_by");--> statement-breakpoint
ALTER TABLE "invites" ADD CONSTRAINT "invites_project_right" CHECK (("invites"."project_id" IS NULL) = ("invites"."right" IS NULL));--> statement-breakpoint
ALTER TABLE "invites" ADD CONSTRAINT "invites_use" CHECK (("invites"."used_at" IS NULL) = ("invites"."used_by" IS NULL));--> statement-breakpoint
ALTER TABLE "invites" ADD CONSTRAINT "invites_end" CHECK ("invites"."used_at" IS NULL OR "invites"."revoked_at" IS NULL);