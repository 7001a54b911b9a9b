import { CallError } from './call-error.ts';
import type { Issue } from './issue.ts';
import { userHeader } from './user-header.ts';

type ErrorBody = {
  code?: unknown;
  message?: unknown;
  issues?: Issue[];
  data?: { code?: unknown; issues?: Issue[] };
};
type Envelope = { result?: { data?: unknown }; error?: ErrorBody };

/** After so many milliseconds an answer is not waited for any more. */
const longestWait = 15_000;

/**
 * Gets, or posts `post`, and says `UNREACHABLE` where no answer of ours came: no network, a proxy's page,
 * a cut body, or nothing at all for as long as `wait`.
 */
export async function fetchJson(
  url: string,
  { post, wait = longestWait }: { post?: unknown; wait?: number } = {},
): Promise<{ body: unknown; retryAfter: number | null }> {
  const headers = { accept: 'application/json', ...userHeader() };
  try {
    const response = await fetch(url, {
      credentials: 'same-origin',
      signal: AbortSignal.timeout(wait),
      ...(post === undefined
        ? { headers }
        : {
            method: 'POST',
            headers: { ...headers, 'content-type': 'application/json' },
            body: JSON.stringify(post),
          }),
    });
    const seconds = Number(response.headers.get('retry-after') ?? Number.NaN);
    return { body: await response.json(), retryAfter: Number.isFinite(seconds) ? seconds : null };
  } catch (cause) {
    throw new CallError('UNREACHABLE', 'No answer from the server.', { cause });
  }
}

/** The data of one answer in tRPC's shape. @throws CallError for a refusal, or for an answer of another shape */
export function readAnswer(body: unknown, retryAfter: number | null): unknown {
  if (!isObject(body)) throw new CallError('UNREACHABLE', 'The answer is not one of ours.');
  const { result, error, ...rest } = body as Envelope & ErrorBody;
  if (result) return result.data;
  const refusal: ErrorBody = error ?? rest;
  const code = refusal.data?.code ?? refusal.code;
  if (typeof code !== 'string')
    throw new CallError('UNREACHABLE', 'The answer is not one of ours.');
  throw new CallError(code, typeof refusal.message === 'string' ? refusal.message : code, {
    issues: refusal.data?.issues ?? refusal.issues,
    retryAfter,
  });
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
