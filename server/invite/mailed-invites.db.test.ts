import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { mailing } from '../mail/testing/mailing.ts';
import { createTeam } from '../testing/team.ts';
import type { Team } from '../testing/team.ts';
import { createWorld, testId } from '../testing/world.ts';
import type { Person, World } from '../testing/world.ts';
import { inviteMember } from './invite-member.ts';
import { revokeInvite } from './revoke-invite.ts';

let world: World;
let team: Team;
beforeAll(async () => {
  world = await createWorld();
});
beforeEach(async () => {
  await world.runtime.db.execute(sql`DELETE FROM sign_in_failures`);
  team = await createTeam(world);
});
afterAll(() => world.close());

const ann = 'ann@example.org';
const anyone = () => `${testId()}@example.org`;
const mail = (
  email?: string,
  by: Person = team.owner,
  at: { workspaceId: Team['workspaceId'] } = team,
) => {
  const { workspaceId } = at;
  const asked = { workspaceId, role: 'member', expiresInDays: 7, email } as const;
  return inviteMember(mailing(by.ctx()), asked);
};
const slowed = {
  code: 'TOO_MANY_REQUESTS',
  retryAfter: expect.any(Number) as number,
};
/** As if so many more had been mailed. */
const worn = (gauge: string) =>
  world.runtime.db.execute(
    sql`UPDATE sign_in_failures SET failures = failures + 70 WHERE key LIKE ${`${gauge}%`}`,
  );
const mails = async () => {
  const found = await world.runtime.db.execute(sql`SELECT 1 FROM mails`);
  return found.rows.length;
};

describe('invites by mail: the instance is no relay', () => {
  test('an address gets three, whoever asks, from wherever, and revoking gives none back', async () => {
    const other = await world.person();
    for (let n = 0; n < 3; n += 1) {
      const { id: inviteId } = await mail(n === 1 ? ann.toUpperCase() : ann);
      await revokeInvite(team.owner.ctx(), { ...team, inviteId });
    }
    await worn('invites-to:');
    const before = await mails();
    await expect(mail(ann)).rejects.toMatchObject(slowed);
    await expect(mail(ann, other, other)).rejects.toMatchObject(slowed);
    expect(await mails()).toBe(before);
    await mail(anyone());
    expect(await mails()).toBe(before + 1);
  });

  test('a person is slowed in every workspace of theirs; their colleagues are not', async () => {
    await mail(anyone());
    await worn('invites-of:');
    await expect(mail(anyone())).rejects.toMatchObject(slowed);
    await expect(mail(anyone(), team.owner, team.owner)).rejects.toMatchObject(slowed);
    await mail(anyone(), team.admin);
  });

  test('a workspace is slowed, whoever of it asks; others are not', async () => {
    await mail(anyone());
    await worn('invites-from:');
    await expect(mail(anyone(), team.admin)).rejects.toMatchObject(slowed);
    await mail(anyone(), team.admin, team.admin);
  });

  test('a link without mail is never slowed, nor is anybody by who may not invite', async () => {
    const stranger = await world.person();
    for (let n = 0; n < 4; n += 1) {
      await expect(mail(ann, stranger)).rejects.toMatchObject({ code: 'NOT_FOUND' });
      await expect(mail(ann, team.guest)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    }
    const counted = await world.runtime.db.execute(sql`SELECT 1 FROM sign_in_failures`);
    expect(counted.rows).toEqual([]);
    await mail(ann);
    await worn('invites-');
    await expect(mail(ann)).rejects.toMatchObject(slowed);
    expect((await mail()).email).toBeNull();
  });
});
