import { TRPCError, getTRPCErrorFromUnknown } from '@trpc/server';
import { getErrorShape, isObject } from '@trpc/server/unstable-core-do-not-import';
import type { AnyRouter } from '@trpc/server/unstable-core-do-not-import';
import type { WireCall } from './calls.ts';
import type { Inputs } from './inputs.ts';
import type { WireInfo, WireOptions, WireVisit } from './wire.ts';

/** What a call came to. */
export type Outcome = { data: unknown; error: null } | { data?: undefined; error: TRPCError };

/** The calls of one request, with what they share. */
export type Turn = {
  info: WireInfo;
  inputs: Inputs;
  context: { value: object } | { refused: TRPCError };
  /** What errors are told of where there is no context. */
  nobody: object;
};

type Method = { name: string; mayPost: boolean };

/** Makes the context that all calls of a request share; its refusal is the answer to each. */
export async function createTurn<Visit extends WireVisit>(
  options: WireOptions<Visit>,
  visit: Visit,
  { info, inputs }: Pick<Turn, 'info' | 'inputs'>,
): Promise<Turn> {
  const nobody = options.nobody(visit);
  try {
    return { info, inputs, nobody, context: { value: await options.createContext(visit, info) } };
  } catch (cause) {
    return { info, inputs, nobody, context: { refused: getTRPCErrorFromUnknown(cause) } };
  }
}

/** Runs a call. Never rejects. */
export async function runCall(turn: Turn, call: WireCall, method: Method): Promise<Outcome> {
  try {
    const { index, path, procedure } = call;
    if (procedure === null)
      throw new TRPCError({ code: 'NOT_FOUND', message: `No procedure found on path "${path}"` });
    const { type } = procedure._def;
    requireMethod(call, type, method);
    const { info, context } = turn;
    if (type === 'subscription' && info.isBatch)
      throw new TRPCError({ code: 'BAD_REQUEST', message: 'Cannot batch subscription calls' });
    if ('refused' in context) throw context.refused;
    const data: unknown = await procedure({
      path,
      getRawInput: () => rawInput(turn, call),
      ctx: context.value,
      type,
      signal: info.signal,
      batchIndex: index,
    });
    return { data, error: null };
  } catch (cause) {
    return { error: getTRPCErrorFromUnknown(cause) };
  }
}

function requireMethod({ path }: WireCall, type: string, { name, mayPost }: Method): void {
  const wanted = type === 'mutation' ? 'POST' : 'GET';
  if (name === wanted || (mayPost && name === 'POST')) return;
  throw new TRPCError({
    code: 'METHOD_NOT_SUPPORTED',
    message: `Unsupported ${name}-request to ${type} procedure at path "${path}"`,
  });
}

/** A subscription that is taken up again is told where it had come to. */
async function rawInput({ info, inputs }: Turn, call: WireCall): Promise<unknown> {
  const input = (await inputs.read())[call.index];
  const { lastEventId } = info;
  if (call.procedure?._def.type !== 'subscription' || !lastEventId) return input;
  return isObject(input) ? { ...input, lastEventId } : (input ?? { lastEventId });
}

/** The error of a call as the router's own formatter tells it; `call` is undefined for the request as a whole. */
export function shapeOf(
  router: AnyRouter,
  { error, call }: { error: TRPCError; call?: WireCall | undefined },
  turn: { info?: WireInfo | undefined; inputs?: Inputs | undefined; context: object },
): unknown {
  const whole = call === undefined ? turn.info?.type : call.procedure?._def.type;
  return getErrorShape({
    config: router._def._config,
    error,
    type: whole ?? 'unknown',
    path: call?.path,
    input: call === undefined ? undefined : turn.inputs?.known(call.index),
    ctx: turn.context,
  });
}

export const contextOf = ({ context, nobody }: Turn): object =>
  'value' in context ? context.value : nobody;
