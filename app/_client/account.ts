import type { Locale } from '../../server/domain/enums.ts';
import type { OpId } from '../../server/domain/ids.ts';
import { newId } from './ids.ts';
import { tellSession } from './session-news.ts';

/** Why an account could not be made or opened, in the page's words (`auth.problem.*`). */
export type Reason =
  | 'wrong'
  | 'disabled'
  | 'throttled'
  | 'busy'
  | 'offline'
  | 'broken'
  | 'closed'
  | 'setupCode'
  | 'setupCodeWrong'
  | 'emailTaken'
  | 'email'
  | 'password'
  | 'passwordEmpty'
  | 'linkOver'
  | 'noMail'
  | 'name';

export type Problem = {
  reason: Reason;
  /** Seconds until it is worth trying again; only where the server said so. */
  wait?: number | undefined;
};

/** What is wrong, by field; `form` is what belongs to no field. Null: it worked. */
export type Problems = Partial<Record<Field | 'form', Problem>> | null;
export type Field = 'name' | 'email' | 'password' | 'setupCode';

export type Registration = {
  name: string;
  email: string;
  password: string;
  locale: Locale;
  timeZone: string;
  setupCode?: string | undefined;
  /** Lets one in where sign-up is by invitation. */
  inviteSecret?: string | undefined;
};

type ServerError = {
  error?: { data?: { code?: string; issues?: { path: (string | number)[] }[] } };
};

let attempt: { input: string; opId: OpId } | null = null;

/** The same form sent again is the same operation, so a lost answer makes no "address is taken". */
function opIdFor(input: Registration): OpId {
  const text = JSON.stringify(input);
  if (attempt?.input !== text) attempt = { input: text, opId: newId<OpId>() };
  return attempt.opId;
}

/** Makes an account. It does not sign in. */
export async function register(input: Registration): Promise<Problems> {
  const response = await send('/api/trpc/account.register', {
    type: 'application/json',
    body: JSON.stringify({ ...input, opId: opIdFor(input) }),
  });
  if (response === null) return { form: { reason: 'offline' } };
  if (response.ok) return null;
  const { error } = (await readJson<ServerError>(response)) ?? {};
  const fields = (error?.data?.issues ?? []).map(({ path }) => path[0]);
  return problemsOf(response, { code: error?.data?.code ?? '', fields });
}

function problemsOf(
  response: Response,
  { code, fields }: { code: string; fields: (string | number | undefined)[] },
): Problems {
  if (code === 'CONFLICT' && fields.includes('email')) return { email: { reason: 'emailTaken' } };
  if (code === 'FORBIDDEN') {
    return fields.includes('setupCode')
      ? { setupCode: { reason: 'setupCode' } }
      : { form: { reason: 'closed' } };
  }
  const problems = Object.fromEntries(
    (['name', 'email', 'password'] as const)
      .filter((field) => code === 'BAD_REQUEST' && fields.includes(field))
      .map((field) => [field, { reason: field }]),
  );
  return Object.keys(problems).length > 0 ? problems : { form: whatFailed(response) };
}

/** Opens a session; the answer sets its cookie. */
export async function signIn(email: string, password: string): Promise<Problems> {
  const csrfToken = await fetchCsrf();
  if (typeof csrfToken !== 'string') return { form: csrfToken };
  const body = new URLSearchParams({ email, password, csrfToken, json: 'true', callbackUrl: '/' });
  const response = await send('/api/auth/callback/credentials', { type: formType, body });
  if (response === null) return { form: { reason: 'offline' } };
  if (response.ok) {
    await forgetLast();
    return told();
  }
  if (response.status === 403) return { form: { reason: 'disabled' } };
  return { form: response.status === 401 ? { reason: 'wrong' } : whatFailed(response) };
}

/** What this device kept of whoever was here last is not for who comes now. Where nothing is kept there is nothing to forget. */
async function forgetLast(): Promise<void> {
  const { dropOwned } = await import('./device/device-rows.ts');
  await dropOwned().catch(() => undefined);
}

/** Ends this browser's session. @returns null when it worked */
export async function signOut(): Promise<Problem | null> {
  const csrfToken = await fetchCsrf();
  if (typeof csrfToken !== 'string') return csrfToken;
  const body = new URLSearchParams({ csrfToken, json: 'true', callbackUrl: '/' });
  const response = await send('/api/auth/signout', { type: formType, body });
  if (response === null) return { reason: 'offline' };
  return response.ok ? told() : whatFailed(response);
}

/** The session is another one now. */
function told(): null {
  tellSession();
  return null;
}

const formType = 'application/x-www-form-urlencoded';

async function fetchCsrf(): Promise<string | Problem> {
  const response = await send('/api/auth/csrf');
  if (response === null) return { reason: 'offline' };
  const token = response.ok ? (await readJson<{ csrfToken?: string }>(response))?.csrfToken : null;
  return token ?? whatFailed(response);
}

/** After so many milliseconds an answer is not waited for any more. */
const longestWait = 20_000;

/** @returns null when no answer came: offline, or the server is down */
export async function send(
  path: string,
  post?: { type: string; body: string | URLSearchParams },
): Promise<Response | null> {
  const init: RequestInit =
    post === undefined
      ? {}
      : { method: 'POST', headers: { 'content-type': post.type }, body: post.body };
  try {
    return await fetch(path, {
      ...init,
      cache: 'no-store',
      signal: AbortSignal.timeout(longestWait),
    });
  } catch {
    return null;
  }
}

/** @returns null where the answer is no JSON: a proxy's page, say */
export async function readJson<T>(response: Response): Promise<T | null> {
  try {
    return (await response.json()) as T;
  } catch {
    return null;
  }
}

/** What an answer that is no success means, where nothing more particular is known. */
export function whatFailed(response: Response): Problem {
  const wait = Number(response.headers.get('retry-after')) || undefined;
  if (response.status === 429) return { reason: 'throttled', wait };
  return response.status === 503 ? { reason: 'busy', wait } : { reason: 'broken' };
}

/** Pages for who is not signed in, and what is no page. */
const own = /^\/(sign-|api\/|forgot|reset|confirm)/;

/** Where to go after signing in: the path that the person came for, if it is of this site, else Today. */
export function nextPath(search: string): string {
  const wanted = new URLSearchParams(search).get('next') ?? '';
  const base = 'https://here.invalid';
  const url = /^\/(?![/\\])/.test(wanted) ? URL.parse(wanted, base) : null;
  if (url === null || url.origin !== base || own.test(url.pathname)) return '/today';
  return url.pathname + url.search;
}
