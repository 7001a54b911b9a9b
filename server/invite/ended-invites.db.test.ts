import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { OpId } from '../domain/ids.ts';
import { removeMember } from '../member/remove-member.ts';
import { createTeam } from '../testing/team.ts';
import type { Team } from '../testing/team.ts';
import { createWorld, testId } from '../testing/world.ts';
import type { Person, World } from '../testing/world.ts';
import { purgeExpired } from '../trash/purge-expired.ts';
import { acceptInvite } from './accept-invite.ts';
import { getInvite } from './get-invite.ts';
import { inviteMember } from './invite-member.ts';
import { revokeInvite } from './revoke-invite.ts';

let world: World;
let team: Team;
beforeAll(async () => {
  world = await createWorld();
});
beforeEach(async () => {
  team = await createTeam(world);
});
afterAll(() => world.close());
const db = () => world.runtime.db;

const invite = () => {
  const { workspaceId, owner } = team;
  const email = 'ann@example.org';
  return inviteMember(owner.ctx(), { workspaceId, role: 'member', email, expiresInDays: 7 });
};
async function revoked() {
  const made = await invite();
  await revokeInvite(team.owner.ctx(), { ...team, inviteId: made.id });
  return made;
}
const accept = (person: Person, secret: string, opId?: OpId) =>
  acceptInvite(person.ctx(), { secret, opId });

describe('an invite that has ended', () => {
  test('tells whoever has its link that it has, and nothing else', async () => {
    const [{ secret }, used, old] = [await revoked(), await invite(), await invite()];
    await accept(await world.person(), used.secret);
    await db().execute(
      sql`UPDATE invites SET expires_at = now() - interval '1 second' WHERE id = ${old.id}`,
    );
    const told = (of: string) => getInvite(world.anonymous(), { secret: of });
    expect(await told(secret)).toEqual({ state: 'revoked' });
    expect(await told(used.secret)).toEqual({ state: 'used' });
    expect(await told(old.secret)).toEqual({ state: 'expired' });
  });

  test('lets nobody wait for the lock of its workspace', async () => {
    const [{ secret }, open] = [await revoked(), await invite()];
    const [late, guest] = [await world.person(), await world.person()];
    const holder = await world.runtime.pool.connect();
    try {
      await holder.query('BEGIN');
      await holder.query('SELECT 1 FROM workspaces WHERE id = $1 FOR UPDATE', [team.workspaceId]);
      await expect(accept(late, secret)).rejects.toMatchObject({ code: 'CONFLICT' });
      await expect(accept(team.member, open.secret)).rejects.toMatchObject({ code: 'CONFLICT' });
      // The control: one that holds needs the lock.
      await expect(accept(guest, open.secret)).rejects.toMatchObject({
        code: 'SERVICE_UNAVAILABLE',
      });
    } finally {
      await holder.query('ROLLBACK');
      holder.release();
    }
    expect(await accept(guest, open.secret)).toMatchObject({ id: team.workspaceId });
  });

  test('slows down who tries it again and again, and not who comes in', async () => {
    const [{ secret }, open] = [await revoked(), await invite()];
    const [stubborn, guest] = [await world.person(), await world.person()];
    const codes: string[] = [];
    for (let n = 0; n < 22; n += 1)
      await accept(stubborn, secret).catch((error: { code: string }) => codes.push(error.code));
    expect(codes.slice(0, 20)).toEqual(Array.from({ length: 20 }, () => 'CONFLICT'));
    expect(codes).toContain('TOO_MANY_REQUESTS');
    const opId = testId<OpId>();
    const first = await accept(guest, open.secret, opId);
    expect(await accept(guest, open.secret, opId)).toEqual(first);
    const found = await db().execute<{ failures: number }>(
      sql`SELECT failures FROM sign_in_failures WHERE key = ${`invites-refused:${guest.userId}`}`,
    );
    expect(found.rows).toEqual([{ failures: 0 }]);
    await removeMember(team.owner.ctx(), { ...team, userId: guest.userId });
    await expect(accept(guest, open.secret, opId)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  test('is forgotten a month later, with the address that it was sent to', async () => {
    const [gone, recent, open] = [await revoked(), await revoked(), await invite()];
    await db().execute(
      sql`UPDATE invites SET revoked_at = revoked_at - interval '31 days' WHERE id = ${gone.id}`,
    );
    await purgeExpired(world.runtime);
    const left = await db().execute<{ id: string }>(
      sql`SELECT id FROM invites WHERE workspace_id = ${team.workspaceId} ORDER BY created_at, id`,
    );
    expect(left.rows.map(({ id }) => id)).toEqual([recent.id, open.id]);
    const lost = { code: 'NOT_FOUND' };
    await expect(getInvite(world.anonymous(), gone)).rejects.toMatchObject(lost);
  });
});
