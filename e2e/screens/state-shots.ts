import { inTeam } from './acts.ts';
import { trashed } from './doing-shots.ts';
import { home, inTurn } from './shot.ts';
import type { Shot } from './shot.ts';
import { stories } from './stories.ts';
import { board, emptyView, searchFor, writeFilter } from './work-shots.ts';

type Asking = Partial<Shot> & Pick<Shot, 'at'> & { of: string };

/** The tasks of a view; those that come another way would stand in it all the same. */
const tasks = 'task[.][^,?]+|sync[.]bootstrap';
const oneTask = 'task[.](?:get|listHot)|sync[.]bootstrap';

/** What each screen asks for beside what every page does: it may be long in coming, or not come. */
const asking: Record<string, Asking> = {
  project: { at: home, of: tasks },
  board: { at: board, of: tasks },
  inbox: { at: '/inbox', of: tasks },
  upcoming: { at: '/upcoming', of: tasks },
  calendar: { at: '/calendar', of: tasks },
  label: { at: ({ told }) => `/l/${told.labelIds[0]}`, of: tasks },
  views: { who: 'member', at: emptyView, of: 'task.filter|sync.bootstrap' },
  filter: {
    at: '/filter',
    of: tasks,
    act: inTurn(
      writeFilter(({ locale }) => stories[locale].filter),
      // It is asked for once nothing is typed for a moment, and what shows that it was asked comes later still.
      ({ page }) => page.waitForTimeout(1000),
    ),
  },
  search: {
    at: '/search',
    of: tasks,
    act: searchFor(({ locale }) => stories[locale].search),
  },
  task: { at: ({ told }) => `/inbox?task=${told.taskId}`, of: oneTask },
  'task-key': { at: trashed, of: 'task.search' },
  notifications: { at: '/notifications', of: 'notification.list' },
  archive: { at: inTeam('archive'), of: 'project.list' },
  trash: { at: inTeam('trash'), of: 'trash.list' },
  history: { at: inTeam('history'), of: 'change.listGroups' },
  completed: { at: inTeam('completed'), of: 'task.listCompleted' },
  members: { at: inTeam('settings/members'), of: 'member.list' },
  tokens: { at: '/settings/tokens', of: 'token.list' },
  sessions: { at: '/settings/security', of: 'session.list' },
  leaving: { at: '/settings/data', of: 'account.getLeaving' },
  admin: { at: '/admin/people', of: 'admin.listUsers' },
  numbers: { at: '/admin/numbers', of: 'admin.getSizes' },
  instance: { at: '/admin/instance', of: 'instance.get' },
};

/** Each of these screens while it waits, and where no answer came. */
export const stateShots: Record<string, Shot> = Object.fromEntries(
  Object.entries(asking).flatMap(([name, { of, ...place }]): [string, Shot][] => [
    [`${name}.loading`, { who: 'full', ...place, api: { how: 'hangs', of } }],
    [`${name}.error`, { who: 'full', ...place, api: { how: 'fails', of } }],
  ]),
);
