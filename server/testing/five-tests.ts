import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { OpId, ProjectId, WorkspaceId } from '../domain/ids.ts';
import { plantBug } from '../platform/bugs.ts';
import type { Ctx } from '../platform/context.ts';
import { createProject } from '../project/create-project.ts';
import { snapshot } from './snapshot.ts';
import { createWorld, testId } from './world.ts';
import type { Person, World } from './world.ts';

/** Where the five tests play: a workspace with a project that a guest may only read. */
export type Stage = {
  world: World;
  owner: Person;
  stranger: Person;
  /** A guest of the workspace who may read the project. */
  reader: Person;
  workspaceId: WorkspaceId;
  projectId: ProjectId;
};

export type FiveTests<Input extends { opId?: OpId | undefined }, Output> = {
  name: string;
  verb: (ctx: Ctx, input: Input) => Promise<Output>;
  /** A fresh input that the owner may send; called before each of the five. */
  input: (stage: Stage) => Promise<Input>;
  /** What must be true of the answer and of the database after the happy call. */
  happy: (output: Output, stage: Stage, input: Input) => void | Promise<void>;
};

/** The same five tests for each write verb: happy, other tenant, role too low, repeated opId, rolled back together. */
export function fiveTests<Input extends { opId?: OpId | undefined }, Output>(
  verb: FiveTests<Input, Output>,
): void {
  describe(verb.name, () => {
    let stage: Stage;
    beforeAll(async () => {
      stage = await createStage();
    });
    afterAll(async () => {
      await stage.world.close();
    });
    const db = () => stage.world.runtime.db;
    const changes = async () =>
      (await db().execute<{ n: number }>(sql`SELECT count(*)::int AS n FROM changes`)).rows[0]?.n ??
      0;

    test('happy: it does what it says and leaves a change', async () => {
      const input = await verb.input(stage);
      const before = await changes();
      const output = await verb.verb(stage.owner.ctx(), input);
      expect(await changes()).toBeGreaterThan(before);
      await verb.happy(output, stage, input);
    });

    test('other tenant: a stranger gets NOT_FOUND and changes nothing', async () => {
      const input = await verb.input(stage);
      const before = await snapshot(db());
      await expect(verb.verb(stage.stranger.ctx(), input)).rejects.toMatchObject({
        code: 'NOT_FOUND',
      });
      expect(await snapshot(db())).toEqual(before);
    });

    test('role too low: a guest who may only read is FORBIDDEN or sees nothing, and changes nothing', async () => {
      const input = await verb.input(stage);
      const before = await snapshot(db());
      await expect(verb.verb(stage.reader.ctx(), input)).rejects.toMatchObject({
        code: expect.stringMatching(/^(FORBIDDEN|NOT_FOUND)$/),
      });
      expect(await snapshot(db())).toEqual(before);
    });

    test('repeated opId: one effect, one answer; another input under it is an error', async () => {
      const input = { ...(await verb.input(stage)), opId: testId<OpId>() };
      const first = await verb.verb(stage.owner.ctx(), input);
      const after = await snapshot(db());
      expect(await verb.verb(stage.owner.ctx(), input)).toEqual(JSON.parse(JSON.stringify(first)));
      expect(await snapshot(db())).toEqual(after);
      await expect(
        verb.verb(stage.owner.ctx(), { ...input, expectedVersion: 999 }),
      ).rejects.toMatchObject({ code: 'BAD_REQUEST' });
    });

    test('rolled back together: when the last statement fails, neither row nor change remains', async () => {
      const input = { ...(await verb.input(stage)), opId: testId<OpId>() };
      const before = await snapshot(db());
      await failing(stage, async () => {
        await expect(verb.verb(stage.owner.ctx(), input)).rejects.toThrow();
      });
      expect(await snapshot(db())).toEqual(before);
    });
  });
}

/** The positive control of the last of the five: with changes written outside the transaction, it must see one left. */
export async function leavesChangeBehind<Input extends { opId?: OpId | undefined }>(
  stage: Stage,
  verb: (ctx: Ctx, input: Input) => Promise<unknown>,
  input: Input,
): Promise<boolean> {
  const before = await snapshot(stage.world.runtime.db);
  plantBug('record-outside');
  try {
    await failing(stage, () =>
      verb(stage.owner.ctx(), { ...input, opId: testId<OpId>() }).catch(() => undefined),
    );
  } finally {
    plantBug(null);
  }
  const after = await snapshot(stage.world.runtime.db);
  return before['changes'] !== after['changes'];
}

/** Makes the statement that remembers an answer, the last of a write, fail while `body` runs. */
async function failing(stage: Stage, body: () => Promise<unknown>): Promise<void> {
  const { db } = stage.world.runtime;
  await db.execute(sql`CREATE OR REPLACE FUNCTION planted_failure() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION 'planted failure'; END $$`);
  await db.execute(
    sql`CREATE TRIGGER planted BEFORE INSERT ON op_results EXECUTE FUNCTION planted_failure()`,
  );
  try {
    await body();
  } finally {
    await db.execute(sql`DROP TRIGGER planted ON op_results`);
  }
}

export async function createStage(): Promise<Stage> {
  const world = await createWorld();
  const [owner, stranger, reader] = [
    await world.person('Owner'),
    await world.person('Stranger'),
    await world.person('Reader'),
  ];
  const { workspaceId } = owner;
  const project = await createProject(owner.ctx(), {
    workspaceId,
    name: 'Home',
    key: 'HOME',
    colour: 'grey',
    private: false,
  });
  await world.join(workspaceId, reader, 'guest');
  await world.grant({ workspaceId, projectId: project.id }, reader, 'read');
  return { world, owner, stranger, reader, workspaceId, projectId: project.id };
}
