import { randomUUID } from 'node:crypto';
import type { Locale } from '../domain/enums.ts';
import type { NotificationId } from '../domain/ids.ts';
import { sayDue } from '../mail/say-due.ts';
import { bug } from '../platform/bugs.ts';
import type { Posted } from '../platform/outgoing.ts';
import { encryptPush } from '../platform/push-encryption.ts';
import type { Runtime } from '../platform/runtime.ts';
import { vapidHeader, vapidOf } from '../platform/vapid.ts';
import type { PreparedPush, RemindedTask } from './prepare-push.ts';

/** Something to do about a message without opening Cairn: a call of the contract. */
export type PushAct = { action: string; title: string; procedure: string; input: object };

/** What the service worker of a browser reads. */
export type PushMessage = {
  /** One that comes again under it takes the place of the first. */
  tag: string;
  title: string;
  body: string;
  lang: Locale;
  /** The path that a press opens. */
  path: string;
  /** Whose it is: calls are made as nobody else. */
  userId: string;
  /** What is read once it is pressed; null of a test message, which is shown whatever the page says. */
  notificationId: NotificationId | null;
  acts: PushAct[];
};

type Words = Record<'complete' | 'snooze' | 'testTitle' | 'testBody', string> & {
  due: (when: string) => string;
};
const words: Record<Locale, Words> = {
  en: {
    complete: 'Complete',
    snooze: 'In 10 minutes',
    testTitle: 'Cairn can reach you here',
    testBody: 'Reminders will look like this.',
    due: (when) => `Due ${when}`,
  },
  ru: {
    complete: 'Завершить',
    snooze: 'Через 10 минут',
    testTitle: 'Cairn может вам напоминать',
    testBody: 'Так будут выглядеть напоминания.',
    due: (when) => `Срок: ${when}`,
  },
};

/** Seconds for which a push service keeps a message for a browser that is not there: a day, as mail is tried. */
const keptFor = 86_400;
/** Seconds for which what says who sends holds; a day at most (RFC 8292, 2). */
const signedFor = 12 * 3600;

type Home = Pick<Runtime, 'env' | 'secrets' | 'clock'>;

/** One message as it goes to the push service: the same tag and topic however often it is sent (RFC 8030, 5). */
export function composePush(
  home: Home,
  id: NotificationId,
  { to, task }: PreparedPush,
): Posted & { url: string } {
  const tag = bug('push-new-tag') ? randomUUID() : id;
  const said = { tag, lang: to.locale, userId: to.userId };
  const message: PushMessage = {
    ...said,
    ...(task ? aboutTask(task, to.locale, id) : aboutTest(to.locale)),
  };
  const claims = {
    audience: new URL(to.endpoint).origin,
    expires: Math.floor(home.clock.now().getTime() / 1000) + signedFor,
    contact: contactOf(home.env),
  };
  return {
    url: to.endpoint,
    headers: {
      authorization: vapidHeader(vapidOf(home.secrets), claims),
      'content-encoding': 'aes128gcm',
      'content-type': 'application/octet-stream',
      ttl: String(keptFor),
      urgency: 'high',
      // Of what waits at the push service under one topic the last alone is kept: 32 characters at most (5.4).
      topic: tag.replaceAll('-', ''),
    },
    body: encryptPush(Buffer.from(JSON.stringify(message)), to),
  };
}

type About = Pick<PushMessage, 'title' | 'body' | 'path' | 'acts' | 'notificationId'>;

function aboutTask(task: RemindedTask, locale: Locale, id: NotificationId): About {
  const { workspaceId, taskId, reminderId, title, key, project, occurrenceOn } = task;
  const { complete, snooze, due } = words[locale];
  const when = sayDue(locale, task);
  return {
    title,
    body: [`${project} · ${key}`, ...(when === null ? [] : [due(when)])].join('\n'),
    notificationId: id,
    path: `/w/${workspaceId.replaceAll('-', '')}/t/${taskId}`,
    acts: [
      {
        action: 'complete',
        title: complete,
        procedure: 'task.complete',
        input: { workspaceId, taskId, opId: id, ...(occurrenceOn !== null && { occurrenceOn }) },
      },
      {
        action: 'snooze',
        title: snooze,
        procedure: 'reminder.snooze',
        input: { workspaceId, reminderId, minutes: 10 },
      },
    ],
  };
}

function aboutTest(locale: Locale): About {
  const { testTitle: title, testBody: body } = words[locale];
  return { title, body, path: '/settings/reminders', acts: [], notificationId: null };
}

/** Whom a push service may ask about what it is sent (RFC 8292, 2.1). */
function contactOf({ url, mailFrom }: Home['env']): string | null {
  if (url?.protocol === 'https:') return url.origin;
  const address = (mailFrom ?? '').split('<').at(-1)?.replace('>', '').trim();
  return address ? `mailto:${address}` : null;
}
