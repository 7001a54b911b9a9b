import { sql } from 'drizzle-orm';
import { hashSecret } from '../../auth/secret.ts';
import { revokeSession } from '../../auth/sessions.ts';
import type { Ctx } from '../../platform/context.ts';
import type { Facts } from './facts.ts';
import { joined, markers } from './stage.ts';
import type { Player, Stage } from './stage.ts';
import { createTask } from '../../task/create-task.ts';
import { createCredentials, createReminders } from '../tenant.ts';
import type { Owner } from '../tenant.ts';
import { tokenOf } from '../token-of.ts';
import { testId } from '../world.ts';
import type { Person } from '../world.ts';

export const outsideNames = [
  'nobody',
  'stranger',
  'invited',
  'removed',
  'tokenOfRemoved',
  'administrator',
] as const;
export const overNames = [
  'disabled',
  'sessionEnded',
  'sessionExpired',
  'tokenRevoked',
  'tokenExpired',
] as const;

export async function createOutsiders(stage: Stage) {
  const { world, stranger, own, foreign, outside, secret, workspaceId } = stage;
  const secrets = [markers.own, markers.beyond, markers.hidden];
  const facts = { signedIn: 'yes', role: null, right: null } as const;
  const known = async (person: Person) => ({
    ...outside,
    ctx: person.ctx(),
    facts,
    own: {
      ...own,
      ...(await ownThings({ world, person, marker: 'THEIRS' })),
      secret,
    },
    secrets,
  });
  const removed = await joined(stage, { role: 'member', right: 'write' });
  const tokenOfRemoved = {
    ...(await known(removed)),
    ctx: await tokenOf(removed, { scopes: ['write'] }),
  };
  await world.runtime.db.execute(
    sql`UPDATE members SET removed_at = now() WHERE workspace_id = ${workspaceId} AND user_id = ${removed.userId}`,
  );
  return {
    nobody: {
      ...outside,
      ctx: world.anonymous(),
      facts: { ...facts, signedIn: 'no' },
      own: null,
      secrets: Object.values(markers),
    },
    stranger: {
      ...outside,
      ctx: stranger.ctx(),
      facts: { ...facts, role: 'owner', right: 'write', isOnlyOwner: true },
      own: foreign,
      secrets,
    },
    invited: await known(await invitedPerson(stage)),
    removed: await known(removed),
    tokenOfRemoved: {
      ...tokenOfRemoved,
      facts: { ...facts, token: { scopes: ['write'], everywhere: true } },
    },
    administrator: {
      ...(await known(await administrator(stage))),
      facts: { ...facts, isAdministrator: true },
    },
  } satisfies Record<(typeof outsideNames)[number], Player>;
}

async function invitedPerson({ world, owner, workspaceId }: Stage): Promise<Person> {
  const person = await world.person('Invited');
  await world.runtime.db.execute(sql`
    INSERT INTO invites (workspace_id, id, secret_hash, role, email, created_by, expires_at)
    VALUES (${workspaceId}, ${testId()}, ${hashSecret('an invite')}, 'member', ${person.email}, ${owner.userId}, now() + interval '1 day')`);
  return person;
}

/** The only one of the instance: the first account is one no more. */
async function administrator({ world }: Stage): Promise<Person> {
  const person = await world.person('Administrator');
  await world.runtime.db.execute(sql`UPDATE users SET is_admin = (id = ${person.userId})`);
  return person;
}

/** People of the workspace whose session, token or account is no longer good. */
export async function createOver(
  stage: Stage,
): Promise<Record<(typeof overNames)[number], Player>> {
  const { world, owner, own } = stage;
  const { db } = world.runtime;
  const member = async () => joined(stage, { role: 'member', right: 'write' });
  const over = (ctx: Ctx): Player => ({
    ctx,
    own: { ...own, secret: stage.secret },
    facts: { signedIn: 'over', role: null, right: null, ...tokenFactsOf(ctx) },
    ...stage.outside,
    secrets: Object.values(markers),
  });
  const [disabled, ended, expired] = [await member(), await member(), await member()];
  await db.execute(sql`UPDATE users SET disabled_at = now() WHERE id = ${disabled.userId}`);
  await revokeSession(db, ended.userId, ended.sessionId);
  await db.execute(
    sql`UPDATE sessions SET expires_at = now() - interval '1 second' WHERE id = ${expired.sessionId}`,
  );
  const [revokedToken, expiredToken] = [
    await tokenOf(owner, { scopes: ['write'] }),
    await tokenOf(owner, { scopes: ['write'] }),
  ];
  await db.execute(sql`UPDATE tokens SET revoked_at = now() WHERE id = ${tokenIdOf(revokedToken)}`);
  await db.execute(
    sql`UPDATE tokens SET expires_at = now() - interval '1 second' WHERE id = ${tokenIdOf(expiredToken)}`,
  );
  return {
    disabled: over(disabled.ctx()),
    sessionEnded: over(ended.ctx()),
    sessionExpired: over(expired.ctx()),
    tokenRevoked: over(revokedToken),
    tokenExpired: over(expiredToken),
  };
}

function tokenFactsOf({ principal }: Ctx): Pick<Facts, 'token'> {
  return principal.kind === 'token'
    ? { token: { scopes: principal.scopes, everywhere: true } }
    : {};
}

function tokenIdOf({ principal }: Ctx): string {
  if (principal.kind !== 'token') throw new Error('no token');
  return principal.tokenId;
}

/** What a person has who is in no workspace but their own. */
async function ownThings(owner: Owner) {
  const { person, marker } = owner;
  const { workspaceId } = person;
  const { id: taskId } = await createTask(person.ctx(), { workspaceId, title: marker });
  const { notification } = (await createReminders(owner, { workspaceId, taskId })).live;
  return { ...(await createCredentials(owner)).live, notification };
}
