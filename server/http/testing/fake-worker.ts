import type { WorkerScope } from '../service-worker.ts';

type Asked = { method?: string; mode?: string; clientId?: string };
type Listeners = Parameters<WorkerScope['addEventListener']>;

export type FakeWorker = {
  scope: WorkerScope;
  /** Paths that the network was asked for. */
  asked: string[];
  /** Ids of the open pages. */
  pages: string[];
  /** True once the worker would not wait for the one before. */
  skipped: boolean;
  speaks(cookie: string | null, languages: string[]): void;
  install(): Promise<void>;
  activate(): Promise<void>;
  /** @returns null where the worker leaves the request to the browser; what it does beside is done by then */
  fetch(path: string, over?: Asked): Promise<Response> | null;
};

/** Stands where a browser runs a service worker: its caches in memory, its events by hand. */
export function fakeWorker(
  origin: string,
  network: (path: string, init?: RequestInit) => Promise<Response>,
): FakeWorker {
  const listeners = new Map<Listeners[0], (event: never) => void>();
  let chosen: string | null = null;
  const ask = (request: unknown, init?: RequestInit): Promise<Response> => {
    const url = new URL(typeof request === 'string' ? request : (request as Request).url, origin);
    fake.asked.push(url.pathname);
    return network(url.pathname, init);
  };
  const raise = async (name: Listeners[0], event: object = {}): Promise<void> => {
    const work: Promise<unknown>[] = [];
    const waitUntil = (more: Promise<unknown>) => void work.push(more);
    listeners.get(name)?.({ ...event, waitUntil } as never);
    await Promise.all(work);
  };
  const scope: WorkerScope = {
    caches: fakeCaches(origin, (path) => ask(path)),
    clients: {
      claim: () => Promise.resolve(),
      matchAll: () => Promise.resolve(fake.pages.map((id) => ({ id }))),
    },
    cookieStore: { get: () => Promise.resolve(chosen === null ? null : { value: chosen }) },
    location: { origin },
    navigator: { languages: ['en-US'] },
    registration: { installing: null, waiting: null },
    fetch: ask,
    skipWaiting: () => {
      fake.skipped = true;
      return Promise.resolve();
    },
    addEventListener: (name, work) => void listeners.set(name, work),
  };
  const fake: FakeWorker = {
    scope,
    asked: [],
    pages: [],
    skipped: false,
    speaks: (cookie, languages) => {
      chosen = cookie;
      scope.navigator = { languages };
    },
    install: () => raise('install'),
    activate: () => raise('activate'),
    fetch: (path, { method = 'GET', mode = 'no-cors', clientId = '' } = {}) => {
      const answers: Promise<Response>[] = [];
      const respondWith = (answer: Promise<Response>) => void answers.push(answer);
      const request = { url: new URL(path, origin).href, method, mode };
      const beside = raise('fetch', { request, clientId, respondWith });
      return answers[0]?.then((answer) => beside.then(() => answer)) ?? null;
    },
  };
  return fake;
}

/** What the worker uses of `CacheStorage`, which looks at paths alone. */
function fakeCaches(origin: string, load: (path: string) => Promise<Response>): CacheStorage {
  const all = new Map<string, Map<string, Response>>();
  const key = (request: unknown) =>
    new URL(typeof request === 'string' ? request : (request as Request).url, origin).pathname;
  const open = (name: string) => {
    const entries = all.get(name) ?? new Map<string, Response>();
    all.set(name, entries);
    const put = (request: unknown, response: Response) => {
      entries.set(key(request), response);
      return Promise.resolve();
    };
    return Promise.resolve({
      put,
      match: (request: unknown) => Promise.resolve(entries.get(key(request))?.clone()),
      addAll: async (paths: string[]) => {
        for (const path of paths) await put(path, await load(path));
      },
    });
  };
  const match = (request: unknown) =>
    Promise.resolve(
      [...all.values()]
        .map((entries) => entries.get(key(request)))
        .find(Boolean)
        ?.clone(),
    );
  const storage = {
    open,
    match,
    keys: () => Promise.resolve([...all.keys()]),
    delete: (name: string) => Promise.resolve(all.delete(name)),
  };
  return storage as unknown as CacheStorage;
}
