import { TRPCError } from '@trpc/server';
import { sql } from 'drizzle-orm';
import type { Call, Door, Server } from '../../../app/_client/testing/model-log.ts';
import { projectId, sectionId, workspaceId } from '../../../app/_client/testing/rows.ts';
import type { Schedule } from '../../../app/_client/testing/schedule.ts';
import type { Answers, Sent, Sight } from '../../../app/_client/testing/world.ts';
import { CallError } from '../../../app/_client/sending/call-error.ts';
import type { ChangeUndoOutput } from '../../change/schema.ts';
import type { Action } from '../../domain/policy.ts';
import type { WorkspaceId } from '../../domain/ids.ts';
import type { SyncBootstrapOutput, SyncPullOutput, SyncPushOutput } from '../../sync/schema.ts';
import { callProcedure } from '../../trpc/call-procedure.ts';
import { publicError } from '../../trpc/errors.ts';
import type { Person, World } from '../world.ts';

/** Who lives in a world: the one whose project it is, and one person a page. */
export type Cast = { world: World; owner: Person; people: readonly Person[] };

export type RealServer = Server & {
  /** What the owner sees, who sees all. */
  all(): Promise<Sight>;
  /** What Postgres holds against what was answered. */
  faults(): Promise<string[]>;
  /** The workspace goes. */
  end(): Promise<void>;
};

type Done = Call & { seq: number | null };

const plain = '00000000-0000-7000-8000-';
let lives = 0;

/** A new workspace on the real server, with a private project that every page's person may write in. */
export async function createReal(cast: Cast, schedule: Schedule): Promise<RealServer> {
  const { world, owner } = cast;
  // A life's ids are those of the model, but for what stands in front: no two lives share a row.
  const own = `${(lives += 1).toString(16).padStart(8, '0')}-0000-7000-8000-`;
  const people = cast.people.slice(0, schedule.pages);
  const sees = people.map(() => true);
  const turned = new Set<Person>();
  /** Refused to who could not see it all the time: it may have been done before, and nobody heard the answer. */
  const unseen = new Map<string, Call>();
  const done = new Map<string, Done>();
  const failed = new Set<string>();

  const outward = <T>(value: T) => translate(value, plain, own);
  const home = outward({ workspaceId, projectId });

  async function ask<T>(person: Person, action: Action, input: object): Promise<T> {
    try {
      const answer = await callProcedure(person.ctx(), action, outward(input));
      return translate(JSON.parse(JSON.stringify(answer)) as T, own, plain);
    } catch (error) {
      if (!(error instanceof TRPCError)) throw error;
      const { code, message, isBug, issues } = publicError(error);
      if (isBug) throw error;
      throw new CallError(code, message, { issues });
    }
  }

  const rights = (who: number) => ({ workspaceId, projectId, userId: people[who]?.userId });
  const share = (who: number) => ask(owner, 'project.share', { ...rights(who), right: 'write' });

  /** What a person sees: of the workspace, or of a part of it. */
  async function sightOf(person: Person, part: { projectId?: string } = {}): Promise<Sight> {
    const sight: Sight = { tasks: [], comments: [] };
    for (let cursor: string | null | undefined; cursor !== null;) {
      const page: SyncBootstrapOutput = await ask(person, 'sync.bootstrap', {
        workspaceId,
        ...part,
        ...(cursor && { cursor }),
      });
      sight.tasks.push(...page.tasks);
      sight.comments.push(...page.comments);
      cursor = page.nextCursor;
    }
    return sight;
  }

  async function push(person: Person, ops: Sent[]): Promise<Answers> {
    if (ops.length === 0) return [];
    const told = await ask<SyncPushOutput>(person, 'sync.push', { workspaceId, contract: 1, ops });
    if (told.status !== 'done') throw new Error('the server takes other operations');
    const sent = new Map(ops.map((op) => [op.opId, op]));
    for (const answer of told.answers) {
      // Also where its connection broke the server does it after all: no operation here is a fault of its own.
      if (answer.status === 'refused' && answer.code === 'INTERNAL_SERVER_ERROR')
        failed.add(`the server failed at ${answer.opId}`);
      const op = sent.get(answer.opId);
      if (!op || done.has(op.opId)) continue;
      const { opId, procedure, input } = op;
      if (answer.status === 'refused') {
        if (turned.has(person)) unseen.set(opId, { procedure, input: { ...input, opId } });
        continue;
      }
      const isBlind = turned.has(person) && hasTakenNothingBack(procedure, answer.output);
      done.set(opId, { procedure, input: { ...input, opId }, seq: answer.seq, isBlind });
    }
    return told.answers;
  }

  async function openDoor(person: Person): Promise<Door> {
    const pull = (input: object) => ask<SyncPullOutput>(person, 'sync.pull', input);
    const cursors = [(await pull({})).cursor];
    return {
      push: (ops) => push(person, ops),
      visible: () => sightOf(person),
      async look() {
        try {
          return { ...(await sightOf(person, { projectId })), sees: true };
        } catch (error) {
          if (error instanceof CallError && error.code === 'NOT_FOUND')
            return { tasks: [], comments: [], sees: false };
          throw error;
        }
      },
      place: () => cursors.at(-1),
      async restart(place) {
        cursors.push((place as string | undefined) ?? (await pull({})).cursor);
      },
      async hear(back, count) {
        if (count === 0) return { events: [], isMore: false };
        const from = Math.max(0, cursors.length - 1 - back);
        const { events, cursor, isMore } = await pull({ cursor: cursors[from], limit: count });
        cursors.splice(from + 1, Infinity, cursor);
        return { events: events.filter((event) => event.workspaceId === workspaceId), isMore };
      },
    };
  }

  await ask(owner, 'workspace.create', { id: workspaceId, name: 'Life' });
  for (const person of people) await world.join(home.workspaceId, person, 'member');
  await ask(owner, 'project.create', { workspaceId, id: projectId, name: 'Home', private: true });
  for (const who of people.keys()) await share(who);
  for (const n of [0, 1])
    await ask(owner, 'section.create', { workspaceId, projectId, id: sectionId(n), name: `${n}` });
  for (const id of labelsOf(schedule))
    await ask(owner, 'label.create', { workspaceId, id, name: id });
  const doors: Door[] = [];
  for (const person of people) doors.push(await openDoor(person));

  return {
    doors,
    async calls() {
      const remembered = translate(await rememberedIn(world, home.workspaceId), own, plain);
      for (const [opId, call] of unseen) {
        const seq = remembered.get(opId);
        if (seq !== undefined && !done.has(opId)) done.set(opId, { ...call, seq });
      }
      return [...done.values()].toSorted((a, b) => Number(a.seq) - Number(b.seq));
    },
    async turn(who) {
      sees[who] = !sees[who];
      turned.add(people[who] as Person);
      if (sees[who]) await share(who);
      else await ask(owner, 'project.unshare', rights(who));
    },
    async raiseFloor() {
      await world.runtime.db.execute(
        sql`UPDATE workspaces SET sync_floor_seq = seq WHERE id = ${home.workspaceId}`,
      );
    },
    all: () => sightOf(owner),
    faults: async () => [...failed, ...(await faultsIn(world, home.workspaceId, outward(done)))],
    async end() {
      await ask(owner, 'workspace.delete', { workspaceId });
    },
  };
}

const hasTakenNothingBack = (procedure: string, output: unknown) =>
  procedure === 'change.undo' && (output as ChangeUndoOutput).applied.length === 0;

const translate = <T>(value: T, from: string, to: string): T =>
  value instanceof Map
    ? (new Map(translate([...value], from, to)) as T)
    : (JSON.parse(JSON.stringify(value).replaceAll(from, to)) as T);

/** The labels that a life needs. */
function labelsOf({ moments }: Schedule): Set<string> {
  const ids = moments.map((one) =>
    one.kind === 'step' && one.step.kind === 'label' ? sectionId(one.step.b) : null,
  );
  return new Set(ids.filter((id) => id !== null));
}

async function faultsIn(
  world: World,
  id: WorkspaceId,
  done: ReadonlyMap<string, Done>,
): Promise<string[]> {
  const { rows: logged } = await world.runtime.db.execute<{ op: string; seqs: number[] }>(sql`
    SELECT op_id::text AS op, array_agg(DISTINCT seq::int) AS seqs FROM changes
    WHERE workspace_id = ${id} AND op_id::text LIKE ${'%-8000-f%'} GROUP BY op_id`);
  const remembered = await rememberedIn(world, id);
  const faults: string[] = [];
  for (const [op, { seq }] of done)
    if (remembered.get(op) !== seq)
      faults.push(`${op} was answered with another seq than is remembered`);
  for (const op of remembered.keys())
    if (!done.has(op)) faults.push(`${op} is remembered, and was never answered`);
  for (const { op, seqs } of logged) {
    if (seqs.length > 1) faults.push(`${op} had its effect twice`);
    else if (seqs[0] !== remembered.get(op))
      faults.push(`${op} is in the log where nobody remembers it`);
  }
  return faults;
}

/** Operations that Postgres has an answer of, with the seq of what they did. */
async function rememberedIn(world: World, id: WorkspaceId): Promise<Map<string, number>> {
  const { rows } = await world.runtime.db.execute<{ op: string; seq: number }>(sql`
    SELECT r.op_id::text AS op, r.seq::int AS seq FROM op_results r
    WHERE r.workspace_id = ${id} AND r.op_id::text LIKE ${'%-8000-f%'}`);
  return new Map(rows.map(({ op, seq }) => [op, seq]));
}
