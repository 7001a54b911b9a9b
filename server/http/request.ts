import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Caller, Ctx } from '../platform/context.ts';
import type { Runtime } from '../platform/runtime.ts';
import type { GateRefusal } from './answer.ts';
import { refuse } from './answer.ts';
import { contentLength, framingFault, hasBody } from './framing.ts';
import type { Patience } from './patience.ts';
import type { createPlaces } from './known-places.ts';
import type { OriginRules, Place } from './origin.ts';
import { routeOf, rulesOf } from './routes.ts';
import type { RouteKind, SiteFiles } from './routes.ts';

/** A request that passed the gate's checks. */
export type Admitted = {
  route: RouteKind;
  pathname: string;
  search: string;
  place: Place;
  requestId: string;
};

/** An admitted request on its way to an answer. `goOn` is called once its body may come. */
export type Visit = Admitted & {
  request: IncomingMessage;
  response: ServerResponse;
  goOn: () => void;
};

/** The context of a request that no procedure serves. */
export function contextOf(runtime: Runtime, visit: Visit, caller: Caller): Ctx {
  return {
    runtime,
    db: runtime.db,
    principal: caller.principal,
    caller,
    now: runtime.clock.now().toISOString(),
    requestId: visit.requestId,
    origin: visit.place.origin,
    address: visit.place.address,
    userAgent: visit.request.headers['user-agent'] ?? null,
  };
}

export const newRequestId = (): string => randomUUID();

/** Checks a request against the rules of its path, before a byte of its body is read. */
export function admit(
  { rules, places }: { rules: OriginRules; places: ReturnType<typeof createPlaces> },
  site: SiteFiles | null,
  request: IncomingMessage,
): Omit<Admitted, 'requestId'> | GateRefusal {
  const fault = framingFault(request);
  if (fault !== null)
    return { status: 400, code: 'BAD_REQUEST', message: fault, headers: { connection: 'close' } };
  const target = request.url ?? '/';
  const mark = target.indexOf('?');
  const pathname = mark < 0 ? target : target.slice(0, mark);
  const search = mark < 0 ? '' : target.slice(mark);
  const route = routeOf(pathname, site);
  const place = places(
    {
      headers: request.headers,
      remoteAddress: request.socket.remoteAddress ?? '',
      encrypted: 'encrypted' in request.socket,
    },
    route === 'healthz' || route === 'readyz' || route === 'metrics',
  );
  if (place === null) return misdirected(rules, request.headers.host ?? '');
  return (
    methodFault(request, route) ??
    originFault(request, place) ??
    expectFault(request) ??
    bodyFault(request, route) ?? { route, pathname, search, place }
  );
}

function misdirected(rules: OriginRules, host: string): GateRefusal {
  const mend = rules.url
    ? `This instance answers at ${rules.url.origin}.`
    : `This instance does not answer as "${host}". Set CAIRN_URL to its public address.`;
  return { status: 421, code: 'BAD_REQUEST', message: mend };
}

function methodFault(request: IncomingMessage, route: RouteKind): GateRefusal | null {
  const { methods } = rulesOf[route];
  if (methods.includes(request.method ?? '')) return null;
  if (route === 'missing')
    return { status: 404, code: 'NOT_FOUND', message: 'There is nothing at this address.' };
  const allow = methods.join(', ');
  return {
    status: 405,
    code: 'METHOD_NOT_SUPPORTED',
    message: `This address takes ${allow}.`,
    headers: { allow },
  };
}

/** A cookie proves a browser, not that its person meant this: a page of ours must have sent it. */
function originFault(request: IncomingMessage, place: Place): GateRefusal | null {
  if (request.method === 'GET' || request.method === 'HEAD' || request.headers.cookie === undefined)
    return null;
  if (request.headers.origin === place.origin) return null;
  return {
    status: 403,
    code: 'FORBIDDEN',
    message: `A request with a cookie needs the header "Origin: ${place.origin}".`,
  };
}

function expectFault(request: IncomingMessage): GateRefusal | null {
  const { expect = '100-continue' } = request.headers;
  if (expect.toLowerCase() === '100-continue') return null;
  const message = 'The only expectation met here is 100-continue.';
  return { status: 417, code: 'BAD_REQUEST', message };
}

function bodyFault(request: IncomingMessage, route: RouteKind): GateRefusal | null {
  if (!hasBody(request)) return null;
  const { types, limit, declared } = rulesOf[route];
  const type = (request.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
  if (!types.includes(type))
    return {
      status: 415,
      code: 'UNSUPPORTED_MEDIA_TYPE',
      message: `This address takes ${types.join(' or ')}.`,
    };
  if (contentLength(request) > limit)
    return {
      status: 413,
      code: 'PAYLOAD_TOO_LARGE',
      message: `A body here has ${limit} bytes at most.`,
    };
  if (declared && request.headers['content-length'] === undefined)
    return { status: 411, code: 'BAD_REQUEST', message: 'A body here needs a Content-Length.' };
  return null;
}

/**
 * Ends a request whose body brings less than `bytes` in a span of `every` milliseconds.
 * `late` is called before it is told so.
 */
export function requirePace(
  request: IncomingMessage,
  response: ServerResponse,
  { every, bytes, late }: Patience['file'] & { late?: () => void },
): void {
  let before = request.socket.bytesRead;
  const timer = setInterval(() => {
    const now = request.socket.bytesRead;
    if (now - before >= bytes) {
      before = now;
      return;
    }
    late?.();
    refuse(request, response, {
      status: 408,
      code: 'BAD_REQUEST',
      message: 'The body comes too slowly.',
      headers: { connection: 'close' },
    });
    request.destroy();
  }, every);
  const clear = () => clearInterval(timer);
  request.once('end', clear);
  request.once('close', clear);
}
