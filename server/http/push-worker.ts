import type { PushMessage } from '../push/compose-push.ts';

type Shown = { title: string; tag: string; data: PushMessage; close(): void };
type Page = {
  url: string;
  visibilityState: string;
  focus(): Promise<unknown>;
  postMessage(message: object): void;
};
type Subscribed = {
  options: { applicationServerKey: ArrayBuffer | null };
  toJSON(): { endpoint?: string; keys?: Record<string, string> };
};

type Extendable = { waitUntil(work: Promise<unknown>): void };
type Events = {
  push: Extendable & { data: { json(): unknown } | null };
  notificationclick: Extendable & { notification: Shown; action: string };
  pushsubscriptionchange: Extendable & {
    oldSubscription?: Subscribed | null;
    newSubscription?: Subscribed | null;
  };
};

/** What is used of `ServiceWorkerGlobalScope`; TypeScript has its types only where it has no page's. */
export type PushScope = {
  clients: {
    matchAll(options: object): Promise<readonly Page[]>;
    openWindow(path: string): Promise<unknown>;
  };
  navigator: { userAgent: string };
  registration: {
    showNotification(title: string, options: object): Promise<void>;
    pushManager: { subscribe(options: object): Promise<Subscribed> };
  };
  fetch(path: string, init: RequestInit): Promise<Response>;
  addEventListener<E extends keyof Events>(name: E, work: (event: Events[E]) => void): void;
};

/**
 * What a service worker does with messages of the server: it shows them, opens what they tell of, and does what they
 * offer. It stands as text in `/sw.js`, so it knows nothing but itself. `shell` matches the paths of pages that listen.
 */
export function pushWorker(scope: PushScope, { shell }: { shell: string }): void {
  const shellPath = new RegExp(shell);
  // WebKit takes the right away where messages show nothing; others allow it while a page is seen.
  const { userAgent } = scope.navigator;
  const showsAll = userAgent.includes('AppleWebKit') && !/Chrom|Edg/.test(userAgent);

  const openPages = async (): Promise<Page[]> => {
    const pages = await scope.clients.matchAll({ type: 'window', includeUncontrolled: true });
    return pages.filter(({ url }) => shellPath.test(new URL(url).pathname));
  };
  const isSeen = ({ visibilityState }: Page) => visibilityState === 'visible';

  /** A page that is seen says it itself, by its own stream. */
  const show = async (message: PushMessage): Promise<void> => {
    const { tag, title, body, lang, notificationId, acts } = message;
    if (!showsAll && notificationId !== null && (await openPages()).some(isSeen)) return;
    await scope.registration.showNotification(title, {
      tag,
      body,
      lang,
      data: message,
      icon: '/icon-192.png',
      badge: '/icon-192.png',
      actions: acts.map(({ action, title: words }) => ({ action, title: words })),
    });
  };

  const call = async (procedure: string, input: object, userId?: string): Promise<boolean> => {
    const headers: Record<string, string> = { 'content-type': 'application/json' };
    if (userId !== undefined) headers['x-cairn-user'] = userId;
    const answer = await scope
      .fetch(`/api/trpc/${procedure}`, { method: 'POST', headers, body: JSON.stringify(input) })
      .catch(() => undefined);
    return answer?.ok === true;
  };

  const open = async (path: string): Promise<void> => {
    const pages = await openPages();
    const page = pages.find(isSeen) ?? pages[0];
    if (!page) return void (await scope.clients.openWindow(path));
    page.postMessage({ kind: 'open', path });
    await page.focus().catch(() => undefined);
  };

  /** What cannot be done from here is shown instead: the page says why. */
  const press = async ({ data }: Shown, action: string): Promise<void> => {
    const { notificationId, userId, acts, path } = data;
    const act = acts.find((one) => one.action === action);
    const isDone = act !== undefined && (await call(act.procedure, act.input, userId));
    if (!isDone) await open(path);
    if (notificationId !== null)
      await call('notification.markRead', { ids: [notificationId] }, userId);
  };

  /** The browser was given another address for its messages: the server is told by the session of now. */
  const renew = async ({ oldSubscription, newSubscription }: Events['pushsubscriptionchange']) => {
    const applicationServerKey = oldSubscription?.options.applicationServerKey;
    const { pushManager } = scope.registration;
    const again = () =>
      applicationServerKey
        ? pushManager.subscribe({ userVisibleOnly: true, applicationServerKey })
        : null;
    const subscription = newSubscription ?? (await again());
    if (!subscription) return;
    const { endpoint, keys } = subscription.toJSON();
    await call('push.subscribe', { endpoint, keys });
  };

  scope.addEventListener('push', (event) => {
    if (event.data) event.waitUntil(show(event.data.json() as PushMessage));
  });
  scope.addEventListener('notificationclick', (event) => {
    event.notification.close();
    event.waitUntil(press(event.notification, event.action));
  });
  scope.addEventListener('pushsubscriptionchange', (event) => event.waitUntil(renew(event)));
}
