import type { Early } from '../sending/early-reads.ts';

type Answer = { result?: { data?: unknown } };

/**
 * Asks what the shell, Today and projects ask first, while their script is still on its way. It stands as text in the
 * page, so it knows nothing but itself; what it asks in vain, `read` asks again.
 */
export function askEarly(): void {
  type Row = { id: string; workspaceId: string; key: string; isInbox: boolean };
  type Me = { workspaces: { id: string; isPersonal: boolean; role: string }[] };
  const early = new Map<string, Early>();
  window.cairnEarly = early;
  const fetchAll = (calls: readonly [procedure: string, input: object][]): Promise<Answer[]> => {
    const names = calls.map(([name]) => name).join(',');
    const inputs = encodeURIComponent(
      JSON.stringify(Object.fromEntries(calls.map(([, input], at) => [at, input]))),
    );
    return fetch(`/api/trpc/${names}?batch=1&input=${inputs}`, {
      headers: { accept: 'application/json' },
      signal: AbortSignal.timeout(15_000),
    }).then((response) => response.json() as Promise<Answer[]>);
  };
  const ask = (
    calls: readonly [procedure: string, input: object][],
    after?: Promise<unknown>,
  ): Promise<unknown>[] => {
    const batch = after ? after.then(() => fetchAll(calls)) : fetchAll(calls);
    return calls.map(([name, input], at) => {
      const answer = batch.then((all) => all[at]);
      early.set(`${name} ${JSON.stringify(input)}`, { answer, askedAt: performance.now() });
      // What was asked in vain is asked again by who needs it, and told there.
      return answer.then(
        (one) => one?.result?.data,
        () => undefined,
      );
    });
  };
  const [, tail, place = ''] =
    /^(?:\/w\/([0-9a-f]{6,32}))?(\/.*)?$/.exec(window.location.pathname) ?? [];
  const [, name = '', ref = ''] = place.split('/');
  const isToday = tail === undefined && /^(today|welcome)?$/.test(name);
  const isBoard = window.location.search.includes('view=board');

  const open = async () => {
    const [me] = ask([
      ['account.me', {}],
      ['sync.pull', {}],
    ]);
    // After where the logs end: what happens from then on is told live.
    if (isToday)
      void ask(
        [
          ['task.listHot', {}],
          ['plan.list', {}],
        ],
        me,
      );
    const { workspaces } = (await me) as Me;
    const lists = workspaces.slice(0, 12).map(({ id: workspaceId }) => {
      const [projects] = ask([
        ['project.list', { workspaceId, archived: true }],
        ['label.list', { workspaceId }],
        ['workspace.get', { workspaceId }],
      ]);
      return projects;
    });
    const here = workspaces.findIndex(({ id, isPersonal, role }) =>
      tail === undefined ? isPersonal && role === 'owner' : id.replaceAll('-', '').endsWith(tail),
    );
    const listed = (await lists[here]) as { items: Row[] } | undefined;
    const project = listed?.items.find(({ id, key, isInbox }) =>
      name === 'p' ? key === ref.toUpperCase() || id === ref : name === 'inbox' && isInbox,
    );
    if (!project) return;
    const { id: projectId, workspaceId } = project;
    const list = (status: string): [string, object] => [
      'task.list',
      { workspaceId, projectId, status, limit: 200 },
    ];
    const closed = isBoard ? [list('done'), list('cancelled')] : [];
    void ask([['section.list', { workspaceId, projectId }], list('open'), ...closed]);
  };
  open().catch(() => undefined);
  // The first of these costs many times what others do: taken while the network is waited for.
  setTimeout(() => new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', hourCycle: 'h23' }));
}
