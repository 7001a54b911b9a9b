import type { Page } from '@playwright/test';
import type { KeptRow } from '../../app/_client/device/database.ts';
import type { KeptOp } from '../../app/_client/sending/op-log.ts';
import type { CommentOutput } from '../../server/comment/schema.ts';
import type { ProjectOutput } from '../../server/project/schema.ts';
import type { SectionOutput } from '../../server/section/schema.ts';
import type { TaskOutput } from '../../server/task/schema.ts';
import { ApiError } from '../../server/testing/api.ts';
import { storedOn } from '../stored-on.ts';
import type { Device } from './device.ts';
import { shownOn } from './gestures.ts';
import { projectName } from './scene.ts';
import type { Scene } from './scene.ts';
import type { Stage } from './stage.ts';

/** What the server says to one person of the place of a round. */
export type Told = {
  projects: readonly ProjectOutput[];
  sections: readonly SectionOutput[];
  tasks: readonly TaskOutput[];
  comments: readonly CommentOutput[];
};

/** What a tab shows: the tasks of the project, and the number beside its name. */
export type Screen = { tasks: readonly { id: string; title: string }[]; count: number };

/** What a browser has at the end of a round, beside what the server says to its person. */
export type DeviceFacts = {
  name: string;
  userId: string;
  kept: readonly KeptOp[];
  /** What its pages say of saving. */
  said: readonly string[];
  waiting: readonly KeptOp[];
  refused: readonly KeptOp[];
  rows: readonly KeptRow[];
  screens: readonly Screen[];
  told: Told;
};

/** What the database holds, whoever may see it. */
export type ServerFacts = {
  /** The remembered operations. */
  remembered: ReadonlySet<string>;
  /** In how many writes an operation has changed something. */
  writes: ReadonlyMap<string, number>;
  /** All that an operation has changed, as JSON. */
  changed: ReadonlyMap<string, string>;
  tasks: readonly { id: string; title: string; notes: string }[];
  comments: readonly string[];
};

export type Facts = { devices: readonly DeviceFacts[]; server: ServerFacts };

export async function gather(
  stage: Stage,
  scene: Scene,
  devices: readonly Device[],
): Promise<Facts> {
  const all = devices.map((device) => ofDevice(stage, scene, device));
  return { devices: await Promise.all(all), server: await ofServer(stage, scene) };
}

async function ofDevice({ apps }: Stage, scene: Scene, device: Device): Promise<DeviceFacts> {
  const { name, kept, tabs, person } = device;
  const [first] = tabs as [Page];
  const { ops, refusals, rows } = await storedOn(first);
  const isTheirs = (one: { userId: string }) => one.userId === person.userId;
  return {
    name,
    userId: person.userId,
    kept,
    said: await Promise.all(tabs.map(saidOn)),
    waiting: ops.filter(isTheirs),
    refused: refusals.filter(isTheirs).flatMap((refusal) => refusal.ops),
    rows: rows.filter(isTheirs),
    screens: await Promise.all(tabs.map(screenOf)),
    told: await toldTo(person.api(apps[0].url), scene),
  };
}

async function screenOf(page: Page): Promise<Screen> {
  const project = page.getByRole('navigation').first().getByRole('link', { name: projectName });
  const [figure = ''] = await project.locator('[data-figures]').allInnerTexts();
  return { tasks: await shownOn(page), count: Number(figure) };
}

const saidOn = (page: Page) => page.getByRole('navigation').getByRole('status').innerText();

async function toldTo(api: ReturnType<Device['person']['api']>, scene: Scene): Promise<Told> {
  const { workspaceId, projectId } = scene;
  const list = async <T>(procedure: string, input: object): Promise<readonly T[]> => {
    try {
      return (await api.query<{ items: T[] }>(procedure, { workspaceId, ...input })).items;
    } catch (error) {
      // A project that they do not see does not exist for them.
      if (error instanceof ApiError && error.code === 'NOT_FOUND') return [];
      throw error;
    }
  };
  const tasks = await list<TaskOutput>('task.list', { projectId, limit: 200 });
  const comments: CommentOutput[] = [];
  for (const { id } of tasks)
    comments.push(...(await list<CommentOutput>('comment.list', { taskId: id, limit: 100 })));
  return {
    projects: await list('project.list', {}),
    sections: await list('section.list', { projectId }),
    tasks,
    comments,
  };
}

async function ofServer({ pool }: Stage, { workspaceId }: Scene): Promise<ServerFacts> {
  const ask = async <T extends object>(text: string) =>
    (await pool.query<T>(text, [workspaceId])).rows;
  const changes = await ask<{ op: string; writes: number; after: string }>(
    `SELECT op_id AS op, count(DISTINCT seq)::int AS writes, jsonb_agg(after)::text AS after
     FROM changes WHERE workspace_id = $1 AND op_id IS NOT NULL GROUP BY op_id`,
  );
  const results = await ask<{ op: string }>(
    `SELECT op_id AS op FROM op_results WHERE workspace_id = $1`,
  );
  const comments = await ask<{ body: string }>(`SELECT body FROM comments WHERE workspace_id = $1`);
  return {
    remembered: new Set(results.map(({ op }) => op)),
    writes: new Map(changes.map(({ op, writes }) => [op, writes])),
    changed: new Map(changes.map(({ op, after }) => [op, after])),
    tasks: await ask(`SELECT id, title, notes FROM tasks WHERE workspace_id = $1`),
    comments: comments.map(({ body }) => body),
  };
}
