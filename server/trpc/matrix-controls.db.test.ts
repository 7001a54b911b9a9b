import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { actions, policyOf, scopeNames, scopesAllow } from '../domain/policy.ts';
import type { Action } from '../domain/policy.ts';
import type { WorkspaceId } from '../domain/ids.ts';
import { removeMember } from '../member/remove-member.ts';
import { plantBug } from '../platform/bugs.ts';
import type { BugName } from '../platform/bugs.ts';
import { proceduresOf } from '../testing/procedures.ts';
import { ownInputs } from '../testing/matrix/cells.ts';
import { createJudge } from '../testing/matrix/judge.ts';
import type { Judge } from '../testing/matrix/judge.ts';
import { createPlayers } from '../testing/matrix/players.ts';
import type { Players } from '../testing/matrix/players.ts';
import { createWorld } from '../testing/world.ts';
import type { World } from '../testing/world.ts';

let world: World;
let players: Players;
let judge: Judge;

beforeAll(async () => {
  world = await createWorld();
  players = await createPlayers(world);
  judge = await createJudge(world);
});
afterAll(() => world.close());

test('each procedure has its row and stands on the rung of its own name; each row has its procedure', () => {
  const procedures = proceduresOf();
  expect(procedures.map((procedure) => procedure.action)).toEqual(
    procedures.map((procedure) => procedure.path),
  );
  expect(procedures.map((procedure) => procedure.path).toSorted()).toEqual(actions.toSorted());
  for (const { path, type } of procedures)
    expect(type === 'mutation', path).toBe(policyOf(path as Action).kind === 'write');
});

describe('a token does what its scopes name and nothing else', () => {
  test.each(scopeNames)('%s', async (scope) => {
    const { tokenWriting } = players;
    const { principal } = tokenWriting.ctx;
    const wrong: string[] = [];
    for (const action of actions.filter((one) => policyOf(one).who !== 'anyone')) {
      const ctx = {
        ...tokenWriting.ctx,
        principal: { ...principal, scopes: [scope] } as typeof principal,
      };
      const player = {
        ...tokenWriting,
        ctx,
        facts: { ...tokenWriting.facts, token: { scopes: [scope], everywhere: true } },
      };
      const isNamed =
        action === scope || scopesAllow([scope], action) !== scopesAllow(['write'], action);
      // What `read` and `write` allow is played by the tokens of the matrix.
      if (isNamed || scope === 'read') wrong.push(...(await judge.ownIds(player, action)));
    }
    expect(wrong).toEqual([]);
  });
});

describe('planted bugs are seen', () => {
  async function withBug<T>(bug: BugName, work: () => Promise<T>): Promise<T> {
    plantBug(bug);
    try {
      return await work();
    } finally {
      plantBug(null);
    }
  }

  test('skip-second-id: a deleted label goes through', async () => {
    const found = await withBug('skip-second-id', () =>
      judge.strangeIds(players.owner, 'task.create'),
    );
    expect(found.join('\n')).toContain('labelIds[] deleted');
  });

  test('see-hidden: a read tells of a private project', async () => {
    const found = await withBug('see-hidden', () =>
      judge.strangeIds(players.owner, 'section.list'),
    );
    expect(found.join('\n')).toContain('projectId hidden');
    expect(found.join('\n')).toContain('tells of HIDDEN');
  });

  test('read-for-write: who may only read writes', async () => {
    for (const name of ['guestReading', 'guestCommenting', 'memberReading'] as const) {
      const found = await withBug('read-for-write', () =>
        judge.ownIds(players[name], 'task.update'),
      );
      expect(found.join('\n')).toContain('answers ok and not /^FORBIDDEN$/');
    }
  });

  test('guard-not-awaited: the check of assignees is begun and not waited for', async () => {
    const found = await withBug('guard-not-awaited', () =>
      judge.strangeIds(players.owner, 'task.update'),
    );
    expect(found.join('\n')).toContain('add.assigneeIds[] deleted');
  });

  test('scope-ignored: a token that may only read writes', async () => {
    const found = await withBug('scope-ignored', () =>
      judge.ownIds(players.tokenReading, 'task.update'),
    );
    expect(found.join('\n')).toContain('answers ok and not /^FORBIDDEN$/');
  });

  test('membership-kept: who was removed is still let in', async () => {
    const { owner, removed } = players;
    const workspaceId = owner.own?.workspace as WorkspaceId;
    const person = await world.person('Removed in vain');
    await world.join(workspaceId, person, 'member');
    await withBug('membership-kept', () =>
      removeMember(owner.ctx, { workspaceId, userId: person.userId }),
    );
    const found = await judge.strangeIds({ ...removed, ctx: person.ctx() }, 'task.list');
    expect(found.join('\n')).toContain('tells of OWN');
  });

  test.each([
    ['session.revoke', 'sessions'],
    ['token.revoke', 'tokens'],
    ['account.update', 'users'],
    ['account.changePassword', 'credentials'],
    ['account.requestReset', 'mails'],
  ] as const)('%s is seen to change %s', async (action, table) => {
    const [own] = ownInputs(players.owner, action);
    expect((await judge.play(players.owner, action, own?.input)).changed).toContain(table);
  });
});
