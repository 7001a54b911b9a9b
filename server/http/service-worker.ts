/** What a service worker knows of the build that it keeps. */
export type BuildFacts = {
  /** The same for builds of the same sources. */
  version: string;
  /** Paths of its scripts, styles and fonts. */
  assets: readonly string[];
  /** Matches the paths that the shell draws. */
  shell: string;
  locales: readonly string[];
};

type Extendable = { waitUntil(work: Promise<unknown>): void };
type Fetching = Extendable & {
  request: Pick<Request, 'url' | 'method' | 'mode'>;
  /** The page that asks, or that a navigation leaves. */
  clientId: string;
  respondWith(answer: Promise<Response>): void;
};
type Events = { install: Extendable; activate: Extendable; fetch: Fetching };

/** What is used of `ServiceWorkerGlobalScope`; TypeScript has its types only where it has no page's. */
export type WorkerScope = {
  caches: CacheStorage;
  clients: {
    claim(): Promise<void>;
    matchAll(options: object): Promise<readonly { id: string }[]>;
  };
  cookieStore?: { get(name: string): Promise<{ value?: string } | null> };
  location: { origin: string };
  navigator: { languages: readonly string[] };
  registration: { installing: unknown; waiting: unknown };
  fetch(request: unknown, init?: RequestInit): Promise<Response>;
  skipWaiting(): Promise<void>;
  addEventListener<E extends keyof Events>(name: E, work: (event: Events[E]) => void): void;
};

/**
 * The service worker: the shell opens without network, from any address of it. It stands as text in `/sw.js`, so it
 * knows nothing but itself. It keeps what the build made, the same for everybody, and no answer to a person.
 */
export function serviceWorker(scope: WorkerScope, facts: BuildFacts): void {
  const mine = `cairn ${facts.version}`;
  const shellPath = new RegExp(facts.shell);
  /** After so many milliseconds of silence the kept shell is drawn. */
  const patience = 3_000;
  /** What a proxy says of a server that is not there. */
  const absent = [502, 503, 504];
  /** Names the pages that were open before this version came. */
  const earlierPages = '/earlier-pages';
  /** Ours are told apart by their path alone. */
  const alike = { ignoreVary: true, ignoreSearch: true };

  const install = async (): Promise<void> => {
    const cache = await scope.caches.open(mine);
    await Promise.all([
      cache.addAll([...facts.assets]),
      ...facts.locales.map((locale) => keepShell(cache, locale)),
    ]);
    // Pages of earlier versions lose nothing: their files are looked for in all caches, and `tidy` waits for them.
    await scope.skipWaiting();
  };

  /** Asked for by nobody, so it holds nothing of anybody. @throws where it is not of this build */
  const keepShell = async (cache: Cache, locale: string): Promise<void> => {
    const headers = { accept: 'text/html', 'accept-language': locale };
    const answer = await scope.fetch('/settings', {
      credentials: 'omit',
      cache: 'no-store',
      headers,
    });
    const html = await answer.clone().text();
    const used = html.match(/\/_next\/static\/[\w./~-]+/g) ?? [];
    const isOurs =
      answer.ok &&
      !answer.redirected &&
      html.includes(`<html lang="${locale}"`) &&
      used.every((path) => facts.assets.includes(path));
    if (!isOurs) throw new Error(`the shell in ${locale} is not of this build`);
    await cache.put(`/${locale}`, answer);
  };

  const openPages = async (): Promise<string[]> => {
    const pages = await scope.clients.matchAll({ type: 'window', includeUncontrolled: true });
    return pages.map(({ id }) => id);
  };

  const activate = async (): Promise<void> => {
    const cache = await scope.caches.open(mine);
    await cache.put(earlierPages, Response.json(await openPages()));
    await scope.clients.claim();
    await tidy('');
  };

  /** Throws out earlier versions once no page of theirs is open but the one that is being left. */
  const tidy = async (leaving: string): Promise<void> => {
    const others = (await scope.caches.keys()).filter((name) => name !== mine);
    // One of them may be of the next version, on its way.
    if (others.length === 0 || scope.registration.installing || scope.registration.waiting) return;
    const cache = await scope.caches.open(mine);
    const earlier = (await (await cache.match(earlierPages))?.json()) as string[] | undefined;
    const pages = await openPages();
    if (pages.some((id) => id !== leaving && earlier?.includes(id) !== false)) return;
    await Promise.all(others.map((name) => scope.caches.delete(name)));
  };

  /** The shell in the language that the gate would choose. */
  const keptShell = async (): Promise<Response | undefined> => {
    const chosen = (await scope.cookieStore?.get('cairn.locale'))?.value ?? '';
    const wanted = [chosen, ...scope.navigator.languages, 'en'].map((tag) => tag.split('-')[0]);
    const locale = wanted.find((tag) => facts.locales.includes(tag ?? ''));
    return (await scope.caches.open(mine)).match(`/${locale}`, alike);
  };

  /** What is shared stays in the browser: the server would find it in the address. */
  const openShared = async ({ request }: Fetching): Promise<Response> =>
    (await keptShell()) ?? scope.fetch(request);

  /** The network first. Nothing that the browser keeps is waited for before it is asked, or once it has answered. */
  const openShell = async ({ request }: Fetching): Promise<Response> => {
    const answer = scope.fetch(request);
    const kept = keptShell().catch(() => undefined);
    const silence = new Promise<undefined>((resolve) => {
      setTimeout(resolve, patience, undefined);
    });
    const first = await Promise.race([answer.catch(() => undefined), silence]);
    if (first && !absent.includes(first.status)) return first;
    return (await kept) ?? answer;
  };

  const openAsset = async (request: Fetching['request']): Promise<Response> =>
    (await scope.caches.match(request.url, alike)) ?? scope.fetch(request);

  scope.addEventListener('install', (event) => event.waitUntil(install()));
  scope.addEventListener('activate', (event) => event.waitUntil(activate()));
  scope.addEventListener('fetch', (event) => {
    const { request, clientId } = event;
    const { origin, pathname } = new URL(request.url);
    // What is left alone here the browser asks for as if there was no worker.
    if (request.method !== 'GET' || origin !== scope.location.origin) return;
    if (pathname.startsWith('/_next/static/')) return event.respondWith(openAsset(request));
    if (request.mode !== 'navigate' || !shellPath.test(pathname)) return;
    event.respondWith(pathname === '/add' ? openShared(event) : openShell(event));
    event.waitUntil(tidy(clientId));
  });
}
