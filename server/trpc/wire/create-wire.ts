import type { ServerResponse } from 'node:http';
import { getTRPCErrorFromUnknown, TRPCError } from '@trpc/server';
import { parseConnectionParamsFromString } from '@trpc/server/http';
import { bug } from '../../platform/bugs.ts';
import { readAsked, requireJson } from './asked.ts';
import type { Asked } from './asked.ts';
import { readBody } from './body.ts';
import { decodePath, findCalls } from './calls.ts';
import type { WireCall } from './calls.ts';
import { createInputs } from './inputs.ts';
import type { Inputs } from './inputs.ts';
import { batchReady, isReady, singleReady } from './ready.ts';
import type { Failed, Ready } from './ready.ts';
import { sendReady, sendWhole } from './send.ts';
import { sendEvents, sendLines } from './stream.ts';
import { createTurn, runCall, shapeOf } from './turn.ts';
import { errorPart, joinParts, partOf } from './whole.ts';
import type { Part } from './whole.ts';
import type { WireInfo, WireOptions, WireVisit } from './wire.ts';

/** What was read of a request by the time that something went wrong with it. */
type Read = { info?: WireInfo; inputs?: Inputs; context?: object; failed?: Failed };

/**
 * tRPC's HTTP wire over `node:http`, without the fetch-style objects of its stock adapter: the same answers to
 * the same requests (`equivalence.http.test.ts`). The call itself stays tRPC's.
 */
export function createWire<Visit extends WireVisit>(
  options: WireOptions<Visit>,
): (visit: Visit) => Promise<void> {
  const { router, ready } = options;

  const goLong = async (visit: Visit, asked: Asked, read: Read): Promise<void> => {
    const { request, response } = visit;
    const abort = leavingOf(response);
    const info = (read.info = await infoOf(options, visit, { asked, signal: abort.signal }));
    if (asked.inLines && !info.isBatch)
      throw new TRPCError({
        code: 'BAD_REQUEST',
        message: 'Streaming requests must be batched (you can do a batch of 1)',
      });
    const { calls } = info;
    const inputs = (read.inputs = createInputs(router, info.isBatch ? calls.length : null, () =>
      asked.method === 'GET' ? asked.query.input || undefined : readBody(request, options.maxBody),
    ));
    const may = ready !== undefined && info.isBatch && !asked.inLines && asked.method === 'GET';
    const found = may ? await batchReady(calls, inputs, (call) => ready(call, visit)) : [];
    const kept = read.failed ? [read.failed] : found;
    if (kept.length > 0 && kept.every(isReady))
      return sendWhole(visit, joinParts(kept.map(keptPart)));
    const turn = await createTurn(options, visit, { info, inputs });
    if ('value' in turn.context) read.context = turn.context.value;
    const how = { name: asked.method, mayPost: options.mayPost(asked.path) };
    const run = (call: WireCall) => runCall(turn, call, how);

    if (info.isBatch && asked.inLines)
      return sendLines(visit, { router, turn, abort }, calls.map(run));
    if (info.type === 'subscription' && !info.isBatch) {
      const [call] = calls as [WireCall];
      return sendEvents(visit, { router, turn, abort }, { call, outcome: await run(call) });
    }
    const parts = await Promise.all(
      calls.map(async (call): Promise<Part> => {
        const one = kept[call.index] ?? null;
        if (isReady(one)) return keptPart(one);
        return partOf(router, turn, { call, outcome: one ?? (await run(call)) });
      }),
    );
    const errors = parts.flatMap(({ error }) => (error === null ? [] : [error]));
    const [only] = parts as [Part];
    const whole = info.isBatch ? joinParts(parts) : only;
    return sendWhole(visit, { ...whole, headers: options.headersOf(errors) });
  };

  return async (visit) => {
    const read: Read = {};
    try {
      const asked = readAsked(visit.request, options.prefix);
      if (asked.method === 'HEAD') {
        visit.response.writeHead(204, [...visit.head]).end();
        return;
      }
      options.requireFit?.(visit);
      const single = ready === undefined ? null : singleReady(router, asked);
      const found = single === null ? null : ready?.(single, visit);
      const kept = (found instanceof Promise ? await found : found) ?? null;
      if (isReady(kept)) return await sendReady(visit, kept);
      if (kept !== null) read.failed = kept;
      await goLong(visit, asked, read);
    } catch (cause) {
      const error = getTRPCErrorFromUnknown(cause);
      const context = read.context ?? options.nobody(visit);
      const part = errorPart(router, error, shapeOf(router, { error }, { ...read, context }));
      await sendWhole(visit, { ...part, headers: options.headersOf([error]) });
    }
  };
}

/** Aborts where the caller goes away. Beside the call, for it is held as long as a stream goes on. */
function leavingOf(response: ServerResponse): AbortController {
  const abort = new AbortController();
  response.once('close', () => {
    if (!response.writableFinished && !bug('abort-unheard')) abort.abort();
  });
  // Whoever left before is not heard leaving any more.
  if (response.closed || response.destroyed) abort.abort();
  return abort;
}

const keptPart = ({ body }: Ready): Part => ({ body, status: 200, error: null });

/** @throws TRPCError where the request as a whole is none */
async function infoOf<Visit extends WireVisit>(
  { router, maxBatch }: WireOptions<Visit>,
  { request }: Visit,
  { asked, signal }: { asked: Asked; signal: AbortSignal },
): Promise<WireInfo> {
  const { query, inLines } = asked;
  const path = decodePath(asked.path);
  requireJson(request);
  const isBatch = query.batch === '1';
  const { calls, type } = await findCalls(router, path, { batch: isBatch, most: maxBatch });
  return {
    calls,
    type,
    isBatch,
    inLines,
    connectionParams:
      query.connectionParams === null
        ? null
        : parseConnectionParamsFromString(query.connectionParams),
    lastEventId: request.headers['last-event-id']?.toString() ?? query.lastEventId,
    signal,
  };
}
