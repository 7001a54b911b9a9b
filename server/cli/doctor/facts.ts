/** What a database says of itself, for whoever has to judge whether it is fit. */
export type DatabaseFacts = {
  /** `server_version_num`: 180004. */
  versionNumber: number;
  version: string;
  encoding: string;
  /** Settings without which a commit may be lost. */
  settings: Record<'fsync' | 'full_page_writes' | 'synchronous_commit', string>;
  /** Wanted extensions: installed, could be installed, or not there. */
  extensions: Record<string, 'installed' | 'available' | 'missing'>;
  /** Bytes. */
  size: number;
  maxConnections: number;
  usedConnections: number;
  now: Date;
  /** `created_at` of the migrations that ran, in their order; empty for a database never migrated. */
  migrations: number[];
};

/** The facts, and what this process knows to compare them with. */
export type Inspection = {
  facts: DatabaseFacts;
  /** `when` of each migration of the code. */
  migrations: readonly number[];
  /** This process's own wall clock in the middle of the question, milliseconds since 1970. */
  clock: number;
};
