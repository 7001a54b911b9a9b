import type { IncomingHttpHeaders, ServerResponse } from 'node:http';
import type { Place } from './origin.ts';
import { dataPolicy } from './csp.ts';

const internal =
  /^(next-action|next-resume|x-matched-path|x-now-route-matches|x-real-ip|forwarded|x-(middleware|nextjs|next|invoke|vercel|forwarded)-.*)$/;
const routerOnly = /^(rsc|next-router-.*|next-url|next-hmr-refresh.*)$/;

/**
 * Takes away what only a framework's own proxy may say, and says in its place who we are to this caller.
 * What Next reads of `X-Forwarded-*` is therefore always ours.
 */
export function cleanRequest(headers: IncomingHttpHeaders, method: string, place: Place): void {
  for (const name of Object.keys(headers)) {
    if (internal.test(name) || (method !== 'GET' && routerOnly.test(name))) delete headers[name];
  }
  headers.host = place.host;
  headers['x-forwarded-host'] = place.host;
  headers['x-forwarded-proto'] = place.secure ? 'https' : 'http';
  headers['x-forwarded-for'] = place.address;
}

const always = [
  ...['cache-control', 'private, no-store'],
  ...['content-security-policy', dataPolicy],
  ...['x-content-type-options', 'nosniff'],
];

/** What the head of an answer follows from. `place` is null where the caller did not get as far. */
export type HeadFacts = { requestId: string; place: Place | null; leaving: boolean };

/** The same for answers that send their head in one piece: names and values in turn. */
export function headOf({ requestId, place, leaving }: HeadFacts): string[] {
  const head = ['x-request-id', requestId, ...always];
  // Browsers ignore COOP loudly on plain http.
  if (place?.secure) head.push('strict-transport-security', 'max-age=31536000');
  if (place?.trustworthy) head.push('cross-origin-opener-policy', 'same-origin');
  // A process that leaves ends its connections with their answer.
  if (leaving) head.push('connection', 'close');
  return head;
}

/** Sets what `headOf` lists, once. */
export function setHead(response: ServerResponse, facts: HeadFacts): void {
  if (response.headersSent || response.hasHeader('x-request-id')) return;
  const head = headOf(facts);
  for (let at = 0; at < head.length; at += 2)
    response.setHeader(head[at] ?? '', head[at + 1] ?? '');
}

/** Headers of a document. */
export function setPageHeaders(response: ServerResponse, csp: string): void {
  response.setHeader('content-security-policy', csp);
  response.setHeader('referrer-policy', 'same-origin');
  response.setHeader(
    'permissions-policy',
    'camera=(), microphone=(), geolocation=(), payment=(), usb=()',
  );
}

/**
 * Has the last word on an answer that someone else writes: `apply` runs when the head goes out, after the last
 * `setHeader`, and may return another status. Next sets a shared `cache-control` on prerendered pages and tells of
 * its cache, which must not leave this house.
 */
export function insist(response: ServerResponse, apply: (status: number) => number): void {
  const writeHead = response.writeHead.bind(response) as (
    status: number,
    ...rest: unknown[]
  ) => ServerResponse;
  const insisting = (status: number, ...rest: unknown[]) => {
    if (response.headersSent) return writeHead(status, ...rest);
    for (const name of response.getHeaderNames())
      if (name.startsWith('x-nextjs-')) response.removeHeader(name);
    return writeHead(apply(status), ...rest);
  };
  response.writeHead = insisting;
}

/** Adds names to `Vary` without losing those that are there. */
export function addVary(response: ServerResponse, names: readonly string[]): void {
  const present = String(response.getHeader('vary') ?? '')
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
  const known = new Set(present.map((name) => name.toLowerCase()));
  response.setHeader(
    'vary',
    [...present, ...names.filter((name) => !known.has(name.toLowerCase()))].join(', '),
  );
}
