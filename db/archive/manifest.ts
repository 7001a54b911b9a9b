import * as z from 'zod';

/** Raised when an older program could no longer read what this one writes. */
export const archiveFormat = 1;

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const count = z.int().nonnegative();

const schemaVersion = z.strictObject({
  /** Position in the migration journal, from 0. */
  index: count,
  tag: z.string(),
  hash: sha256,
  /** The journal's `when`, milliseconds. */
  when: count,
});

/** The last migration that a database has seen. */
export type SchemaVersion = z.infer<typeof schemaVersion>;

/** The first entry: enough to refuse an archive before reading the rest of it. Open to later fields. */
export const archiveHead = z.object({
  application: z.literal('cairn'),
  format: count,
  appVersion: z.string(),
  createdAt: z.iso.datetime(),
  /** `server_version` of the Postgres that was read. */
  postgres: z.string(),
  schema: schemaVersion,
});

export type ArchiveHead = z.infer<typeof archiveHead>;

/** The last entry: what the archive must hold, so that a cut or changed archive is seen. */
export const archiveManifest = archiveHead.extend({
  tables: z.array(
    z.strictObject({
      name: z.string(),
      columns: z.array(z.string()),
      rows: count,
      bytes: count,
      sha256,
    }),
  ),
  /** Tables whose rows were left out on purpose. */
  skippedTables: z.array(z.string()),
  /** The next value that each sequence would have given. */
  sequences: z.array(z.strictObject({ name: z.string(), next: z.string().regex(/^-?\d+$/) })),
  files: z.array(z.strictObject({ path: z.string(), bytes: count, sha256 })),
});

export type Manifest = z.infer<typeof archiveManifest>;
export type ArchivedTable = Manifest['tables'][number];
export type ArchivedFile = Manifest['files'][number];

/** One step of a backup or restore, for a person who waits. */
export type ArchiveProgress = {
  step: 'verify' | 'table' | 'left-out' | 'file' | 'migrate' | 'analyze';
  /** The table, file or migration; for `verify` the archive's name. `left-out`: a table of another program. */
  name: string;
};

export const headEntry = 'head.json';
export const manifestEntry = 'manifest.json';
const tablePrefix = 'tables/';
const filePrefix = 'files/';

/** The entry of one piece of a table's rows; pieces are numbered from 0. */
export function tableEntry(table: string, piece: number): string {
  return `${tablePrefix}${table}/${String(piece).padStart(6, '0')}.copy`;
}

export function fileEntry(path: string): string {
  return `${filePrefix}${path}`;
}

export type EntryKind =
  | { kind: 'head' }
  | { kind: 'manifest' }
  | { kind: 'table'; name: string; piece: number }
  | { kind: 'file'; path: string };

/** What an entry's name says it is; `null` for a name that this program never writes. */
export function readEntryName(name: string): EntryKind | null {
  if (name === headEntry) return { kind: 'head' };
  if (name === manifestEntry) return { kind: 'manifest' };
  const piece = /^tables\/(\w+)\/(\d{6,})\.copy$/.exec(name);
  if (piece?.[1] && piece[2]) {
    return { kind: 'table', name: piece[1], piece: Number(piece[2]) };
  }
  if (name.startsWith(filePrefix)) {
    const path = name.slice(filePrefix.length);
    return isSafePath(path) ? { kind: 'file', path } : null;
  }
  return null;
}

/** A relative path with `/` that cannot leave its folder. */
function isSafePath(path: string): boolean {
  return (
    !/[\\\0]/.test(path) &&
    path.split('/').every((part) => part !== '' && part !== '.' && part !== '..')
  );
}
