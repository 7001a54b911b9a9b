import { policyOf } from '../../domain/policy.ts';
import type { Action } from '../../domain/policy.ts';
import { mailEnv } from '../../mail/testing/mailing.ts';
import { callProcedure } from '../../trpc/call-procedure.ts';
import { Source } from '../../trpc/wire/source.ts';
import { rolledBack } from '../rolled-back.ts';
import { changedSince, snapshot } from '../snapshot.ts';
import type { World } from '../world.ts';
import { cellsOf, ownInputs } from './cells.ts';
import type { Cell } from './cells.ts';
import { expectedOf } from './facts.ts';
import type { Player } from './stage.ts';

/** What a call came to, with the tables that it changed. */
export type Outcome = { code: string; text: string; changed: string[] };

/** What was deleted and is still spoken of, with the code of the answer. */
const remembered: { [cell: string]: string } = {
  // Its history stays, or nobody could take the deletion back.
  'change.list taskId': 'ok',
  'change.list projectId': 'ok',
  'change.listGroups projectId': 'ok',
  // Who left stays assigned, and is shown as one who left.
  'task.list assigneeId': 'ok',
  // An import that was taken back can be looked at, and says why it cannot be run.
  'import.get importId': 'ok',
  'import.undo importId': 'ok',
  'import.run importId': 'CONFLICT',
  'invite.revoke inviteId': 'ok',
};

/** Owners and admins may delete a private project that they do not see. */
const removable = 'project.delete projectId';

const accounts = /"[A-Z]+ (mate|left|host)"/gu;

/** What is told by its name: to owners and admins private projects, to an administrator all accounts. */
const toldNames: Partial<Record<Action, RegExp>> = {
  'project.listPrivate': /"HIDDEN thing"/gu,
  'admin.listUsers': accounts,
  'admin.disableUser': accounts,
  'admin.enableUser': accounts,
  'admin.setAdmin': accounts,
};

/** Plays calls in a world, each in a transaction that is taken back, and says what is wrong with what they come to. */
export async function createJudge(world: World) {
  world.runtime.env = mailEnv();
  const before = await snapshot(world.runtime.db);
  const played = { calls: 0, cells: 0 };

  /** One call in a world that is afterwards as if it had not been made, so that all calls find the same. */
  async function play({ ctx }: Player, action: Action, input: unknown): Promise<Outcome> {
    played.calls += 1;
    return rolledBack(world.runtime, async (runtime) => {
      const outcome = await attempt({ ...ctx, runtime, db: runtime.db }, action, input);
      return { ...outcome, changed: await changedSince(runtime.db, before) };
    });
  }

  return {
    played,
    play,
    /** True while the world is as it was. */
    isUntouched: async () =>
      JSON.stringify(await snapshot(world.runtime.db)) === JSON.stringify(before),

    /** A line for each cell in which what is not the player's is not as if it did not exist. */
    async strangeIds(player: Player, action: Action): Promise<string[]> {
      const problems: string[] = [];
      const randoms = new Map<unknown, Outcome>();
      for (const cell of cellsOf(player, action)) {
        played.cells += 1;
        const strange = await play(player, action, cell.strange);
        const random = randoms.get(cell.random) ?? (await play(player, action, cell.random));
        randoms.set(cell.random, random);
        const wrong = wrongWith(action, cell, { player, strange, random });
        wrong.push(...leaksIn(action, player, strange));
        problems.push(...wrong.map((words) => `${cell.name}: ${words}`));
      }
      return problems;
    },

    /** A line for each call with the player's own ids that is not answered as the table of rights says. */
    async ownIds(player: Player, action: Action): Promise<string[]> {
      const problems: string[] = [];
      for (const { input, fields } of ownInputs(player, action)) {
        played.cells += 1;
        const outcome = await play(player, action, input);
        const expected = expectedOf(player.facts, action, fields);
        const { code, changed, text } = outcome;
        if (!expected.test(code))
          problems.push(`answers ${code} and not ${expected}: ${text.slice(0, 300)}`);
        if (code !== 'ok' && changed.length > 0)
          problems.push(`refuses and changes ${changed.join()}`);
        problems.push(...leaksIn(action, player, outcome));
      }
      return problems;
    },
  };
}

export type Judge = Awaited<ReturnType<typeof createJudge>>;

async function attempt(ctx: Player['ctx'], action: Action, input: unknown) {
  try {
    const answer = await beginning(await callProcedure(ctx, action, input));
    return { code: 'ok', text: JSON.stringify(answer) };
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error)) throw error;
    return { code: String(error.code), text: JSON.stringify([error.message, error.cause]) };
  }
}

/** An answer, or the first that a subscription brings. */
async function beginning(answer: unknown): Promise<unknown> {
  if (!(answer instanceof Source)) return answer;
  const { promise, resolve, reject } = Promise.withResolvers<unknown>();
  const attached = answer.attach({ write: (...told) => (resolve(told), false), fail: reject });
  return promise.finally(() => attached.stop());
}

function leaksIn(action: Action, player: Player, { text }: Outcome): string[] {
  const beyondNames = text.replace(toldNames[action] ?? /(?!)/gu, '');
  const secret = player.secrets.find((marker) => beyondNames.includes(marker));
  return secret ? [`tells of ${secret}`] : [];
}

type Found = { player: Player; strange: Outcome; random: Outcome };

/** What is wrong with a cell, in words; nothing where the strange id is as if it did not exist. */
function wrongWith(action: Action, cell: Cell, { player, strange, random }: Found): string[] {
  const { field, variant } = cell;
  const isWrite = policyOf(action).kind === 'write';
  const mayPass = !isWrite || field?.isNew === true || field?.path.startsWith('remove') === true;
  const wrong: string[] = [];
  // To an administrator every account of the instance is there.
  if (policyOf(action).who === 'administrator' && strange.code === 'ok') return wrong;
  if (random.code === 'ok' && !mayPass) wrong.push('takes a random id');
  if (strange.code !== 'ok' && strange.changed.length > 0) wrong.push('refuses and changes');
  if (told(strange, isWrite) === told(random, isWrite)) return wrong;
  // Whose session is over is told so before what they name is looked at, or not found to be anyone's.
  if (player.facts.signedIn === 'over' && strange.code === 'UNAUTHORIZED') return wrong;
  const isTaken = variant === 'deleted' || variant === 'hidden' || field?.kind === 'workspace';
  const expected = field?.isNew && isTaken ? 'CONFLICT' : undefined;
  const position = `${action} ${field?.path}`;
  // Spoken of to those who knew it.
  const known = variant === 'deleted' && !player.isOutside ? remembered[position] : undefined;
  if (strange.code === (expected ?? known)) return wrong;
  const isStaff = player.facts.role === 'owner' || player.facts.role === 'admin';
  if (isStaff && variant === 'hidden' && position === removable && strange.code === 'ok')
    return wrong;
  return [...wrong, `tells ${told(strange, isWrite)} and not ${told(random, isWrite)}`];
}

/** An outcome without the ids that were sent; of a write that was done, that it was. */
function told({ code, text, changed }: Outcome, isWrite: boolean): string {
  const answer =
    isWrite && code === 'ok' ? '' : text.replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, '…');
  return `${code} ${answer.slice(0, 300)} [${changed.join()}]`;
}
