import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import { openMailbox } from '../server/mail/testing/mailbox.ts';
import type { Mailbox } from '../server/mail/testing/mailbox.ts';
import type { ReminderOutput } from '../server/reminder/schema.ts';
import { steadyPort } from '../server/testing/steady-port.ts';
import { createPeople } from './live/create-people.ts';
import type { Figure } from './result.ts';
import { openStage } from './stage.ts';
import type { Stage } from './stage.ts';

const people = 200;
const sizes = [1, 1000];
/** Milliseconds until they go off: so long it takes to make them. */
const ahead = 10_000;
const patience = 120_000;

/** How late the last of some reminders tells that are all of one instant, as those of a morning are. */
export async function reminders(): Promise<Figure[]> {
  const box = await openMailbox();
  const port = await steadyPort();
  const stage = await openStage({
    env: {
      SMTP_URL: `smtp://127.0.0.1:${box.port}`,
      MAIL_FROM: 'Cairn <cairn@example.org>',
      PORT: String(port),
      CAIRN_URL: `http://127.0.0.1:${port}`,
    },
  });
  try {
    await createPeople(stage, people);
    await stage.db.execute(sql`
      UPDATE users SET mail_reminders = true, email = id || '@example.org', email_folded = id || '@example.org'`);
    const figures: Figure[] = [];
    for (const size of sizes) figures.push(...(await burst(stage, box, size)));
    return figures;
  } finally {
    await stage.close();
    await box.close();
  }
}

async function burst(stage: Stage, box: Mailbox, size: number): Promise<Figure[]> {
  const before = box.mails.length;
  const at = Date.now() + ahead;
  await makeReminders(stage, { at, size });
  if (Date.now() > at) throw new Error('they were due before all were made');
  const told = await until(async () => {
    const { rows } = await stage.db.execute<{ count: number; last: string }>(sql`
      SELECT count(*)::int AS count, max(created_at)::text AS last FROM notifications
      WHERE fired_at = ${new Date(at).toISOString()}::timestamptz`);
    const [row] = rows;
    return row?.count === size ? Date.parse(row.last) : null;
  });
  const mailed = await until(() =>
    Promise.resolve(box.mails.length - before === size ? Date.now() : null),
  );
  const what =
    size === 1 ? 'one reminder' : `${size} reminders of one instant, to ${people} people`;
  return [
    {
      name: `${what}: the last is in the page after`,
      value: told - at,
      unit: 'ms',
      goal: '<= 5000',
    },
    {
      name: `${what}: the last mail is handed over after`,
      value: mailed - at,
      unit: 'ms',
      goal: '<= 5000',
    },
  ];
}

/** As rows, like one that was made through the contract: for the stage's members in turn. */
async function makeReminders(
  { api, db, workspaceId }: Stage,
  { at, size }: { at: number; size: number },
): Promise<void> {
  const project = await api.mutate<{ id: string }>('project.create', {
    workspaceId,
    name: 'Garden',
  });
  const task = await api.mutate<{ id: string }>('task.create', {
    workspaceId,
    projectId: project.id,
    title: 'Water the plants',
  });
  const when = { kind: 'instant', at: new Date(at).toISOString() };
  const { id } = await api.mutate<ReminderOutput>('reminder.create', {
    workspaceId,
    taskId: task.id,
    when,
  });
  await db.execute(sql`
    INSERT INTO reminders SELECT (jsonb_populate_record(r, jsonb_build_object(
      'id', gen_random_uuid(), 'user_id', m.user_id))).*
    FROM reminders r, generate_series(2, ${size}) n
    JOIN (SELECT user_id, row_number() OVER (ORDER BY user_id) AS at FROM members
      WHERE workspace_id = ${workspaceId}) m ON m.at = 1 + n % ${people}
    WHERE r.workspace_id = ${workspaceId} AND r.id = ${id}`);
}

async function until(look: () => Promise<number | null>): Promise<number> {
  for (const begun = Date.now(); Date.now() - begun < patience;) {
    const found = await look();
    if (found !== null) return found;
    await sleep(20);
  }
  throw new Error('not all were told');
}
