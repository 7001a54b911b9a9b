ALTER TABLE "tasks" ALTER COLUMN "search" SET STATISTICS 1000;--> statement-breakpoint
ALTER TABLE "tasks" ALTER COLUMN "title_search" SET STATISTICS 1000;--> statement-breakpoint
ALTER TABLE "comments" ALTER COLUMN "search" SET STATISTICS 1000;
