import { sql } from 'drizzle-orm';
import type { GroupId } from '../domain/ids.ts';
import type { Ctx } from '../platform/context.ts';
import { newId } from '../platform/ids.ts';
import { createRecorder } from './record.ts';
import type { Record } from './record.ts';
import { write } from './write.ts';
import type { Body, WriteCtx, WriteOptions } from './write.ts';

type Step = (ctx: WriteCtx, record: Record) => Promise<void>;

/** Thrown inside a write that would change more than one transaction may; `step` is a part of it that can go ahead. */
export class TooMuch extends Error {
  readonly step: Step;
  constructor(step: Step) {
    super('one transaction is not enough');
    this.step = step;
  }
}

/**
 * A `write` whose body may be too much for one transaction: then parts of it go ahead in transactions of their own,
 * in the same group, and the body itself comes last, whole. Each part is found by running the body and taking it
 * back, so that it needs the same rights as that.
 */
export async function writeInSteps<T>(
  ctx: Ctx,
  options: WriteOptions<T>,
  body: Body<T>,
): Promise<T> {
  const { opId, workspaceId } = options.input;
  const groupId = (opId as GroupId | undefined) ?? newId<GroupId>(ctx.runtime.clock);
  const whole = { ...options, groupId };
  for (;;) {
    try {
      return await write(ctx, whole, (w, record) => body(w, record));
    } catch (error) {
      if (!(error instanceof TooMuch)) throw error;
    }
    const { action, guard } = options;
    const ahead = { action, guard, groupId, input: { workspaceId } };
    await write(ctx, ahead, async (w, record) => {
      const step = await partOf(w, (inner) => body(inner, inner.recorder.record));
      await step?.(w, record);
    });
  }
}

/** The part that can go ahead of a body; what the body itself did is taken back. */
async function partOf(
  w: WriteCtx,
  body: (w: WriteCtx) => Promise<unknown>,
): Promise<Step | undefined> {
  await w.db.execute(sql`SAVEPOINT whole`);
  let step: Step | undefined;
  try {
    await body({ ...w, recorder: createRecorder() });
  } catch (error) {
    if (!(error instanceof TooMuch)) throw error;
    ({ step } = error);
  }
  await w.db.execute(sql`ROLLBACK TO SAVEPOINT whole`);
  return step;
}
