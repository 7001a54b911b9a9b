import { TRPCError } from '@trpc/server';
import { isObject } from '@trpc/server/unstable-core-do-not-import';
import type { AnyRouter } from '@trpc/server/unstable-core-do-not-import';

type ByIndex = Record<number, unknown>;

/** The inputs of a request's calls, read once, when the first procedure asks for its own. */
export type Inputs = {
  read(): Promise<ByIndex>;
  /** What has been read by now, for errors. */
  known(index: number): unknown;
};

/** @param text the JSON as sent; undefined where nothing was */
export function createInputs(
  router: AnyRouter,
  calls: number | null,
  text: () => Promise<string> | string | undefined,
): Inputs {
  let reading: Promise<ByIndex> | null = null;
  let known: ByIndex | null = null;
  const start = async (): Promise<ByIndex> => {
    try {
      const json = await text();
      known = json === undefined ? {} : byIndex(router, calls, JSON.parse(json));
      return known;
    } catch (cause) {
      if (cause instanceof TRPCError) throw cause;
      const message = cause instanceof Error ? cause.message : 'Invalid input';
      throw new TRPCError({ code: 'BAD_REQUEST', message, cause });
    }
  };
  return {
    read: () => (reading ??= start()),
    known: (index) => known?.[index],
  };
}

function byIndex({ _def }: AnyRouter, calls: number | null, sent: unknown): ByIndex {
  const { input } = _def._config.transformer;
  if (calls === null) return { 0: input.deserialize(sent) as unknown };
  if (!isObject(sent)) {
    const message = '"input" needs to be an object when doing a batch call';
    throw new TRPCError({ code: 'BAD_REQUEST', message });
  }
  const inputs: ByIndex = {};
  for (let index = 0; index < calls; index += 1) {
    const one = sent[index];
    if (one !== undefined) inputs[index] = input.deserialize(one) as unknown;
  }
  return inputs;
}
