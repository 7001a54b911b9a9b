import { sql } from 'drizzle-orm';
import { mails } from '../../db/schema/accounts.ts';
import { openSmtp } from '../platform/outgoing.ts';
import type { Runtime } from '../platform/runtime.ts';
import { sendMails } from './send-mails.ts';
import { sweepMails } from './sweep-mails.ts';
import { trackMail } from './track-mail.ts';
import type { MailWork } from './track-mail.ts';

/** Milliseconds between two looks where nobody nudges: for retries, and after a fault of the database. */
const usualPause = 5000;
/** Where other processes queue mail too, whose nudges are not heard here. */
const shortPause = 1000;
const sweepEvery = 3_600_000;

/**
 * Begins to send what waits, and what a stopped process left behind first. Called where the work begins. An instance that sends
 * no mail any more only clears away what it did not send. Called again after a stop, it begins once that has ended.
 */
export async function startMail(runtime: Runtime): Promise<void> {
  const isOff = openSmtp(runtime.env) === null;
  const work = trackMail(runtime);
  await work.running;
  work.stopped = false;
  work.running = isOff ? sweepMails(runtime).catch(told(runtime)) : keepSending(runtime, work);
}

async function keepSending(runtime: Runtime, work: MailWork): Promise<void> {
  let [left, swept] = [true, -Infinity];
  while (!work.stopped) {
    try {
      // What a process was sending when it ended need not wait until its next try.
      if (left)
        await runtime.db
          .update(mails)
          .set({ dueAt: sql`now()` })
          .where(sql`due_at IS NOT NULL`);
      left = false;
      await sendWaiting(runtime);
      if (performance.now() - swept > sweepEvery) {
        swept = performance.now();
        await sweepMails(runtime);
      }
    } catch (error) {
      told(runtime)(error);
    }
    await pause(work, runtime.env.redisUrl === null ? usualPause : shortPause);
  }
}

/** A mail server is not kept busy while nothing is to be sent. */
async function sendWaiting(runtime: Runtime): Promise<void> {
  const smtp = openSmtp(runtime.env);
  if (smtp === null) return;
  try {
    await sendMails(runtime, smtp);
  } finally {
    smtp.close();
  }
}

const told = (runtime: Runtime) => (error: unknown) =>
  runtime.log.warn({ err: error }, 'mail waits: the database cannot be asked');

function pause(work: MailWork, most: number): Promise<void> {
  if (work.stopped) return Promise.resolve();
  return new Promise((resolve) => {
    const wake = () => {
      clearTimeout(timer);
      work.wake = null;
      resolve();
    };
    const timer = setTimeout(wake, most);
    work.wake = wake;
  });
}
