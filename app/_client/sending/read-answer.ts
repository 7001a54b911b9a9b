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
    const retryAfter = readRetryAfter(response.headers.get('retry-after'));
    return { body: await readBody(response), retryAfter };
  } catch (cause) {
    if (cause instanceof CallError) throw cause;
    throw new CallError('UNREACHABLE', 'No answer from the server.', { cause });
  }
}

/** Refusals that say nothing of the request itself: of who asks, of the moment, or that no server of ours is there. */
const passing = new Set([401, 404, 405, 407, 408, 410, 421, 425, 429]);

/** @throws CallError where something on the way refuses this request, as a proxy does what is too long or looks odd */
async function readBody(response: Response): Promise<unknown> {
  const { status } = response;
  const text = await response.text();
  try {
    return JSON.parse(text);
  } catch (cause) {
    if (status < 400 || status >= 500 || passing.has(status)) throw cause;
    throw new CallError('REFUSED_ON_THE_WAY', `something on the way refused it (HTTP ${status})`, {
      cause,
    });
  }
}

/** The data of one answer in tRPC's shape. @throws CallError for a refusal, or for an answer of another shape */
export function readAnswer(body: unknown, retryAfter: number | null): unknown {
  const { result } = (isObject(body) ? body : {}) as Envelope;
  if (result) return result.data;
  throw readRefusal(body, retryAfter);
}

/** What an answer that is no success says, in tRPC's shape or as it is; another shape is no answer of ours. */
export function readRefusal(body: unknown, retryAfter: number | null): CallError {
  const { error, ...plain } = (isObject(body) ? body : {}) as Envelope & ErrorBody;
  const refusal: ErrorBody = error ?? plain;
  const code = refusal.data?.code ?? refusal.code;
  if (typeof code !== 'string')
    return new CallError('UNREACHABLE', 'The answer is not one of ours.');
  return new CallError(code, typeof refusal.message === 'string' ? refusal.message : code, {
    issues: refusal.data?.issues ?? refusal.issues,
    retryAfter,
  });
}

/** The seconds of a `Retry-After`. */
export function readRetryAfter(header: string | null): number | null {
  const seconds = Number(header ?? Number.NaN);
  return Number.isFinite(seconds) ? seconds : null;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
