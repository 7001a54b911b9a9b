import * as z from 'zod';
import { id } from '../domain/ids.ts';
import type { WorkspaceId } from '../domain/ids.ts';
import { decodeCursor, encodeCursor } from '../platform/page.ts';

/** Where a reader stands in a workspace's log: all up to and with `seq` is theirs, of the data of this epoch. */
export type Position = { epoch: string; seq: number };
/** A position for each workspace that the reader is in. */
export type Positions = Map<WorkspaceId, Position>;

const shape = z.array(z.tuple([id<WorkspaceId>(), z.string(), z.int().min(0)])).max(200);

/** Positions as the opaque text that readers keep. */
export function encodePositions(positions: ReadonlyMap<WorkspaceId, Position>): string {
  return encodeCursor(
    [...positions].map(([workspaceId, { epoch, seq }]) => [workspaceId, epoch, seq]),
  );
}

/** @throws BAD_REQUEST, naming the field, for a text that is no cursor */
export function decodePositions(cursor: string): Positions {
  const entries = decodeCursor(cursor, shape);
  return new Map(entries.map(([workspaceId, epoch, seq]) => [workspaceId, { epoch, seq }]));
}
