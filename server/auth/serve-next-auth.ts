import { authBridge } from './bridge.ts';
import { cookieNames, cookieValue } from './cookies.ts';
import { deviceSeconds } from './lifetimes.ts';
import { callNextAuth } from './next-auth-call.ts';
import type { AuthCall } from './next-auth-call.ts';
import { authOptions, readFields } from './next-auth.ts';
import type { Trace, Visit } from './next-auth.ts';

type Context = { params: Promise<{ nextauth: string[] }> };

/** Answers `/api/auth/*`: next-auth's own wire, with honest answers where it has none. */
export async function serveNextAuth(request: Request, context: Context): Promise<Response> {
  const secure = request.headers.get('x-forwarded-proto') === 'https';
  const names = cookieNames(secure);
  const sent = request.headers.get('cookie') ?? undefined;
  const visit: Visit = {
    secure,
    address: request.headers.get('x-forwarded-for') ?? '0.0.0.0',
    userAgent: request.headers.get('user-agent'),
    device: cookieValue(sent, names.device),
    session: cookieValue(sent, names.session),
  };
  const body = request.method === 'POST' ? await readFields(request) : {};
  if (body === null)
    return refusal(request, 400, { code: 'BAD_REQUEST', message: 'The body is not JSON.' });
  const { nextauth: action } = await context.params;
  const call: AuthCall = {
    method: request.method,
    action,
    query: fromQuery(new URL(request.url).searchParams),
    cookies: knownCookies(sent, names),
    headers: Object.fromEntries(request.headers),
    body,
  };
  const trace: Trace = { outcome: null, fault: null };
  const response = await answer(call, { visit, trace });
  const { outcome, fault } = trace;
  if (fault !== null || response === null)
    return refusal(request, 503, {
      code: 'SERVICE_UNAVAILABLE',
      message: 'Signing in and out does not work just now.',
      retryAfter: 1,
    });
  if (outcome?.kind === 'busy')
    return refusal(request, 503, {
      code: 'SERVICE_UNAVAILABLE',
      message: 'Too many people are signing in at once.',
      retryAfter: outcome.retryAfter,
    });
  if (outcome?.kind === 'throttled') {
    const { retryAfter } = outcome;
    return refusal(request, 429, {
      code: 'TOO_MANY_REQUESTS',
      message: `Too many attempts. Try again in ${retryAfter} s.`,
      retryAfter,
    });
  }
  if (outcome?.kind === 'disabled')
    return refusal(request, 403, {
      code: 'FORBIDDEN',
      message: 'This account is closed. An administrator of the instance can open it again.',
    });
  if (outcome?.kind === 'ok' && outcome.device !== null)
    response.headers.append('set-cookie', deviceCookie(secure, outcome.device));
  return response;
}

async function answer(
  call: AuthCall,
  { visit, trace }: { visit: Visit; trace: Trace },
): Promise<Response | null> {
  try {
    return await callNextAuth(call, authOptions(authBridge(), visit, trace));
  } catch (error) {
    trace.fault ??= error;
    return null;
  }
}

/** next-auth answers 500 to an address that is none, also to one in an old cookie: it is not told of them. */
const isAddress = (text: string) =>
  text.startsWith('/') || /^https?:$/.test(URL.parse(text)?.protocol ?? '');

function fromQuery(all: URLSearchParams): Record<string, string> {
  const callbackUrl = all.get('callbackUrl');
  const error = all.get('error');
  return {
    ...(callbackUrl !== null && isAddress(callbackUrl) && { callbackUrl }),
    ...(error !== null && { error }),
  };
}

function knownCookies(
  sent: string | undefined,
  names: ReturnType<typeof cookieNames>,
): Record<string, string> {
  const known: Record<string, string> = {};
  for (const name of [names.session, names.csrf, names.callback]) {
    const value = decoded(cookieValue(sent, name));
    if (value !== null && (name !== names.callback || isAddress(value))) known[name] = value;
  }
  return known;
}

function decoded(value: string | null): string | null {
  try {
    return value === null ? null : decodeURIComponent(value);
  } catch (error) {
    if (error instanceof URIError) return null;
    throw error;
  }
}

type Said = { code: string; message: string; retryAfter?: number };

/** Holds also the `url` in which next-auth's own client looks for the error. */
function refusal(request: Request, status: number, { code, message, retryAfter }: Said): Response {
  const origin = `${request.headers.get('x-forwarded-proto') ?? 'http'}://${request.headers.get('x-forwarded-host') ?? 'localhost'}`;
  const url = `${origin}/sign-in?error=${code}`;
  const headers = new Headers(
    retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) },
  );
  return Response.json(
    { url, code, message, requestId: request.headers.get('x-request-id') ?? '' },
    { status, headers },
  );
}

function deviceCookie(secure: boolean, value: string): string {
  const rest = `Path=/; Max-Age=${deviceSeconds}; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`;
  return `${cookieNames(secure).device}=${value}; ${rest}`;
}
