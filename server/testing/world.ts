import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { sql } from 'drizzle-orm';
import { createDb, createPool } from '../../db/client.ts';
import type { Pool } from '../../db/client.ts';
import { createTestDatabase, patience } from '../../db/testing/database.ts';
import type { TestDatabase } from '../../db/testing/database.ts';
import { registerAccount } from '../account/register-account.ts';
import { openCache, uncached } from '../cache/open-cache.ts';
import { createSession } from '../auth/sessions.ts';
import type { ProjectRight, Role } from '../domain/enums.ts';
import { uuidv7 } from '../domain/uuid.ts';
import type { Id, OpId, ProjectId, SessionId, UserId, WorkspaceId } from '../domain/ids.ts';
import { createClock } from '../platform/clock.ts';
import type { Ctx } from '../platform/context.ts';
import { loadEnv } from '../platform/env.ts';
import { newId } from '../platform/ids.ts';
import { createLogger } from '../platform/log.ts';
import type { Runtime } from '../platform/runtime.ts';
import { testSecrets } from './test-secrets.ts';

export type Person = {
  userId: UserId;
  sessionId: SessionId;
  /** The session's secret, as the cookie carries it. */
  session: string;
  email: string;
  name: string;
  /** Their personal workspace and inbox. */
  workspaceId: WorkspaceId;
  inboxId: ProjectId;
  /** A fresh context, as a request of theirs would have. */
  ctx(): Ctx;
};

export type World = {
  runtime: Runtime;
  database: TestDatabase;
  /** A new account with its personal workspace and a session. */
  person(name?: string): Promise<Person>;
  /** Makes someone a member of a workspace, with an inbox there. */
  join(workspaceId: WorkspaceId, person: Person, role: Role): Promise<void>;
  /** Gives a member a right of their own on a project. */
  grant(
    at: { workspaceId: WorkspaceId; projectId: ProjectId },
    person: Person,
    right: ProjectRight,
  ): Promise<void>;
  anonymous(): Ctx;
  close(): Promise<void>;
};

export const testPassword = 'correct horse battery';

/** A database, a runtime over it, and people: what tests of verbs need. */
export async function createWorld(
  options: { max?: number; /** Reads over HTTP come through a cache. */ cached?: boolean } = {},
): Promise<World> {
  const database = await createTestDatabase(options);
  const filesDir = await mkdtemp(path.join(os.tmpdir(), 'cairn-files-'));
  const clock = createClock();
  const log = createLogger('silent');
  const leases = createPool(database.url, { max: 2, connectTimeout: patience });
  const given = { pool: leases, clock, log };
  const cache = options.cached ? await openCache({ ...given, redisUrl: null }) : uncached(given);
  const runtime: Runtime = {
    env: loadEnv({ CAIRN_DATA: filesDir, NODE_ENV: 'test', CAIRN_RATE: '1000000' }),
    secrets: testSecrets,
    pool: database.pool,
    db: createDb(database.pool),
    replicas: null,
    cache,
    clock,
    log,
    filesDir,
  };
  const reading = readOnlyPool(database.url);
  const base: Ctx = {
    runtime,
    db: createDb(reading),
    principal: { kind: 'anonymous' },
    now: '',
    requestId: 'test',
    origin: 'http://localhost:3000',
    address: '127.0.0.1',
    userAgent: 'test',
  };
  const context = (principal: Ctx['principal']): Ctx => ({
    ...base,
    principal,
    now: runtime.clock.now().toISOString(),
  });
  let count = 0;

  return {
    runtime,
    database,
    anonymous: () => context({ kind: 'anonymous' }),
    async person(name = `Person ${(count += 1)}`) {
      const email = `p${(count += 1)}-${Math.random().toString(36).slice(2)}@example.org`;
      // From no network: a world has more people than one network may sign up at once.
      const outside = { ...context({ kind: 'anonymous' }), address: null };
      const { user, workspace } = await registerAccount(outside, {
        email,
        password: testPassword,
        name,
        locale: 'en',
        timeZone: 'Europe/Moscow',
      });
      const { id: sessionId, secret } = await createSession(runtime, {
        userId: user.id,
        userAgent: null,
        address: null,
      });
      return {
        userId: user.id,
        sessionId,
        session: secret,
        email,
        name,
        workspaceId: workspace.id,
        inboxId: workspace.inboxId,
        ctx: () => context({ kind: 'user', userId: user.id, sessionId }),
      };
    },
    async join(workspaceId, person, role) {
      const inbox = newId<ProjectId>(runtime.clock);
      await runtime.db.execute(
        sql`INSERT INTO members (workspace_id, user_id, role) VALUES (${workspaceId}, ${person.userId}, ${role})`,
      );
      await runtime.db
        .execute(sql`INSERT INTO projects (workspace_id, id, name, key, is_private, inbox_of, "order", created_by)
        VALUES (${workspaceId}, ${inbox}, 'Inbox', 'IN', true, ${person.userId}, 'a0', ${person.userId})`);
      await runtime.db
        .execute(sql`INSERT INTO project_members (workspace_id, project_id, user_id, "right")
        VALUES (${workspaceId}, ${inbox}, ${person.userId}, 'write')`);
    },
    async grant({ workspaceId, projectId }, person, right) {
      await runtime.db
        .execute(sql`INSERT INTO project_members (workspace_id, project_id, user_id, "right")
        VALUES (${workspaceId}, ${projectId}, ${person.userId}, ${right})
        ON CONFLICT (workspace_id, project_id, user_id) DO UPDATE SET "right" = ${right}`);
    },
    async close() {
      await reading.end();
      await cache.close();
      await leases.end();
      await database.drop();
      await rm(filesDir, { recursive: true, force: true });
    },
  };
}

/** Outside of `write` a context reads; Postgres itself refuses what else is asked of these connections. */
function readOnlyPool(url: string): Pool {
  const reading = new URL(url);
  reading.searchParams.set('options', '-c TimeZone=UTC -c default_transaction_read_only=on');
  reading.searchParams.set('application_name', 'cairn test');
  return createPool(reading.href, { max: 2, connectTimeout: patience });
}

/** An id as a caller would make it. */
export function testId<T extends Id<string> = OpId>(): T {
  return uuidv7<T>(Date.now(), crypto.getRandomValues(new Uint8Array(10)));
}
