import { store } from '../store/page-store.ts';
import { within } from '../within.ts';
import { read } from '../sending/read.ts';
import { callNow } from './call-now.ts';
import { pushedHere, setPushedHere } from '../store/pushed-here.ts';

/** Whether this browser can be told by push: `insecure` wants https, `denied` its person's word. */
export type PushWay = 'unsupported' | 'insecure' | 'denied' | 'open';

/** So long, in milliseconds, a service worker may take until it has fetched what it keeps. */
const longestWait = 30_000;

/** What this browser could do now. */
export function pushWay(): PushWay {
  if (!window.isSecureContext) return 'insecure';
  const can = 'serviceWorker' in navigator && 'PushManager' in window && 'Notification' in window;
  if (!can) return 'unsupported';
  return Notification.permission === 'denied' ? 'denied' : 'open';
}

/** True where the person let this browser show notifications. */
export function isPushAllowed(): boolean {
  return pushWay() === 'open' && Notification.permission === 'granted';
}

/** Calls back where the person may have changed what this browser allows. @returns a way to stop */
export function watchPushWay(changed: () => void): () => void {
  let status: PermissionStatus | null = null;
  let isOver = false;
  document.addEventListener('visibilitychange', changed);
  const follow = (found: PermissionStatus) => {
    if (isOver) return;
    status = found;
    status.addEventListener('change', changed);
  };
  // Some browsers tell no permissions, and none does over plain HTTP: they are looked at when the page is seen again.
  if ('permissions' in navigator)
    void navigator.permissions.query({ name: 'notifications' }).then(follow, () => undefined);
  return () => {
    isOver = true;
    document.removeEventListener('visibilitychange', changed);
    status?.removeEventListener('change', changed);
  };
}

/**
 * Asks the person, and lets this browser be told by push. To be called by what they press.
 * @param publicKey the server's, in base64url
 * @returns `refused` where the person said no, `failed` where browser or server did not take it
 */
export async function turnPushOn(publicKey: string): Promise<'on' | 'refused' | 'failed'> {
  if ((await Notification.requestPermission()) !== 'granted') return 'refused';
  try {
    return (await subscribe(publicKey)) ? 'on' : 'failed';
  } catch {
    return 'failed';
  }
}

/** This browser is told no more. @returns false where the server did not take it */
export async function turnPushOff(subscriptionId: string): Promise<boolean> {
  const called = await callNow('push.unsubscribe', { subscriptionId });
  if (!called.ok && called.error.code !== 'NOT_FOUND') return false;
  await forgetPush();
  return true;
}

/** Ends what this browser has of it, without the server: its session ends too, or is another person's. */
export async function forgetPush(): Promise<void> {
  setPushedHere(null);
  if (pushWay() === 'insecure' || pushWay() === 'unsupported') return;
  const registration = await navigator.serviceWorker.getRegistration();
  // What is shown already would be read by whoever is here next.
  for (const shown of (await registration?.getNotifications()) ?? []) shown.close();
  const held = await registration?.pushManager.getSubscription();
  await held?.unsubscribe().catch(() => false);
}

/**
 * Subscribes again where this person turned it on here and the server does not know it any more: the session is
 * another one, or the server's key. Where somebody else did, or it was turned off from another device, this browser
 * forgets it.
 */
export async function renewPush(): Promise<void> {
  const [me] = store.tables.users.rows.keys();
  const by = pushedHere();
  if (by === null || me === undefined) return;
  if (by.userId !== me) return forgetPush();
  if (!isPushAllowed()) return;
  try {
    const { publicKey, items } = await read('push.list', {});
    const registration = await workerHere();
    const held = await registration?.pushManager.getSubscription();
    const isSame = held !== null && held !== undefined && keyOf(held) === publicKey;
    const isKnown = items.some(({ current }) => current);
    if (isSame && isKnown) return;
    const wasEnded = !isKnown && (await sessionHere()) === by.sessionId;
    await (wasEnded ? forgetPush() : subscribe(publicKey));
  } catch {
    // It is tried again with the next page.
  }
}

async function subscribe(publicKey: string): Promise<boolean> {
  const registration = await workerHere();
  if (!registration) return false;
  const { pushManager } = registration;
  const held = await pushManager.getSubscription();
  // A subscription is for one key, and a browser has one of them.
  if (held && keyOf(held) !== publicKey) await held.unsubscribe();
  const options = { userVisibleOnly: true, applicationServerKey: publicKey };
  const { endpoint = '', keys = {} } = (await pushManager.subscribe(options)).toJSON();
  const { p256dh = '', auth = '' } = keys;
  const called = await callNow('push.subscribe', { endpoint, keys: { p256dh, auth } });
  const [me] = store.tables.users.rows.keys();
  if (called.ok && me !== undefined)
    setPushedHere({ userId: me, sessionId: (await sessionHere()) ?? '' });
  return called.ok;
}

/** The id of the session of this browser. */
async function sessionHere(): Promise<string | undefined> {
  const { items } = await read('session.list', {});
  return items.find(({ current }) => current)?.id;
}

function keyOf({ options }: PushSubscription): string {
  const bytes = new Uint8Array(options.applicationServerKey ?? new ArrayBuffer(0));
  const text = btoa(String.fromCodePoint(...bytes));
  return text.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

/** The service worker, made where it was not there yet; null where it does not come. */
async function workerHere(): Promise<ServiceWorkerRegistration | null> {
  await navigator.serviceWorker.register('/sw.js', { updateViaCache: 'none' });
  return within(longestWait, navigator.serviceWorker.ready, null);
}
