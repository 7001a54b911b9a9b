import type { WriteName } from '../contract.ts';
import { fetchJson, readAnswer } from './read-answer.ts';

/**
 * Sends one write, alone: calls of a batch run side by side on the server, and an order is promised here.
 * @throws CallError
 */
export async function send(procedure: WriteName, input: unknown): Promise<unknown> {
  const { body, retryAfter } = await fetchJson(`/api/trpc/${procedure}`, { post: input });
  return readAnswer(body, retryAfter);
}
