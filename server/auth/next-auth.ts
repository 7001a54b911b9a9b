import type { NextAuthOptions } from 'next-auth';
import CredentialsProvider from 'next-auth/providers/credentials';
import type { AuthBridge, BridgedSession } from './bridge.ts';
import { cookieNames } from './cookies.ts';
import { sessionSeconds } from './lifetimes.ts';
import type { SignInOutcome } from './sign-in.ts';

/** A request to sign in or out. The gate proved `secure` and `address`; the rest is as the caller sent it. */
export type Visit = {
  secure: boolean;
  address: string;
  userAgent: string | null;
  device: string | null;
  session: string | null;
};

/** What happened inside next-auth, which itself tells no more than "signed in" and "not". */
export type Trace = { outcome: SignInOutcome | null; fault: unknown };

/**
 * next-auth for one request. Its `jwt` is no JWT here: `encode` answers with the opaque id of the session that the
 * sign-in opened, `decode` loads it. A fault is kept in `trace`, because next-auth turns it into a lost cookie.
 */
export function authOptions(bridge: AuthBridge, visit: Visit, trace: Trace): NextAuthOptions {
  const { secure, ...from } = visit;
  const names = cookieNames(secure);
  const cookie = { httpOnly: true, sameSite: 'lax', path: '/', secure } as const;
  const watched = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      trace.fault = error;
      throw error;
    }
  };
  return {
    secret: bridge.secret,
    useSecureCookies: secure,
    cookies: {
      sessionToken: { name: names.session, options: cookie },
      csrfToken: { name: names.csrf, options: cookie },
      callbackUrl: { name: names.callback, options: cookie },
    },
    pages: { signIn: '/sign-in', signOut: '/', error: '/sign-in' },
    session: { strategy: 'jwt', maxAge: sessionSeconds },
    // A revoked session is an everyday thing, not a stack on the console; faults are answered from `trace`.
    logger: { error: () => undefined, warn: () => undefined, debug: () => undefined },
    providers: [
      CredentialsProvider({
        credentials: { email: { type: 'email' }, password: { type: 'password' } },
        authorize: (given) =>
          watched(async () => {
            trace.outcome = await bridge.signIn({
              email: given?.email ?? '',
              password: given?.password ?? '',
              ...from,
            });
            if (trace.outcome.kind !== 'ok') return null;
            return {
              id: trace.outcome.userId,
              name: trace.outcome.name,
              email: trace.outcome.email,
            };
          }),
      }),
    ],
    jwt: {
      encode: ({ token }) => {
        const opened = trace.outcome?.kind === 'ok' ? trace.outcome.session : token?.secret;
        if (typeof opened === 'string') return Promise.resolve(opened);
        return Promise.reject(new Error('next-auth asked for a session that nobody opened'));
      },
      decode: ({ token: secret }) =>
        watched(async () => {
          const session = secret === undefined ? null : await bridge.loadSession(secret);
          return session === null ? null : { ...session, sub: session.userId, secret };
        }),
    },
    callbacks: {
      redirect: ({ url, baseUrl }) => {
        const absolute = url.startsWith('/') ? `${baseUrl}${url}` : url;
        return URL.parse(absolute)?.origin === baseUrl ? absolute : baseUrl;
      },
      session: ({ session, token }) => ({
        ...session,
        user: { id: token.sub, name: token.name, email: token.email },
      }),
    },
    events: {
      signOut: ({ token }) =>
        watched(async () => {
          // Null where the session had ended already.
          const session = token as unknown as BridgedSession | null;
          if (session) await bridge.revokeSession(session);
        }),
    },
  };
}

const fields = ['csrfToken', 'callbackUrl', 'json', 'redirect', 'email', 'password'] as const;

/** next-auth trusts the types of what it is sent; it gets the fields it knows, as text. Null where JSON is none. */
export async function readFields(request: Request): Promise<Record<string, string> | null> {
  const text = await request.text();
  const isJson = (request.headers.get('content-type') ?? '').includes('application/json');
  const all: unknown = isJson ? parsed(text) : Object.fromEntries(new URLSearchParams(text));
  if (typeof all !== 'object' || all === null) return null;
  return Object.fromEntries(
    Object.entries(all).filter(
      (entry): entry is [string, string] =>
        fields.some((field) => field === entry[0]) && typeof entry[1] === 'string',
    ),
  );
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
