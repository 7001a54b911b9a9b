import { createSession } from '../../auth/sessions.ts';
import type { ProjectId, TaskId, WorkspaceId } from '../../domain/ids.ts';
import type { Ctx } from '../../platform/context.ts';
import { createProject } from '../../project/create-project.ts';
import { createTask } from '../../task/create-task.ts';
import { createToken } from '../../token/create-token.ts';
import { createTeam, createTeamProject } from '../team.ts';
import { createWorld } from '../world.ts';
import type { Person, World } from '../world.ts';

/** Somebody who asks: what they send, and the same as a context that is proved by Postgres alone. */
export type Asker = { person: Person; headers: Record<string, string>; ctx: Ctx; over: boolean };

/** A read whose answer may be kept. */
export type Question = {
  path: 'task.get' | 'task.list' | 'task.listHot' | 'task.search' | 'project.list';
  input: object;
};

/** A team with an open and a private project, and everybody's ways to ask. */
export type Scene = {
  world: World;
  workspaceId: WorkspaceId;
  people: { olga: Person; adam: Person; mila: Person; gleb: Person };
  open: ProjectId;
  hidden: ProjectId;
  tasks: TaskId[];
  askers: Asker[];
  questions(): Question[];
  /** A new session or token of a person's. */
  asker(person: Person, kind: 'session' | 'token'): Promise<Asker & { id: string }>;
  close(): Promise<void>;
};

export async function createScene(): Promise<Scene> {
  const world = await createWorld({ max: 20 });
  const team = await createTeam(world);
  const { workspaceId } = team;
  const people = { olga: team.owner, adam: team.admin, mila: team.member, gleb: team.guest };
  const { projectId: open } = await createTeamProject(team, people.olga);
  const { id: hidden } = await createProject(people.adam.ctx(), {
    workspaceId,
    name: 'Hidden',
    colour: 'grey',
    private: true,
  });
  const asker: Scene['asker'] = async (person, kind) => {
    if (kind === 'token') {
      const made = await createToken(person.ctx(), { name: 'program', scopes: ['write'] });
      const tokenId = made.token.id;
      const { userId } = person;
      const principal = { kind, userId, tokenId, scopes: made.token.scopes, workspaceIds: null };
      const headers = { authorization: `Bearer ${made.secret}` };
      return { person, headers, id: tokenId, over: false, ctx: { ...person.ctx(), principal } };
    }
    const from = { userId: person.userId, userAgent: null, address: null };
    const { id, secret } = await createSession(world.runtime, from);
    const principal = { kind: 'user', userId: person.userId, sessionId: id } as const;
    const headers = { cookie: `cairn.session=${secret}` };
    return { person, headers, id, over: false, ctx: { ...person.ctx(), principal } };
  };
  const tasks: TaskId[] = [];
  for (const [at, projectId] of [open, hidden, open, hidden, open].entries()) {
    const dueOn = `2026-0${at + 1}-15`;
    const made = { workspaceId, projectId, title: `task ${at}`, dueOn } as const;
    tasks.push((await createTask(people.adam.ctx(), made)).id);
  }
  const askers: Asker[] = [];
  for (const person of Object.values(people))
    askers.push(await asker(person, 'session'), await asker(person, 'token'));
  return {
    world,
    workspaceId,
    people,
    open,
    hidden,
    tasks,
    askers,
    asker,
    questions: () => [
      { path: 'task.listHot', input: {} },
      { path: 'task.listHot', input: { workspaceId } },
      { path: 'task.list', input: { workspaceId } },
      { path: 'task.list', input: { workspaceId, projectId: open } },
      { path: 'task.list', input: { workspaceId, projectId: hidden } },
      { path: 'project.list', input: { workspaceId } },
      { path: 'task.search', input: { workspaceId, text: 'task' } },
      ...tasks
        .slice(-6)
        .map((taskId) => ({ path: 'task.get', input: { workspaceId, taskId } }) as const),
    ],
    close: () => world.close(),
  };
}
