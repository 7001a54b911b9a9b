import { sql } from 'drizzle-orm';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { roles } from '../domain/enums.ts';
import type { Role } from '../domain/enums.ts';
import type { UserId, WorkspaceId } from '../domain/ids.ts';
import { acceptInvite } from '../invite/accept-invite.ts';
import { inviteMember } from '../invite/invite-member.ts';
import { CairnError } from '../platform/errors.ts';
import { createWorld } from '../testing/world.ts';
import type { Person, World } from '../testing/world.ts';
import { createWorkspace } from '../workspace/create-workspace.ts';
import { transferWorkspace } from '../workspace/transfer-workspace.ts';
import { removeMember } from './remove-member.ts';
import { setRole } from './set-role.ts';

const crowd = 5;
let world: World;
let people: Person[];
beforeAll(async () => {
  world = await createWorld();
  people = [];
  for (let n = 0; n < crowd; n += 1) people.push(await world.person(`P${n}`));
});
afterAll(() => world.close());

type Step =
  | { verb: 'invite' | 'setRole'; by: number; whom: number; role: Role }
  | { verb: 'accept' | 'remove' | 'transfer'; by: number; whom: number };

const who = fc.nat(crowd - 1);
const role = fc.constantFrom(...roles);
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ verb: fc.constantFrom('invite', 'setRole'), by: who, whom: who, role }),
  fc.record({ verb: fc.constant('accept'), by: who, whom: fc.nat(9) }),
  fc.record({ verb: fc.constantFrom('remove', 'transfer'), by: who, whom: who }),
);

/** One of each that comes through: what is played at random may miss one. */
const ofEach: readonly Step[] = [
  { verb: 'invite', by: 0, whom: 3, role: 'member' },
  { verb: 'accept', by: 3, whom: 0 },
  { verb: 'setRole', by: 0, whom: 2, role: 'guest' },
  { verb: 'remove', by: 0, whom: 3 },
  { verb: 'transfer', by: 0, whom: 1 },
];

type Link = { secret: string; role: Role; maker: Person };
type Roles = Map<UserId, Role>;

/** Who was it that gave what this step gives: the caller, or whoever made the link. */
type Played = { giver: Person };

async function play(
  workspaceId: WorkspaceId,
  links: Link[],
  { verb, by, whom, ...given }: Step & { role?: Role },
): Promise<Played | null> {
  const caller = personAt(by);
  const at = { workspaceId, userId: personAt(whom % crowd).userId };
  const wanted = given.role ?? 'member';
  switch (verb) {
    case 'invite': {
      const link = { workspaceId, role: wanted, expiresInDays: 1 };
      const { secret } = await inviteMember(caller.ctx(), link);
      links.push({ secret, role: wanted, maker: caller });
      return { giver: caller };
    }
    case 'accept': {
      const link = links[whom % Math.max(1, links.length)];
      if (!link) return null;
      await acceptInvite(caller.ctx(), { secret: link.secret });
      return { giver: link.maker };
    }
    case 'setRole':
      await setRole(caller.ctx(), { ...at, role: wanted });
      return { giver: caller };
    case 'remove':
      await removeMember(caller.ctx(), at);
      return { giver: caller };
    case 'transfer':
      await transferWorkspace(caller.ctx(), at);
      return { giver: caller };
  }
}

function personAt(index: number): Person {
  const person = people[index];
  if (!person) throw new Error(`there is no person ${index}`);
  return person;
}

async function rolesIn(workspaceId: WorkspaceId): Promise<Roles> {
  const found = await world.runtime.db.execute<{ user_id: UserId; role: Role }>(sql`
    SELECT user_id, role FROM members WHERE workspace_id = ${workspaceId} AND removed_at IS NULL`);
  return new Map(found.rows.map((row) => [row.user_id, row.role]));
}

const height = (one: Role | undefined) => (one ? roles.length - roles.indexOf(one) : 0);

test('there is always an owner, and nobody gains a role above that of whoever gave it', async () => {
  const seen = new Set<string>();
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 15, maxLength: 40 }), async (steps) => {
      const { id: workspaceId } = await createWorkspace(personAt(0).ctx(), { name: 'Team' });
      await world.join(workspaceId, personAt(1), 'admin');
      await world.join(workspaceId, personAt(2), 'member');
      const links: Link[] = [];
      for (const one of steps) {
        const before = await rolesIn(workspaceId);
        const played = await play(workspaceId, links, one).catch((error: unknown) => {
          if (!(error instanceof CairnError)) throw error;
          return null;
        });
        const after = await rolesIn(workspaceId);
        expect([...after.values()]).toContain('owner');
        if (!played) {
          expect(after).toEqual(before);
          continue;
        }
        seen.add(one.verb);
        const most = height(before.get(played.giver.userId));
        expect(most).toBeGreaterThan(0);
        for (const [userId, now] of after)
          if (height(now) > height(before.get(userId)))
            expect(height(now)).toBeLessThanOrEqual(most);
        if (one.verb === 'invite') expect(height(one.role)).toBeLessThanOrEqual(most);
      }
    }),
    { numRuns: 30, endOnFailure: true, examples: [[[...ofEach]]] },
  );
  expect([...seen].toSorted()).toEqual(['accept', 'invite', 'remove', 'setRole', 'transfer']);
});
