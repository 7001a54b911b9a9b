import type { PoolClient } from 'pg';
import type { FileElsewhere } from '../../db/archive/backup.ts';
import type { FileId, WorkspaceId } from '../domain/ids.ts';
import { openBucketStore } from '../files/open-bucket-store.ts';
import type { Env } from '../platform/env.ts';

type Row = { workspaceId: WorkspaceId; fileId: FileId; bytes: number };

/**
 * The attachments that lie in the bucket, for a backup that holds all of the instance. A restore brings them to the
 * data folder, where they are found as well.
 */
export function listBucketFiles({
  bucket,
}: Pick<Env, 'bucket'>): (client: PoolClient) => Promise<FileElsewhere[]> {
  return async (client) => {
    if (bucket === null) return [];
    // Of an instance that is older than its attachments.
    const found = await client.query<{ name: string | null }>(
      `SELECT to_regclass('attachments') AS name`,
    );
    if (!found.rows[0]?.name) return [];
    const store = openBucketStore(bucket);
    const { rows } = await client.query<Row>(
      `SELECT workspace_id AS "workspaceId", file_id AS "fileId", size::float8 AS bytes
         FROM attachments ORDER BY workspace_id, file_id`,
    );
    return rows.map(({ bytes, ...key }) => ({
      path: `attachments/${key.workspaceId}/${key.fileId}`,
      bytes,
      open: () => store.open(key),
    }));
  };
}
