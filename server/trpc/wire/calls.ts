import { TRPCError } from '@trpc/server';
import { getProcedureAtPath } from '@trpc/server/unstable-core-do-not-import';
import type { AnyProcedure, AnyRouter } from '@trpc/server/unstable-core-do-not-import';

/** One call of a request. @property procedure null where its path names none */
export type WireCall = { index: number; path: string; procedure: AnyProcedure | null };
export type WireType = AnyProcedure['_def']['type'] | 'unknown';

/** Finds what a path, one or a list, calls. @throws TRPCError where the request as a whole is none */
export async function findCalls(
  router: AnyRouter,
  path: string,
  { batch, most }: { batch: boolean; most: number },
): Promise<{ calls: WireCall[]; type: WireType }> {
  const paths = batch ? path.split(',') : [path];
  if (batch && paths.length > most)
    throw new TRPCError({ code: 'BAD_REQUEST', message: 'Batch call exceeds maximum size' });
  const calls: WireCall[] = [];
  for (const [index, one] of paths.entries()) {
    const known = knownProcedure(router, one);
    // Only a part of the router that is loaded late is worth the wait.
    calls.push({ index, path: one, procedure: known ?? (await getProcedureAtPath(router, one)) });
  }
  return { calls, type: oneType(calls) };
}

/** @returns undefined where none is known by now; the table has no prototype, so `constructor` is none */
export function knownProcedure({ _def }: AnyRouter, path: string): AnyProcedure | undefined {
  return (_def.procedures as Record<string, AnyProcedure | undefined>)[path];
}

function oneType(calls: readonly WireCall[]): WireType {
  const types = new Set(calls.flatMap(({ procedure }) => (procedure ? [procedure._def.type] : [])));
  if (types.size > 1)
    throw new TRPCError({
      code: 'BAD_REQUEST',
      message: `Cannot mix procedure types in call: ${[...types].join(', ')}`,
    });
  const [type = 'unknown'] = types;
  return type;
}

/** A path as sent, decoded. @throws TRPCError `BAD_REQUEST` where it is no UTF-8 */
export function decodePath(path: string): string {
  if (!path.includes('%')) return path;
  try {
    return decodeURIComponent(path);
  } catch (cause) {
    const message = `Invalid URL-encoding in path "${path}"`;
    throw new TRPCError({ code: 'BAD_REQUEST', message, cause });
  }
}
