import { isDeepStrictEqual } from 'node:util';
import * as z from 'zod';
import { cursorsOf } from '../../platform/page.ts';
import { publicError } from '../../trpc/errors.ts';
import { callProcedure } from '../../trpc/call-procedure.ts';
import { getTRPCErrorFromUnknown } from '@trpc/server';
import type { App } from './app.ts';
import type { Asker, Question } from './scene.ts';

/** An answer, or the code of a refusal. */
export type Told = { data: unknown } | { code: string };

/** Asks a process. @throws where it cannot be reached, or fails */
export async function askApp(app: App, asker: Asker, { path, input }: Question): Promise<Told> {
  const url = `${app.url()}/api/trpc/${path}?input=${encodeURIComponent(JSON.stringify(input))}`;
  return toldBy(await fetch(url, { headers: asker.headers }));
}

/** Calls a procedure that writes. @throws where it cannot be reached, or fails */
export async function tellApp(
  app: App,
  asker: Asker,
  { path, input }: { path: string; input: object },
): Promise<Told> {
  const headers = { ...asker.headers, origin: app.url(), 'content-type': 'application/json' };
  const body = JSON.stringify(input);
  return toldBy(await fetch(`${app.url()}/api/trpc/${path}`, { method: 'POST', headers, body }));
}

async function toldBy(response: Response): Promise<Told> {
  const body = (await response.json()) as {
    result?: { data: unknown };
    error?: { message: string; data: { code: string } };
  };
  if (response.status >= 500) throw new Error(`${response.status} ${body.error?.message}`);
  return body.result ?? { code: body.error?.data.code ?? '' };
}

/** The same read by Postgres alone. @param aheadMs by how much the processes' clocks are ahead */
export async function askPostgres(
  asker: Asker,
  { path, input }: Question,
  aheadMs: number,
): Promise<Told> {
  const { runtime } = asker.ctx;
  const now = new Date(runtime.clock.now().getTime() + aheadMs).toISOString();
  try {
    const data = await callProcedure({ ...asker.ctx, now }, path, input);
    return { data: JSON.parse(JSON.stringify(data)) as unknown };
  } catch (error) {
    return { code: publicError(getTRPCErrorFromUnknown(error)).code };
  }
}

/** The same data, or the same refusal: a session that is over must sign in, whichever way it asks. */
export function isSame(one: Told, other: Told, by: Asked): boolean {
  return isDeepStrictEqual(opened(one, by), opened(other, by));
}

type Asked = { asker: Asker; question: Question };

/** With what its cursor says: sealed, no two are alike. */
function opened(told: Told, { asker, question }: Asked): Told {
  if (!('data' in told)) return told;
  const data = told.data as { nextCursor?: string | null };
  if (typeof data.nextCursor !== 'string') return told;
  const nextCursor = cursorsOf(question.path).open(asker.ctx, data.nextCursor, z.unknown());
  return { data: { ...data, nextCursor } };
}
