CREATE TYPE "public"."account_link_kind" AS ENUM('password', 'email');--> statement-breakpoint
CREATE TYPE "public"."mail_kind" AS ENUM('invite', 'reset', 'confirm-email', 'email-changed');--> statement-breakpoint
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
ALTER TABLE "account_links" ADD CONSTRAINT "account_links_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "account_links_secret" ON "account_links" USING btree ("secret_hash");--> statement-breakpoint
CREATE INDEX "account_links_user" ON "account_links" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "account_links_expiry" ON "account_links" USING btree ("expires_at");--> statement-breakpoint
CREATE UNIQUE INDEX "mails_op" ON "mails" USING btree ("op_id");--> statement-breakpoint
CREATE INDEX "mails_due" ON "mails" USING btree ("due_at") WHERE due_at IS NOT NULL;--> statement-breakpoint
CREATE INDEX "mails_ended" ON "mails" USING btree ("ended_at") WHERE ended_at IS NOT NULL;