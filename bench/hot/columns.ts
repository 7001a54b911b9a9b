import type { Stage } from '../stage.ts';
import { trpcLists } from './column.ts';
import type { Column } from './column.ts';
import type { Program } from './program.ts';

/** What stands on its feet; null where it could not be had. */
export type Servers = {
  go: Program | null;
  cached: Stage;
  uncached: Stage;
  stock: Program;
  next: Program;
  /** A session's secret on the cached stage. */
  session: string;
};

export const goHot = 'fasthttp + Redis';
const goUncached = 'fasthttp + pgx';
export const hotHit = 'Cairn, hot tasks';
export const nextRoute = 'Next route handler, hot tasks';

/** The columns in the order in which each round loads them. */
export function columnsOf(servers: Servers): Column[] {
  const { go, cached, uncached, stock, next, session } = servers;
  const list = { workspaceId: uncached.workspaceId, projectId: uncached.inboxId, limit: 50 };
  const asked = encodeURIComponent(JSON.stringify(list));
  const five = Array.from({ length: 5 }, () => 'task.listHot').join(',');
  const bearer = { authorization: `Bearer ${cached.token}` };
  const hot = { headers: bearer, calls: 1, against: goHot, listsIn: trpcLists };
  const ofGo = { ...hot, listsIn: (body: unknown) => [body] };
  const at = ({ instance }: Stage, path: string) => ({
    pid: instance.pid,
    url: `${instance.url}/api/trpc/${path}`,
  });
  const beside = ({ pid, url }: Program) => ({ pid, url: `${url}/api/trpc/task.listHot` });
  const withoutCache = { ...hot, headers: { authorization: `Bearer ${uncached.token}` } };
  return [
    ...(go ? [{ ...ofGo, name: goHot, pid: go.pid, url: `${go.url}/hot` }] : []),
    { ...hot, name: hotHit, ...at(cached, 'task.listHot') },
    {
      ...hot,
      name: `${hotHit}, by session cookie`,
      ...at(cached, 'task.listHot'),
      headers: { cookie: `cairn.session=${session}` },
    },
    {
      ...hot,
      name: `${hotHit}, in batches of 5`,
      ...at(cached, `${five}?batch=1`),
      calls: 5,
    },
    { ...withoutCache, name: `${hotHit}, cache off`, ...at(uncached, 'task.listHot') },
    { ...hot, name: "tRPC's stock adapter, hot tasks", ...beside(stock) },
    { ...hot, name: nextRoute, ...beside(next) },
    ...(go
      ? [{ ...ofGo, name: goUncached, pid: go.pid, url: `${go.url}/db`, against: goUncached }]
      : []),
    {
      ...withoutCache,
      name: 'Cairn, list of 50, cache off',
      ...at(uncached, `task.list?input=${asked}`),
      against: goUncached,
    },
  ];
}
