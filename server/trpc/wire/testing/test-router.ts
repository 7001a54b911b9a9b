import { setTimeout as sleep } from 'node:timers/promises';
import { initTRPC, lazy, tracked, TRPCError } from '@trpc/server';
import { observable } from '@trpc/server/observable';
import type { TRPC_ERROR_CODE_KEY } from '@trpc/server/rpc';
import * as z from 'zod';

export type TestContext = { who: string; asked: string; hear(event: string): void };

const t = initTRPC.context<TestContext>().create({
  isDev: false,
  errorFormatter: ({ shape, path, input, type, ctx }) => ({
    ...shape,
    data: {
      ...shape.data,
      path,
      // Elsewhere it hangs on which call of a batch comes first.
      input: shape.message === 'wanted' ? input : undefined,
      type,
      who: ctx?.who ?? null,
    },
  }),
});

const open = t.procedure.input(z.unknown());
const strict = z.object({ n: z.number(), text: z.string().optional() });
const from = z.object({ lastEventId: z.string().optional() }).loose().optional();

/** Until the caller goes away, and tells of it. */
const gone = (ctx: TestContext, signal: AbortSignal | undefined) =>
  new Promise<void>((resolve) => {
    ctx.hear('started');
    const heard = () => {
      ctx.hear('aborted');
      resolve();
    };
    if (signal?.aborted) heard();
    else signal?.addEventListener('abort', heard, { once: true });
  });

/** One procedure of each kind that an adapter may have to tell apart. */
export const testRouter = t.router({
  echo: open.query(({ input }) => ({ input })),
  strict: t.procedure.input(strict).query(({ input }) => input.n),
  none: t.procedure.query(() => 'plain'),
  nothing: t.procedure.query(() => undefined),
  who: t.procedure.query(({ ctx }) => ctx),
  late: open.query(async ({ input }) => {
    await sleep(5);
    return input;
  }),
  long: t.procedure.query(() => 'молоко '.repeat(2000)),
  big: t.procedure.query(() => 1n),
  posted: open.query(({ input }) => ({ posted: input })),
  set: t.procedure.input(strict).mutation(({ input }) => ({ set: input })),
  silent: t.procedure.mutation(() => 'unread'),
  fail: t.procedure.input(z.object({ code: z.string() })).query(({ input }) => {
    throw new TRPCError({ code: input.code as TRPC_ERROR_CODE_KEY, message: 'wanted' });
  }),
  broken: t.procedure.mutation(() => {
    throw new Error('a fault');
  }),
  wait: t.procedure.query(({ ctx, signal }) => gone(ctx, signal)),
  stream: t.router({
    rows: t.procedure.query(async function* () {
      yield { row: 1 };
      await sleep(1);
      yield { row: 2 };
      return 'end';
    }),
    parts: t.procedure.query(() => ({ now: 1, soon: sleep(1).then(() => ({ deep: sleep(1) })) })),
    fails: t.procedure.query(async function* () {
      yield 1;
      throw new TRPCError({ code: 'CONFLICT', message: 'midway' });
    }),
    wait: t.procedure.query(async function* ({ ctx, signal }) {
      yield 'first';
      await gone(ctx, signal);
    }),
  }),
  events: t.router({
    count: t.procedure.input(from).subscription(async function* ({ input }) {
      const start = Number(input?.lastEventId ?? 0);
      for (let n = start + 1; n <= 3; n += 1) yield tracked(String(n), { n });
      yield 'untracked';
    }),
    fails: t.procedure.subscription(async function* () {
      yield 1;
      throw new TRPCError({ code: 'FORBIDDEN', message: 'midway' });
    }),
    observed: t.procedure.subscription(() =>
      observable<number>((observer) => {
        observer.next(1);
        observer.complete();
      }),
    ),
    strict: t.procedure.input(strict).subscription(async function* ({ input }) {
      yield input.n;
    }),
    wait: t.procedure.subscription(async function* ({ ctx, signal }) {
      yield 'first';
      await gone(ctx, signal);
    }),
  }),
  later: lazy(async () => t.router({ echo: open.query(({ input }) => ({ late: input })) })),
});

export type TestRouter = typeof testRouter;
