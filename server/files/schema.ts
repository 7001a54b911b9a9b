import type { Readable } from 'node:stream';
import type { FileId, WorkspaceId } from '../domain/ids.ts';

/** Where the bytes of one file are: in a workspace's part of the store, under a name of their own. */
export type FileKey = { workspaceId: WorkspaceId; fileId: FileId };

/** Bytes from `start` to `end`, both of them with it, as RFC 9110 counts. */
export type FileRange = { start: number; end: number };

/** Keeps bytes that never change. Each file is written once, under a key that is used once. */
export type FileStore = {
  /** Stores a file of this machine; when it resolves, the bytes outlive a crash. Done again it changes nothing. */
  put(key: FileKey, path: string): Promise<void>;
  /** Its bytes as a stream, once they begin to come; null where the store has none. @throws SERVICE_UNAVAILABLE */
  open(key: FileKey, range?: FileRange): Promise<Readable | null>;
  /** Removes bytes; those that are gone already count as removed. */
  drop(key: FileKey): Promise<void>;
};
