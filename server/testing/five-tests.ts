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

type Sent = { opId?: OpId | undefined };

/** A call that is refused: the caller, the input where it is another, and the codes. */
export type Refused<Input> = {
  by?: (stage: Stage) => Ctx | Promise<Ctx>;
  input?: (stage: Stage, input: Input) => Input;
  code?: RegExp;
};

export type FiveTests<Input extends Sent, Output> = {
  name: string;
  verb: (ctx: Ctx, input: Input) => Promise<Output>;
  /** A fresh input that the owner may send; called before each of the five. */
  input: (stage: Stage) => Promise<Input>;
  /** What must be true of the answer and of the database after the happy call. */
  happy: (output: Output, stage: Stage, input: Input) => void | Promise<void>;
  /** The table in which the happy call leaves its trace: the log of changes unless said. */
  trace?:
    | 'changes'
    | 'account_audit'
    | 'imports'
    | 'mails'
    | 'reminders'
    | 'notifications'
    | 'pushes';
  /** Where a repeated `opId` is known by: the last statement of the call is the one that writes there. */
  remembers?: 'op_results' | 'mails';
  /** The stranger sends the same and gets NOT_FOUND, unless said. */
  otherTenant?: Refused<Input>;
  /** The guest who may only read sends the same and is FORBIDDEN or sees nothing, unless said. */
  roleTooLow?: Refused<Input>;
  /** True where the answer tells a secret, which a repeated call cannot be told again: CONFLICT. */
  tellsSecret?: boolean;
};

/** The same five tests for each write verb: happy, other tenant, role too low, repeated opId, rolled back together. */
export function fiveTests<Input extends Sent, Output>(verb: FiveTests<Input, Output>): void {
  describe(verb.name, () => {
    let stage: Stage;
    beforeAll(async () => {
      stage = await createStage();
    });
    afterAll(async () => {
      await stage.world.close();
    });
    const db = () => stage.world.runtime.db;

    test('happy: it does what it says and leaves its trace', async () => {
      const trace = verb.trace ?? 'changes';
      const input = await verb.input(stage);
      const before = await snapshot(db());
      const output = await verb.verb(stage.owner.ctx(), input);
      expect((await snapshot(db()))[trace]).not.toBe(before[trace]);
      await verb.happy(output, stage, input);
    });

    test('other tenant: to a stranger it is not there, and nothing changes', () =>
      refuses(stage, verb, {
        by: () => stage.stranger.ctx(),
        code: /^NOT_FOUND$/,
        ...verb.otherTenant,
      }));

    test('role too low: a guest who may only read may not, and changes nothing', () =>
      refuses(stage, verb, {
        by: () => stage.reader.ctx(),
        code: /^(FORBIDDEN|NOT_FOUND)$/,
        ...verb.roleTooLow,
      }));

    test('repeated opId: one effect, one answer; another input under it is an error', async () => {
      const input = { ...(await verb.input(stage)), opId: testId<OpId>() };
      const first = await verb.verb(stage.owner.ctx(), input);
      const after = await snapshot(db());
      const again = verb.verb(stage.owner.ctx(), input);
      if (verb.tellsSecret) await expect(again).rejects.toMatchObject({ code: 'CONFLICT' });
      else expect(await again).toEqual(JSON.parse(JSON.stringify(first)));
      expect(await snapshot(db())).toEqual(after);
      await expect(
        verb.verb(stage.owner.ctx(), { ...input, expectedVersion: 999 }),
      ).rejects.toMatchObject({ code: 'BAD_REQUEST' });
    });

    test('rolled back together: when the last statement fails, neither row nor change remains', async () => {
      const input = { ...(await verb.input(stage)), opId: testId<OpId>() };
      const before = await snapshot(db());
      await failing({ stage, table: verb.remembers ?? 'op_results' }, async () => {
        await expect(verb.verb(stage.owner.ctx(), input)).rejects.toThrow();
      });
      expect(await snapshot(db())).toEqual(before);
    });
  });
}

async function refuses<Input extends Sent>(
  stage: Stage,
  verb: Pick<FiveTests<Input, unknown>, 'verb' | 'input'>,
  refused: Refused<Input> & Required<Pick<Refused<Input>, 'by' | 'code'>>,
): Promise<void> {
  const { db } = stage.world.runtime;
  const usual = await verb.input(stage);
  const input = refused.input?.(stage, usual) ?? usual;
  const ctx = await refused.by(stage);
  const before = await snapshot(db);
  await expect(verb.verb(ctx, input)).rejects.toMatchObject({
    code: expect.stringMatching(refused.code),
  });
  expect(await snapshot(db)).toEqual(before);
}

/** The positive control of the last of the five: with changes written outside the transaction, it must see one left. */
export async function leavesChangeBehind<Input extends Sent>(
  stage: Stage,
  verb: (ctx: Ctx, input: Input) => Promise<unknown>,
  input: Input,
): Promise<boolean> {
  const before = await snapshot(stage.world.runtime.db);
  plantBug('record-outside');
  try {
    await failing({ stage, table: 'op_results' }, () =>
      verb(stage.owner.ctx(), { ...input, opId: testId<OpId>() }).catch(() => undefined),
    );
  } finally {
    plantBug(null);
  }
  const after = await snapshot(stage.world.runtime.db);
  return before['changes'] !== after['changes'];
}

/** Makes the statement that remembers an answer, the last of a write, fail while `body` runs. */
async function failing(
  { stage, table }: { stage: Stage; table: 'op_results' | 'mails' },
  body: () => Promise<unknown>,
): Promise<void> {
  const { db } = stage.world.runtime;
  await db.execute(sql`CREATE OR REPLACE FUNCTION planted_failure() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION 'planted failure'; END $$`);
  await db.execute(
    sql`CREATE TRIGGER planted BEFORE INSERT ON ${sql.identifier(table)} EXECUTE FUNCTION planted_failure()`,
  );
  try {
    await body();
  } finally {
    await db.execute(sql`DROP TRIGGER planted ON ${sql.identifier(table)}`);
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
