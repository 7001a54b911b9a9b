import { TRPCError } from '@trpc/server';
import { proveMember } from '../auth/membership.ts';
import { shareTransaction } from '../sync/share-transaction.ts';
import type { WorkspaceId } from '../domain/ids.ts';
import { contracts } from '../domain/op-contract.ts';
import type { Ctx } from '../platform/context.ts';
import type { SyncAnswer, SyncOp, SyncPushInput, SyncPushOutput } from '../sync/schema.ts';
import { seqsOf } from '../sync/seqs-of.ts';
import { attachmentRouter } from './attachment.ts';
import { callByName } from './call-by-name.ts';
import { changeRouter } from './change.ts';
import { commentRouter } from './comment.ts';
import { publicError } from './errors.ts';
import { labelRouter } from './label.ts';
import { router } from './ladder.ts';
import { planRouter } from './plan.ts';
import { projectRouter } from './project.ts';
import { relationRouter } from './relation.ts';
import { reminderRouter } from './reminder.ts';
import { sectionRouter } from './section.ts';
import { taskRouter } from './task.ts';
import { viewRouter } from './view.ts';

/** The procedures that can be pushed, as the contract has them. */
const pushed = router({
  attachment: attachmentRouter,
  change: changeRouter,
  comment: commentRouter,
  label: labelRouter,
  plan: planRouter,
  project: projectRouter,
  relation: relationRouter,
  reminder: reminderRouter,
  section: sectionRouter,
  task: taskRouter,
  view: viewRouter,
});

/** Milliseconds after which a transaction takes no further operation: it holds the workspace's lock. */
const longest = 100;

/** Refusals that say nothing of the operation itself: it is to be tried again as it is. */
const passing = new Set(['UNAUTHORIZED', 'TOO_MANY_REQUESTS', 'SERVICE_UNAVAILABLE']);

/**
 * Runs operations in their order, several to a transaction, each a part of it that is refused alone. Each has its own
 * `opId`: what was done before is answered as it was then.
 * @throws where nothing of it was done and nothing is known to be wrong with it: it is to be sent again
 */
export async function pushOps(ctx: Ctx, input: SyncPushInput): Promise<SyncPushOutput> {
  const { workspaceId, contract, ops } = input;
  await proveMember(ctx, workspaceId, 'sync.push');
  if (contract < contracts.oldest || contract > contracts.now)
    return { status: 'upgrade', ...contracts };
  const answers: SyncAnswer[] = [];
  while (answers.length < ops.length) {
    const rest = ops.slice(answers.length);
    try {
      answers.push(...(await pushPart(ctx, workspaceId, rest)));
    } catch (error) {
      if (answers.length === 0) throw error;
      break;
    }
  }
  return { status: 'done', answers };
}

/** As many of the operations as one transaction takes: one at least. */
async function pushPart(ctx: Ctx, workspaceId: WorkspaceId, ops: SyncOp[]): Promise<SyncAnswer[]> {
  const [first] = ops as [SyncOp];
  try {
    return await (isLong(first) ? tryAlone : tryTogether)(ctx, workspaceId, ops);
  } catch (error) {
    if (!isOfAll(error)) throw error;
    ctx.runtime.log.warn(
      { err: error, requestId: ctx.requestId },
      'operations did not go together',
    );
    // One took the others with it, unforeseen or done elsewhere, or the connection broke: tried alone it fails alone.
    return [await aloneOf(ctx, workspaceId, first)];
  }
}

async function tryTogether(
  ctx: Ctx,
  workspaceId: WorkspaceId,
  ops: readonly SyncOp[],
): Promise<SyncAnswer[]> {
  const opIds = ops.map(({ opId }) => opId);
  return shareTransaction(ctx, { workspaceId, opIds }, async (shared) => {
    const began = performance.now();
    const answers: SyncAnswer[] = [];
    for (const op of ops) {
      answers.push(await answerOf(shared, workspaceId, op));
      const next = ops[answers.length];
      if ((next && isLong(next)) || performance.now() - began > longest) break;
    }
    return withSeqs(shared, answers);
  });
}

async function tryAlone(
  ctx: Ctx,
  workspaceId: WorkspaceId,
  [op]: readonly SyncOp[],
): Promise<SyncAnswer[]> {
  return withSeqs(ctx, [await answerOf(ctx, workspaceId, op as SyncOp)]);
}

/** An undo takes as many transactions as its group is long, and lets others write in between. */
const isLong = ({ procedure }: SyncOp): boolean => procedure === 'change.undo';

async function answerOf(ctx: Ctx, workspaceId: WorkspaceId, op: SyncOp): Promise<SyncAnswer> {
  const { opId } = op;
  try {
    const input = { ...op.input, workspaceId, opId };
    const output = await callByName(pushed.createCaller(ctx), op.procedure, input);
    return { opId, status: 'ok', seq: null, output };
  } catch (error) {
    const { isBug, code, message, issues, current } = meaningOf(error);
    if (isBug || passing.has(code)) throw error;
    return { opId, status: 'refused', code, message, issues, current };
  }
}

/** An operation in a transaction of its own; a fault of the server is its answer. */
async function aloneOf(ctx: Ctx, workspaceId: WorkspaceId, op: SyncOp): Promise<SyncAnswer> {
  try {
    const [answer] = await tryAlone(ctx, workspaceId, [op]);
    return answer as SyncAnswer;
  } catch (error) {
    const { isBug, code, message } = meaningOf(error);
    if (!isBug) throw error;
    return { opId: op.opId, status: 'refused', code, message };
  }
}

async function withSeqs(ctx: Ctx, answers: SyncAnswer[]): Promise<SyncAnswer[]> {
  const done = answers.filter(({ status }) => status === 'ok').map(({ opId }) => opId);
  const seqs = done.length === 0 ? new Map() : await seqsOf(ctx, done);
  return answers.map((answer) =>
    answer.status === 'ok' ? { ...answer, seq: seqs.get(answer.opId) ?? null } : answer,
  );
}

const meaningOf = (error: unknown) =>
  publicError(
    error instanceof TRPCError
      ? error
      : new TRPCError({ code: 'INTERNAL_SERVER_ERROR', cause: error }),
  );

/** True of what befell a transaction and not one of its operations: a fault, or one that was done elsewhere meanwhile. */
const isOfAll = (error: unknown): boolean => {
  const { isBug, code } = meaningOf(error);
  return isBug || code === 'CONFLICT';
};
