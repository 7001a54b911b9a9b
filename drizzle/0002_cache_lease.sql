CREATE TABLE "cache_leases" (
	"one" integer PRIMARY KEY DEFAULT 1 NOT NULL,
	"generation" text NOT NULL,
	"enabled" boolean NOT NULL,
	"masters" text[] NOT NULL,
	"anchor" text NOT NULL,
	"failures" integer DEFAULT 0 NOT NULL,
	"changed_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "cache_leases_one" CHECK ("cache_leases"."one" = 1)
);
