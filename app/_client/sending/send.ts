import type { DirectWriteName, WriteName } from '../contract.ts';
import { fetchJson, readAnswer } from './read-answer.ts';

/**
 * Sends one call that writes, alone: calls of a batch run side by side on the server, and an order is promised here.
 * @param wait how long an answer may take, in milliseconds, where that is longer than for most
 * @throws CallError
 */
export async function send(
  procedure: WriteName | DirectWriteName | 'sync.push',
  input: unknown,
  wait?: number,
): Promise<unknown> {
  const { body, retryAfter } = await fetchJson(`/api/trpc/${procedure}`, { post: input, wait });
  return readAnswer(body, retryAfter);
}
