import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { OpId } from '../domain/ids.ts';
import { acceptInvite } from '../invite/accept-invite.ts';
import { inviteMember } from '../invite/invite-member.ts';
import { setRole } from '../member/set-role.ts';
import { createTeam } from '../testing/team.ts';
import { createWorld, testId, testPassword } from '../testing/world.ts';
import type { World } from '../testing/world.ts';
import { changeEmail } from './change-email.ts';
import { deleteAccount } from './delete-account.ts';
import { registerAccount } from './register-account.ts';
import { linkOf } from './testing/link.ts';

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

const mark = 'forgotten';
const address = () => `${mark}-${testId()}@Example.org`;
const tables = async (): Promise<string[]> => {
  const found = await world.runtime.db.execute<{ name: string }>(
    sql`SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public' ORDER BY 1`,
  );
  return found.rows.map(({ name }) => name);
};

/** The tables of which a row holds the text, anywhere. */
async function holding(text: string): Promise<string[]> {
  const held: string[] = [];
  for (const name of await tables()) {
    const found = await world.runtime.db.execute(
      sql`SELECT 1 FROM ${sql.identifier(name)} t WHERE strpos(lower(t::text), ${text}) > 0 LIMIT 1`,
    );
    if (found.rows.length > 0) held.push(name);
  }
  return held;
}

test('no address outlives a deleted account, wherever it stood', async () => {
  const team = await createTeam(world);
  const { workspaceId } = team;
  const [password, opId] = [testPassword, testId<OpId>];
  const person = { name: 'Ann', locale: 'en', timeZone: 'UTC', password } as const;
  const outside = { ...world.anonymous(), address: null };
  const { user } = await registerAccount(outside, { ...person, email: address(), opId: opId() });
  const ctx = { ...world.anonymous(), principal: { kind: 'system', userId: user.id } as const };
  const email = address();
  await changeEmail(ctx, { password, email, opId: opId() });
  await linkOf(world.runtime, { userId: user.id, email: address() });
  await world.runtime.db.execute(sql`
    INSERT INTO sessions (id, user_id, secret_hash, user_agent, address, expires_at)
    VALUES (${testId()}, ${user.id}, '\\x00', 'forgotten browser', '203.0.113.77', now())`);
  const asked = { workspaceId, role: 'owner', expiresInDays: 7 } as const;
  const used = await inviteMember(team.owner.ctx(), { ...asked, email: address() });
  await inviteMember(team.owner.ctx(), { ...asked, email: email.toUpperCase() });
  await acceptInvite(ctx, { secret: used.secret, opId: opId() });
  await setRole(ctx, { workspaceId, userId: user.id, role: 'admin', opId: opId() });
  expect(await holding(mark)).toEqual([
    'account_audit',
    'account_links',
    'credentials',
    'invites',
    'op_results',
    'sessions',
    'users',
  ]);
  expect(await holding('203.0.113.77')).toEqual(['sessions']);
  await deleteAccount(ctx, { password });
  expect(await holding(mark)).toEqual([]);
  expect(await holding('203.0.113.77')).toEqual([]);
});

test('what others have stays: their addresses, their trail, their invites', async () => {
  const [ann, bob] = [await world.person('Ann'), await world.person('Bob')];
  await changeEmail(bob.ctx(), { password: testPassword, email: 'kept@example.org' });
  const asked = { workspaceId: bob.workspaceId, role: 'member', expiresInDays: 7 } as const;
  await inviteMember(bob.ctx(), { ...asked, email: 'kept-invite@example.org' });
  const before = [await holding('kept@'), await holding('kept-invite@')];
  await deleteAccount(ann.ctx(), { password: testPassword });
  expect([await holding('kept@'), await holding('kept-invite@')]).toEqual(before);
  expect(before).toEqual([['account_audit', 'credentials', 'users'], ['invites']]);
});
