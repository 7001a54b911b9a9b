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
  /** Where the second page of its list begins: it is read from Postgres each time. */
  cursor: string;
};

export const goHot = 'fasthttp + Redis';
const goUncached = 'fasthttp + pgx';
export const hotHit = 'Cairn, hot tasks';
/** Who asks is known from Redis, as to the Go server; the rows come from Postgres. */
export const cairnList = 'Cairn, list of 50 from Postgres';
export const nextRoute = 'Next route handler, hot tasks';

/** The columns in the order in which each round loads them. */
export function columnsOf(servers: Servers): Column[] {
  const { go, cached, uncached, stock, next, session, cursor } = servers;
  const listOf = ({ workspaceId, inboxId }: Stage) => ({
    workspaceId,
    projectId: inboxId,
    limit: 50,
  });
  const first = encodeURIComponent(JSON.stringify(listOf(uncached)));
  const asked = encodeURIComponent(JSON.stringify({ ...listOf(cached), cursor }));
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
      ...hot,
      name: cairnList,
      ...at(cached, `task.list?input=${asked}`),
      against: goUncached,
    },
    {
      ...withoutCache,
      name: `${cairnList}, cache off`,
      ...at(uncached, `task.list?input=${first}`),
      against: goUncached,
    },
  ];
}
