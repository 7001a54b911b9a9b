type Answer = { result?: { data?: unknown } };
type Early = { answer: Promise<unknown>; askedAt: number };

declare global {
  /** What the page's first lines asked for, by procedure and input; taken once. */
  var cairnEarly: Map<string, Early> | undefined;
}

/** So long, in milliseconds, an early answer counts as one of now. */
const longestKept = 10_000;

/** What the page's first lines have asked for already. Undefined where they did not, or long ago. */
export function takeEarly(procedure: string, input: unknown): Promise<unknown> | undefined {
  const key = `${procedure} ${JSON.stringify(input)}`;
  const early = globalThis.cairnEarly?.get(key);
  globalThis.cairnEarly?.delete(key);
  return early && performance.now() - early.askedAt < longestKept ? early.answer : undefined;
}

/**
 * Asks what the shell, Today and projects ask first, while their script is still on its way. It stands as text in the
 * page, so it knows nothing but itself; what it asks in vain, `read` asks again.
 */
export function askEarly(): void {
  type Row = { id: string; workspaceId: string; key: string; isInbox: boolean };
  type Me = { workspaces: { id: string; isPersonal: boolean; role: string }[] };
  const early = new Map<string, Early>();
  globalThis.cairnEarly = early;
  const ask = (...calls: [procedure: string, input: object][]): Promise<unknown>[] => {
    const names = calls.map(([name]) => name).join(',');
    const inputs = encodeURIComponent(
      JSON.stringify(Object.fromEntries(calls.map(([, input], at) => [at, input]))),
    );
    const batch = fetch(`/api/trpc/${names}?batch=1&input=${inputs}`, {
      headers: { accept: 'application/json' },
      signal: AbortSignal.timeout(15_000),
    }).then((response) => response.json() as Promise<Answer[]>);
    return calls.map(([name, input], at) => {
      const answer = batch.then((all) => all[at]);
      early.set(`${name} ${JSON.stringify(input)}`, { answer, askedAt: performance.now() });
      return answer.then((one) => one?.result?.data);
    });
  };
  const [, tail, place = ''] =
    /^(?:\/w\/([0-9a-f]{6,32}))?(\/.*)?$/.exec(globalThis.location.pathname) ?? [];
  const [, name = '', ref = ''] = place.split('/');
  const isToday = tail === undefined && /^(today|welcome)?$/.test(name);
  const isBoard = globalThis.location.search.includes('view=board');

  const hot: [string, object][] = isToday ? [['task.listHot', {}]] : [];

  const open = async () => {
    const [me] = ask(['account.me', {}], ...hot);
    const { workspaces } = (await me) as Me;
    const lists = workspaces.slice(0, 12).map(({ id: workspaceId }) => {
      const [projects] = ask(
        ['project.list', { workspaceId }],
        ['label.list', { workspaceId }],
        ['workspace.get', { workspaceId }],
      );
      return projects;
    });
    const here = workspaces.find(({ id, isPersonal, role }) =>
      tail === undefined ? isPersonal && role === 'owner' : id.replaceAll('-', '').endsWith(tail),
    );
    const { items } = (await lists[here ? workspaces.indexOf(here) : 0]) as { items: Row[] };
    const project = items.find(({ id, key, isInbox }) =>
      name === 'p' ? key === ref.toUpperCase() || id === ref : name === 'inbox' && isInbox,
    );
    if (!project) return;
    const { id: projectId, workspaceId } = project;
    const list = (status: string): [string, object] => [
      'task.list',
      { workspaceId, projectId, status, limit: 200 },
    ];
    const closed = isBoard ? [list('done'), list('cancelled')] : [];
    await Promise.all(ask(['section.list', { workspaceId, projectId }], list('open'), ...closed));
  };
  open().catch(() => undefined);
}
