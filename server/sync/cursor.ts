import { id } from '../domain/ids.ts';
import type { WorkspaceId } from '../domain/ids.ts';
import { longestCursor } from '../domain/limits.ts';
import { badField } from '../platform/errors.ts';

/** Where a reader stands in a workspace's log: all up to and with `seq` is theirs, of the data of this epoch. */
export type Position = { epoch: string; seq: number };
/** A position for each workspace that the reader is in. */
export type Positions = Map<WorkspaceId, Position>;

/** The first byte of a cursor: the form of what follows. */
const form = 1;
const idBytes = 16;
const mostBytes = Math.floor((longestCursor * 3) / 4);

/**
 * Positions as the opaque text that readers keep: for each epoch, which is one but for a moment after a restore, its
 * name and how many workspaces follow, each an id and a number. What does not fit is left out, from the end on.
 */
export function encodePositions(positions: ReadonlyMap<WorkspaceId, Position>): string {
  const groups = new Map<string, { count: number; bytes: number[] }>();
  let length = 1;
  for (const [workspaceId, { epoch, seq }] of positions) {
    const known = groups.get(epoch);
    const bytes = [...Buffer.from(workspaceId.replaceAll('-', ''), 'hex'), ...numberBytes(seq)];
    length += bytes.length + (known ? 0 : headBytes(epoch, positions.size).length);
    if (length > mostBytes) break;
    const group = known ?? { count: 0, bytes: [] };
    group.count += 1;
    group.bytes.push(...bytes);
    groups.set(epoch, group);
  }
  const all = [...groups].flatMap(([epoch, { count, bytes }]) => [
    ...headBytes(epoch, count),
    ...bytes,
  ]);
  return Buffer.from([form, ...all]).toString('base64url');
}

function headBytes(epoch: string, count: number): number[] {
  const name = Buffer.from(epoch);
  return [...numberBytes(name.length), ...name, ...numberBytes(count)];
}

/** Seven bits a byte, the lowest first; the eighth says that more follow. */
function numberBytes(value: number): number[] {
  const low = value % 128;
  return value < 128 ? [low] : [low + 128, ...numberBytes((value - low) / 128)];
}

/** @throws BAD_REQUEST, naming the field, for a text that is no cursor */
export function decodePositions(cursor: string): Positions {
  try {
    const positions = read(Buffer.from(cursor, 'base64url'));
    // Positions have one text: another was cut or changed.
    if (encodePositions(positions) === cursor) return positions;
  } catch (cause) {
    throw noCursor(cause);
  }
  throw noCursor();
}

const noCursor = (cause?: unknown) =>
  badField(['cursor'], 'is not a cursor of the log. Start again without it.', cause);

const workspaceIdOf = id<WorkspaceId>();

/** @throws RangeError or ZodError for bytes that are no positions */
function read(bytes: Buffer): Positions {
  const positions: Positions = new Map();
  let at = 0;
  const number = (): number => {
    for (let [value, unit] = [0, 1]; ; unit *= 128) {
      const byte = bytes.readUInt8(at);
      at += 1;
      value += (byte % 128) * unit;
      if (!Number.isSafeInteger(value)) throw new RangeError('a number that no log has');
      if (byte < 128) return value;
    }
  };
  const take = (length: number): Buffer => bytes.subarray(at, (at += length));
  if (number() !== form) throw new RangeError('another form');
  while (at < bytes.length) {
    const epoch = take(number()).toString();
    for (let count = number(); count > 0; count -= 1) {
      const hex = take(idBytes).toString('hex');
      const workspaceId = workspaceIdOf.parse(
        hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-'),
      );
      positions.set(workspaceId, { epoch, seq: number() });
    }
  }
  return positions;
}
