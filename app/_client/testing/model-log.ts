import type { TaskId } from '../../../server/domain/ids.ts';
import type { SyncEntry, SyncEvent } from '../../../server/sync/schema.ts';
import { CallError } from '../sending/call-error.ts';
import { createModelServer } from './model-server.ts';
import { opId, projectId, workspaceId } from './rows.ts';
import { hostOf, idsEach } from './world.ts';
import type { Host, Sight } from './world.ts';

export type Call = {
  procedure: string;
  input: unknown;
  /** It took nothing back, of a person who could not see all the time what it was about. */
  isBlind?: boolean;
};
/** What the log of the workspace says of a task or a comment, or that somebody sees it all or nothing from here on. */
type Logged =
  | {
      taskId: TaskId;
      opId: string;
      isRestored: boolean;
      /** Where it says so of what is said on it. */
      commentId?: string;
      sight?: undefined;
    }
  | { sight: { who: number; sees: boolean } };
/** What the server found when it looked; `sees` is false where it shows the project no more. */
export type Seen = Sight & { sees: boolean };
/** A server as one page finds it, with the page's place in its log. */
export type Door = Host & {
  look(): Seen | Promise<Seen>;
  /** Goes on in the log from so many pieces before. */
  hear(back: number, count: number): Heard | Promise<Heard>;
  /** Where the page stands in the log. */
  place(): unknown;
  /** The page begins anew: it goes on from a place, or from now. */
  restart(place?: unknown): void | Promise<void>;
};
export type Heard = { events: readonly SyncEvent[]; isMore: boolean };

/** A server with some pages, which counts them from 0. */
export type Server = {
  doors: readonly Door[];
  /** Who sees nothing comes to see, and the other way round. */
  turn(who: number): void | Promise<void>;
  /** Its log begins now: who stands before that reads all anew. */
  raiseFloor(): void | Promise<void>;
  /** Every call that had an effect, in the order in which it had. */
  calls(): readonly Call[] | Promise<readonly Call[]>;
};

/** The page that made an id. */
export const ownerOf = (id: string): number => Math.floor(Number(id.slice(-11)) / idsEach);

/** The model server with a log that pages hear of, and what each page may see of it. */
export function createModel(pages: number): Server {
  const server = createModelServer();
  const log: Logged[] = [];
  let floor = 0;
  const sees = Array.from({ length: pages }, () => true);
  const calls: Call[] = [];
  const call = server.call.bind(server);

  /** As the page's own server is asked: who sees nothing may do nothing. */
  server.call = (procedure, input) => {
    const { opId: by } = input as { opId: string };
    if (!sees[ownerOf(by)]) throw new CallError('NOT_FOUND', 'not for you');
    const before = new Map(server.tasks);
    const said = new Map(server.comments);
    const count = server.applied();
    const answer = call(procedure, input);
    if (server.applied() > count) calls.push({ procedure, input });
    for (const [id, task] of server.tasks) {
      const was = before.get(id);
      if (was === task) continue;
      const isRestored = typeof was?.deletedAt === 'string' && task.deletedAt === null;
      log.push({ taskId: id as TaskId, opId: by, isRestored });
    }
    for (const [commentId, { taskId, deletedAt }] of server.comments) {
      const was = said.get(commentId);
      if (was === server.comments.get(commentId)) continue;
      const isRestored = typeof was?.deletedAt === 'string' && deletedAt === null;
      log.push({ taskId, opId: by, isRestored, commentId });
    }
    return answer;
  };

  const visibleTo = (who: number): Sight =>
    sees[who]
      ? { tasks: server.visible(), comments: server.visibleComments() }
      : { tasks: [], comments: [] };

  function entriesOf(who: number, one: Logged, seq: number): SyncEntry[] {
    if (one.sight) {
      const kind = one.sight.sees ? 'scope.gained' : 'scope.lost';
      return one.sight.who === who ? [{ kind, projectId }] : [];
    }
    if (!sees[who]) return [];
    const at = { kind: 'change', seq, n: 0, at: '', entity: 'task', projectId } as const;
    const { taskId, isRestored, commentId } = one;
    const task = server.visible().find(({ id }) => id === taskId) ?? null;
    const by = ownerOf(one.opId) === who ? opId(Number(one.opId.slice(-11))) : null;
    const what = { actorId: null, taskId, task, opId: by };
    if (commentId !== undefined) {
      const type = isRestored ? 'comment.restored' : 'comment.updated';
      return [{ ...at, ...what, entity: 'comment', entityId: commentId, type }];
    }
    const type = isRestored ? 'task.restored' : 'task.updated';
    const change = { ...at, ...what, entityId: taskId, type } as const;
    return isRestored ? [change, { kind: 'scope.gained', projectId }] : [change];
  }

  function openDoor(who: number): Door {
    let position = 0;
    return {
      ...hostOf(server),
      visible: () => visibleTo(who),
      look: () => ({ ...visibleTo(who), sees: sees[who] === true }),
      place: () => position,
      restart: (place = log.length) => void (position = place as number),
      hear(back, count) {
        const from = Math.max(0, position - back);
        if (count > 0 && from < floor) {
          position = log.length;
          return { events: [{ kind: 'reset', workspaceId }], isMore: false };
        }
        const told = log.slice(from, from + count);
        position = from + told.length;
        const entries = told.flatMap((one, at) => entriesOf(who, one, from + at));
        const events = [{ kind: 'entries', workspaceId, entries } as const];
        return { events, isMore: position < log.length };
      },
    };
  }

  return {
    doors: sees.map((_, who) => openDoor(who)),
    calls: () => calls,
    raiseFloor: () => void (floor = log.length),
    turn(who) {
      sees[who] = !sees[who];
      log.push({ sight: { who, sees: sees[who] === true } });
    },
  };
}
