import type { IncomingMessage, ServerResponse } from 'node:http';
import { cookieNames, cookieValue, localeCookie } from '../auth/cookies.ts';
import { beginAsking } from '../auth/caller.ts';
import type { Asking } from '../auth/caller.ts';
import { createUses } from '../auth/uses.ts';
import { createBeside } from '../platform/beside.ts';
import { databaseError } from '../platform/database-error.ts';
import { CairnError } from '../platform/errors.ts';
import type { Runtime } from '../platform/runtime.ts';
import { contextOf, createTrpcHandler } from '../trpc/http.ts';
import { createKept } from '../trpc/kept.ts';
import { appRouter } from '../trpc/root.ts';
import { answerJson, refusalOf, refuse } from './answer.ts';
import { answerWorker } from './answer-worker.ts';
import { hasBody } from './framing.ts';
import {
  addVary,
  cleanRequest,
  headOf,
  insist,
  setHead as setHeadOf,
  setPageHeaders,
} from './headers.ts';
import { devPolicy, pagePolicy } from './csp.ts';
import { createExportHandler } from './export.ts';
import { createReadiness } from './health.ts';
import { answerMetrics } from './metrics.ts';
import { createRequestRates } from './rates.ts';
import { createLoad, watchLag } from './load.ts';
import type { Load } from './load.ts';
import type { OriginRules, Place } from './origin.ts';
import type { Patience } from './patience.ts';
import { createPlaces } from './known-places.ts';
import { createPackOnce } from './pack-once.ts';
import type { PackOnce } from './pack-once.ts';
import { localeOf, pageRoute } from './pages.ts';
import { admit, newRequestId, requirePace } from './request.ts';
import type { Visit } from './request.ts';
import type { Site } from './site.ts';
import { watchForProxies } from './unlisted-proxy.ts';
import { createFileHandler } from './file.ts';
import { createStreams } from './streams.ts';
import { turnAway } from './turn-away.ts';
import { createUploadHandler, createUploadPartHandler } from './upload.ts';

export type Dispatch = {
  /** Never rejects. `goOn` is called once the body may come. */
  handle(request: IncomingMessage, response: ServerResponse, goOn: () => void): Promise<void>;
  /**
   * From now on connections end with their answer.
   * @param entirely `/readyz` says no; where others serve on the same port, it tells of the database as before
   */
  leave(entirely: boolean): void;
  /** Waits for what was started beside the requests. */
  settle(): Promise<void>;
};

/** Sends each admitted request to the part of the process that answers it. */
export function createDispatch(
  runtime: Runtime,
  site: Site | null,
  { rules, patience }: { rules: OriginRules; patience: Patience },
): Dispatch {
  const isReady = createReadiness(runtime);
  const beside = createBeside(runtime.log);
  const exportFile = createExportHandler(runtime);
  const upload = createUploadHandler(runtime, patience.file);
  const uploadPart = createUploadPartHandler(runtime, patience.file);
  const file = createFileHandler(runtime);
  const watch = watchForProxies(runtime, rules.proxies);
  const places = createPlaces(rules);
  const packOnce = createPackOnce();
  const load = createLoad(patience.calls, watchLag());
  const open = createStreams();
  let [leaving, gone] = [false, false];

  const { db, cache } = runtime;
  const uses = createUses({ db, beside });
  const deps = { db, cache, uses };
  const kept = createKept(runtime, uses);
  const trpc = createTrpcHandler(runtime, appRouter, (call, visit) =>
    kept(call, visit.asking, (caller) => contextOf(runtime, visit, caller)),
  );
  const askingOf = ({ request, place }: Pick<Visit, 'request' | 'place'>): Asking =>
    beginAsking(deps, {
      authorization: request.headers.authorization ?? null,
      session: cookieValue(request.headers.cookie, cookieNames(place.secure).session),
      user: request.headers['x-cairn-user']?.toString() ?? null,
    });
  const rates = createRequestRates(runtime);

  const answer = async (visit: OtherVisit, { find }: Asking): Promise<void> => {
    const { response, route } = visit;
    switch (route) {
      case 'healthz':
        return answerJson(response, 200, { ok: true });
      case 'readyz': {
        const ready = !gone && (await isReady());
        return answerJson(response, ready ? 200 : 503, { ok: ready });
      }
      case 'metrics':
        return answerMetrics(runtime, visit);
      case 'uploads':
        return upload(visit, find);
      case 'export':
        return exportFile(visit, find);
      case 'upload':
        return uploadPart(visit, find);
      case 'file':
      case 'preview':
        return file(visit, find);
      case 'authProof':
      case 'auth':
      case 'asset':
      case 'page':
        return site === null ? missing(visit) : sendToNext(site, visit, packOnce);
      case 'worker':
        return site?.worker ? answerWorker(site.worker, visit, packOnce) : missing(visit);
      case 'missing':
        return missing(visit);
    }
  };

  return {
    settle: () => beside.settle(),
    leave: (entirely) => {
      leaving = true;
      gone ||= entirely;
      open.end();
    },
    handle: async (request, response, goOn) => {
      const requestId = newRequestId();
      watch(request);
      request.on('error', ignore);
      response.on('error', ignore);
      let place: Place | null = null;
      const setHead = () => setHeadOf(response, { requestId, place, leaving });
      try {
        const admitted = admit({ rules, places }, site, request);
        if ('status' in admitted) {
          setHead();
          return refuse(request, response, admitted);
        }
        place = admitted.place;
        const isCall = admitted.route === 'trpc';
        if (isCall && load.isFull())
          return turnAway(request, response, { requestId, place, leaving });
        if (hasBody(request) && !takesFiles.has(admitted.route)) {
          goOn();
          requirePace(request, response, { every: patience.body, bytes: Infinity, late: setHead });
        }
        const asking = askingOf({ request, place });
        const wait = rates(admitted, asking);
        // Most are counted here at once, and need no turn of the event loop.
        if (wait !== 0) await hold(wait);
        if (isCall) {
          await trpc({
            request,
            response,
            requestId,
            place,
            // Its answers send their head in one piece.
            head: headOf({ requestId, place, leaving }),
            asking,
            // What goes on for hours is no work that piles up.
            streams: open.begin(response, countIn(load, request, response)),
          });
          return;
        }
        const visit = { ...admitted, requestId, request, response, goOn };
        setHead();
        cleanRequest(request.headers, request.method ?? 'GET', place);
        request.headers['x-request-id'] = requestId;
        await answer({ ...visit, route: admitted.route as OtherVisit['route'] }, asking);
      } catch (error) {
        const told = databaseError(error);
        // What was refused on purpose is told to its caller alone; what failed beneath is written down.
        const isFault = !(told instanceof CairnError) || told.cause !== undefined;
        const refusal = refusalOf(told);
        if (isFault && refusal.status >= 500)
          runtime.log.error({ err: error, requestId }, 'a request failed');
        setHead();
        refuse(request, response, refusal);
      }
    },
  };
}

const ignore = (): void => undefined;

/** @throws TOO_MANY_REQUESTS where somebody has to wait */
async function hold(wait: number | Promise<number>): Promise<void> {
  const retryAfter = await wait;
  if (retryAfter > 0)
    throw new CairnError('TOO_MANY_REQUESTS', 'Too many requests. Wait a little, then go on.', {
      retryAfter,
    });
}

/** A call is at work from when all of it has come until its answer goes out, or its caller goes away. */
function countIn(load: Load, request: IncomingMessage, response: ServerResponse): () => void {
  let leave: (() => void) | null = null;
  const start = () => {
    if (response.closed) return;
    leave = load.enter();
    response.on('close', leave);
  };
  if (hasBody(request)) request.once('end', start);
  else start();
  return () => {
    if (leave === null) return;
    response.off('close', leave);
    leave();
  };
}

function missing({ request, response }: Visit): void {
  refuse(request, response, {
    status: 404,
    code: 'NOT_FOUND',
    message: 'There is nothing at this address.',
  });
}

/** Calls go their own, shorter way. */
type OtherVisit = Visit & { route: Exclude<Visit['route'], 'trpc'> };

/** Long bodies, whose senders are held to a pace of their own. */
const takesFiles: ReadonlySet<string> = new Set(['uploads', 'upload']);

const foreverCached = /^\/_next\/static\//;

async function sendToNext(site: Site, visit: Visit, packOnce: PackOnce): Promise<void> {
  const { request, response, route, pathname, search } = visit;
  if (route === 'page') {
    const locale = localeOf(
      cookieValue(request.headers.cookie, localeCookie),
      request.headers['accept-language'],
    );
    const page = pageRoute(pathname, search, locale);
    const wantsPage =
      (request.headers.accept ?? '').includes('text/html') || request.headers.rsc !== undefined;
    if (!page.found && !wantsPage) return missing(visit);
    request.url = `${page.path}${search}`;
    insist(response, (status) => {
      setPageHeaders(
        response,
        site.dev
          ? devPolicy
          : pagePolicy(site.hashes, status >= 500 ? '/_global-error' : page.path),
      );
      response.setHeader('cache-control', 'private, no-store');
      addVary(response, ['Cookie', 'Accept-Language']);
      return status === 200 && !page.found ? 404 : status;
    });
  } else if (route === 'asset') {
    const forever = foreverCached.test(pathname);
    // Next says how long its own files keep, but only where nothing was said before.
    response.removeHeader('cache-control');
    insist(response, (status) => {
      if (status >= 400) response.setHeader('cache-control', 'private, no-store');
      else if (!forever) response.setHeader('cache-control', 'public, max-age=3600');
      addVary(response, ['Accept-Encoding']);
      return status;
    });
  } else {
    insist(response, (status) => {
      response.setHeader('cache-control', 'private, no-store');
      return status;
    });
  }
  // Without the query, which changes neither: nobody fills what is kept with one page.
  if (!site.dev && (route === 'page' || route === 'asset'))
    packOnce(request, response, request.url?.split('?', 1)[0] ?? pathname);
  await site.handle(request, response);
}
