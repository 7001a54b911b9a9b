import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { actions, policyOf } from '../domain/policy.ts';
import type { Action } from '../domain/policy.ts';
import { plantBug } from '../platform/bugs.ts';
import type { BugName } from '../platform/bugs.ts';
import { call, proceduresOf } from '../testing/call.ts';
import { cellsOf, ownInputs } from '../testing/cells.ts';
import type { Cell } from '../testing/cells.ts';
import { createPlayers, expectedOf, playerNames, plays } from '../testing/players.ts';
import type { Player, PlayerName } from '../testing/players.ts';
import { rolledBack } from '../testing/rolled-back.ts';
import { changedSince, snapshot } from '../testing/snapshot.ts';
import { createWorld } from '../testing/world.ts';
import type { World } from '../testing/world.ts';

let world: World;
let players: Record<PlayerName, Player>;
let before: Record<string, string>;
const played = { calls: 0, cells: 0 };

beforeAll(async () => {
  world = await createWorld();
  players = await createPlayers(world);
  before = await snapshot(world.runtime.db);
});
afterAll(() => world.close());

describe('the table of rights is the contract', () => {
  test('each procedure has its row and stands on the rung of its own name; each row has its procedure', () => {
    const procedures = proceduresOf();
    expect(procedures.map((procedure) => procedure.action)).toEqual(
      procedures.map((procedure) => procedure.path),
    );
    expect(procedures.map((procedure) => procedure.path).toSorted()).toEqual(actions.toSorted());
    for (const { path, type } of procedures)
      expect(type, path).toBe(policyOf(path as Action).kind === 'read' ? 'query' : 'mutation');
  });
});

/** What a call came to, with the tables that it changed. */
type Outcome = { code: string; text: string; changed: string[] };

/** One call in a world that is afterwards as if it had not been made, so that all calls find the same. */
async function play({ ctx }: Player, action: Action, input: unknown): Promise<Outcome> {
  played.calls += 1;
  return rolledBack(world.runtime, async (runtime) => {
    const outcome = await attempt({ ...ctx, runtime, db: runtime.db }, action, input);
    return { ...outcome, changed: await changedSince(runtime.db, before) };
  });
}

async function attempt(ctx: Player['ctx'], action: Action, input: unknown) {
  try {
    return { code: 'ok', text: JSON.stringify(await call(ctx, action, input)) };
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error)) throw error;
    return { code: String(error.code), text: JSON.stringify([error.message, error.cause]) };
  }
}

/** What was deleted and is still spoken of, with the code of the answer. */
const remembered: { [cell: string]: string } = {
  // Its history stays, or nobody could take the deletion back.
  'change.list taskId': 'ok',
  'change.list projectId': 'ok',
  // Who left stays assigned, and is shown as one who left.
  'task.list assigneeId': 'ok',
  // An import that was taken back can be looked at, and says why it cannot be run.
  'import.get importId': 'ok',
  'import.undo importId': 'ok',
  'import.run importId': 'CONFLICT',
  'invite.revoke inviteId': 'ok',
};

type Found = { strange: Outcome; random: Outcome };

/** What is wrong with a cell, in words; nothing where the strange id is as if it did not exist. */
function wrongWith(action: Action, cell: Cell, { strange, random }: Found): string[] {
  const { field, variant } = cell;
  const isWrite = policyOf(action).kind === 'write';
  const mayPass = !isWrite || field?.isNew === true || field?.path.startsWith('remove') === true;
  const wrong: string[] = [];
  if (random.code === 'ok' && !mayPass) wrong.push('takes a random id');
  if (strange.code !== 'ok' && strange.changed.length > 0) wrong.push('refuses and changes');
  if (told(strange, isWrite) === told(random, isWrite)) return wrong;
  const isTaken = variant === 'deleted' || variant === 'hidden' || field?.kind === 'workspace';
  const expected = field?.isNew && isTaken ? 'CONFLICT' : undefined;
  const known = variant === 'deleted' ? remembered[`${action} ${field?.path}`] : undefined;
  if (strange.code === (expected ?? known)) return wrong;
  return [...wrong, `tells ${told(strange, isWrite)} and not ${told(random, isWrite)}`];
}

/** An outcome without the ids that were sent; of a write that was done, that it was. */
function told({ code, text, changed }: Outcome, isWrite: boolean): string {
  const answer =
    isWrite && code === 'ok' ? '' : text.replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, '…');
  return `${code} ${answer.slice(0, 300)} [${changed.join()}]`;
}

/** Plays all cells of an action and says what is wrong, a line for each. */
async function judge(player: Player, action: Action): Promise<string[]> {
  const problems: string[] = [];
  const randoms = new Map<unknown, Outcome>();
  for (const cell of cellsOf(player, action)) {
    played.cells += 1;
    const strange = await play(player, action, cell.strange);
    const random = randoms.get(cell.random) ?? (await play(player, action, cell.random));
    randoms.set(cell.random, random);
    const wrong = wrongWith(action, cell, { strange, random });
    const secret = player.secrets.find((marker) => strange.text.includes(marker));
    if (secret) wrong.push(`tells of ${secret}`);
    problems.push(...wrong.map((words) => `${cell.name}: ${words}`));
  }
  return problems;
}

describe.each(playerNames)('%s', (name) => {
  const playable = actions.filter((action) => plays(name, action));

  test.each(playable)('%s: what is not theirs is as if it did not exist', async (action) => {
    expect((await judge(players[name], action)).join('\n')).toBe('');
  });

  test.each(playable)('%s: with their own ids, as the table of rights says', async (action) => {
    const player = players[name];
    for (const input of ownInputs(player, action)) {
      const { code, text, changed } = await play(player, action, input);
      expect(code, text).toMatch(expectedOf(name, action));
      if (code !== 'ok') expect(changed).toEqual([]);
      for (const secret of player.secrets) expect(text).not.toContain(secret);
    }
  });
});

describe('controls', () => {
  const withBug = async (bug: BugName, action: Action) => {
    plantBug(bug);
    try {
      return await judge(players.owner, action);
    } finally {
      plantBug(null);
    }
  };

  test('with the check of a second id left out, a deleted label goes through, and is seen', async () => {
    const problems = await withBug('skip-second-id', 'task.create');
    expect(problems.join('\n')).toContain('labelIds[] deleted');
  });

  test('with hidden projects shown, a read that tells of one is seen', async () => {
    const problems = await withBug('see-hidden', 'section.list');
    expect(problems.join('\n')).toContain('projectId hidden');
    expect(problems.join('\n')).toContain('tells of HIDDEN');
  });

  test.each([
    ['session.revoke', 'sessions'],
    ['token.revoke', 'tokens'],
    ['account.update', 'users'],
  ] as const)('%s is seen to change %s', async (action, table) => {
    const [input] = ownInputs(players.owner, action);
    expect((await play(players.owner, action, input)).changed).toContain(table);
  });

  test('all of it left nothing behind', async () => {
    expect(await snapshot(world.runtime.db)).toEqual(before);
    const { cells, calls } = played;
    process.stdout.write(
      `matrix: ${actions.length} procedures, ${playerNames.length} callers, ${cells} cells, ${calls} calls\n`,
    );
  });
});
