import NextAuth from 'next-auth';
import type { NextAuthOptions } from 'next-auth';

/** What next-auth is told of a request: only what was looked at before. */
export type AuthCall = {
  method: string;
  /** `['callback', 'credentials']` of `/api/auth/callback/credentials`. */
  action: string[];
  query: Record<string, string>;
  cookies: Record<string, string>;
  headers: Record<string, string>;
  body: Record<string, string>;
};

type HeaderValue = string | string[];

/**
 * Runs next-auth through the request and response objects of Node that it knows, made here: its own adapter for
 * route handlers passes on every cookie and query as sent, and a malformed one is a 500 there.
 */
export async function callNextAuth(call: AuthCall, options: NextAuthOptions): Promise<Response> {
  const headers = new Map<string, HeaderValue>();
  let status = 200;
  let body: string | null = null;
  const response = {
    status(code: number) {
      status = code;
      return response;
    },
    getHeader: (name: string) => headers.get(name.toLowerCase()),
    setHeader(name: string, value: HeaderValue) {
      headers.set(name.toLowerCase(), value);
      return response;
    },
    json(value: unknown) {
      headers.set('content-type', 'application/json');
      body = JSON.stringify(value);
    },
    send(value: unknown) {
      body = typeof value === 'string' ? value : JSON.stringify(value ?? null);
    },
    end: () => undefined,
  };
  const { action, query, ...rest } = call;
  await handler({ ...rest, query: { ...query, nextauth: action } }, response, options);
  return new Response(body, { status, headers: pairs(headers) });
}

/** next-auth's types ask for all of Next's request and response; it uses what `callNextAuth` makes. */
const handler = NextAuth as unknown as (
  request: unknown,
  response: unknown,
  options: NextAuthOptions,
) => Promise<void>;

function pairs(headers: Map<string, HeaderValue>): [string, string][] {
  return [...headers].flatMap(([name, value]) =>
    [value].flat().map((one): [string, string] => [name, one]),
  );
}
