import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { inviteMember } from '../../server/invite/invite-member.ts';
import { createTeam } from '../../server/testing/team.ts';
import type { Team } from '../../server/testing/team.ts';
import { createWorld } from '../../server/testing/world.ts';
import type { World } from '../../server/testing/world.ts';
import { createTestDatabase } from '../testing/database.ts';
import { backup } from './backup.ts';
import { restore } from './restore.ts';

let world: World;
let team: Team;
let folder: string;
const files = () => ({ file: join(folder, 'a.cairn'), filesDir: join(folder, 'files') });

beforeAll(async () => {
  world = await createWorld();
  folder = await mkdtemp(join(tmpdir(), 'cairn-access-'));
  team = await createTeam(world);
  const { workspaceId, owner } = team;
  const invited = { workspaceId, role: 'member', expiresInDays: 7 } as const;
  for (let n = 0; n < 3; n += 1) await inviteMember(owner.ctx(), invited);
  const { pool } = world.runtime;
  const ids = `gen_random_uuid(), '${owner.userId}'`;
  await pool.query(`
    UPDATE invites SET used_at = now(), used_by = '${owner.userId}' WHERE id = (SELECT min(id::text)::uuid FROM invites);
    INSERT INTO tokens (id, user_id, name, secret_hash, scopes) VALUES (${ids}, 'Script', 'a', '{}');
    INSERT INTO tokens (id, user_id, name, secret_hash, scopes, expires_at) VALUES (${ids}, 'Old', 'b', '{}', now() - interval '1 day');
    INSERT INTO known_devices (secret_hash, user_id) VALUES ('c', '${owner.userId}');
    INSERT INTO account_links (id, user_id, kind, secret_hash, expires_at) VALUES (${ids}, 'password', 'd', now() + interval '1 hour')`);
  await backup({ pool, ...files() });
});
afterAll(async () => {
  await world.close();
  await rm(folder, { recursive: true });
});

/** What still lets somebody in. */
const living = `
  SELECT 'session' AS what FROM sessions WHERE revoked_at IS NULL
  UNION ALL SELECT 'invite' FROM invites WHERE used_at IS NULL AND revoked_at IS NULL
  UNION ALL SELECT 'link' FROM account_links WHERE used_at IS NULL
  UNION ALL SELECT 'device' FROM known_devices
  UNION ALL SELECT 'token' FROM tokens WHERE revoked_at IS NULL AND expires_at IS NULL`;

test.each([
  [false, { tokens: 0, tokensLeft: 1 }, ['token']],
  [true, { tokens: 1, tokensLeft: 0 }, []],
])(
  'what lets people in ends with a restore; tokens where that is asked for: %s',
  async (revokeTokens, tokens, left) => {
    const target = await createTestDatabase({ empty: true });
    try {
      const before = await world.runtime.pool.query<{ what: string }>(living);
      expect(new Set(before.rows.map(({ what }) => what)).size).toBe(5);
      const { ended } = await restore({ pool: target.pool, ...files(), revokeTokens });
      expect(ended).toEqual({ sessions: 4, invites: 2, links: 1, devices: 1, ...tokens });
      const after = await target.pool.query<{ what: string }>(living);
      expect(after.rows.map(({ what }) => what)).toEqual(left);
    } finally {
      await target.drop();
    }
  },
);
