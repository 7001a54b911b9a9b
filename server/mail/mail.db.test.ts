import { sql } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { changeEmail } from '../account/change-email.ts';
import { confirmEmail } from '../account/confirm-email.ts';
import { getMe } from '../account/get-me.ts';
import { requestReset } from '../account/request-reset.ts';
import { resetPassword } from '../account/reset-password.ts';
import { updateAccount } from '../account/update-account.ts';
import { proveAccount } from '../auth/account.ts';
import { mailedInviteSecret } from '../auth/invite-secret.ts';
import { signIn } from '../auth/sign-in.ts';
import { writeAccount } from '../changes/write-account.ts';
import type { MailId } from '../domain/ids.ts';
import { acceptInvite } from '../invite/accept-invite.ts';
import { inviteMember } from '../invite/invite-member.ts';
import { revokeInvite } from '../invite/revoke-invite.ts';
import { plantBug } from '../platform/bugs.ts';
import type { Ctx } from '../platform/context.ts';
import { newId } from '../platform/ids.ts';
import { openSmtp } from '../platform/outgoing.ts';
import type { Runtime } from '../platform/runtime.ts';
import { steadyPort } from '../testing/steady-port.ts';
import { createWorld, testPassword } from '../testing/world.ts';
import type { Person, World } from '../testing/world.ts';
import { nudgeMail } from './nudge-mail.ts';
import { queueMail } from './queue-mail.ts';
import type { MailInput } from './schema.ts';
import { sendMails } from './send-mails.ts';
import { startMail } from './start-mail.ts';
import { stopMail } from './stop-mail.ts';
import { trackMail } from './track-mail.ts';
import { openMailbox } from './testing/mailbox.ts';
import type { Mailbox, Manners, Received } from './testing/mailbox.ts';
import { mailEnv } from './testing/mailing.ts';

let world: World;
let ada: Person;
let box: Mailbox;
/** An instance that sends to the mailbox of the test. */
let runtime: Runtime;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());
beforeEach(async () => {
  ada = await world.person('Ada');
  await world.runtime.db.execute(sql`DELETE FROM mails`);
  await world.runtime.db.execute(sql`DELETE FROM sign_in_failures`);
});
afterEach(async () => {
  plantBug(null);
  await stopMail(runtime);
  await box.close();
});

async function open(manners: Manners = {}, port = 0): Promise<void> {
  box = await openMailbox(manners, port);
  runtime = { ...world.runtime, env: mailEnv(box.port) };
  await startMail(runtime);
}

const on = (ctx: Ctx): Ctx => ({ ...ctx, runtime });
const patient = { timeout: 20_000, interval: 20 };

async function arrived(count = 1): Promise<Received[]> {
  await expect.poll(() => box.mails.length, patient).toBe(count);
  return box.mails;
}

type Row = { attempts: number; waits: boolean; kept: string };
async function rows(): Promise<Row[]> {
  const found = await world.runtime.db.execute<Row>(
    sql`SELECT attempts, due_at IS NOT NULL AS waits, "to" || "values"::text AS kept FROM mails ORDER BY id`,
  );
  return found.rows;
}

/** Waits until nothing is on its way: a try is counted before it is made. */
const rests = () => expect.poll(() => trackMail(runtime).wake, patient).not.toBeNull();

/** Lets the time until the next try pass. */
async function pass(): Promise<void> {
  await world.runtime.db.execute(
    sql`UPDATE mails SET due_at = now() - interval '1 second' WHERE due_at IS NOT NULL`,
  );
  nudgeMail(runtime);
}

const write = (person: Person, mail: MailInput, after: () => void = () => undefined) =>
  writeAccount(
    on(person.ctx()),
    { action: 'account.update', input: {}, guard: proveAccount },
    async (w) => {
      const id = newId<MailId>(w.runtime.clock);
      if (mail.kind === 'invite') await openFor(person, id);
      await queueMail(w, mail, id);
      after();
    },
  );

/** The invite that a mail tells of, which must hold for it to be sent. */
const openFor = (person: Person, id: MailId) =>
  world.runtime.db.execute(sql`
    INSERT INTO invites (workspace_id, id, secret_hash, role, created_by, expires_at)
    VALUES (${person.workspaceId}, ${id}, ${mailedInviteSecret(runtime.secrets.auth, id).hash}, 'member', ${person.userId}, now() + interval '7 days')`);

const invite = (over: Partial<{ to: string; workspaceName: string; invitedBy: string }> = {}) => {
  const { to = 'bob@example.org', workspaceName = 'Team', invitedBy = 'Ada' } = over;
  return { kind: 'invite', to, locale: 'en', values: { workspaceName, invitedBy } } as const;
};

const secretIn = ({ text }: Received, path: string) =>
  new RegExp(`https://tasks\\.example\\.org${path}#([\\w-]{43})`).exec(text)?.[1] ?? '';

describe('a forgotten password', () => {
  test('comes back by mail, in Russian too, and the link works once', async () => {
    await open();
    await updateAccount(ada.ctx(), { set: { locale: 'ru', name: 'Алёна' } });
    await requestReset(on(world.anonymous()), { email: ada.email.toUpperCase() });
    const [mail] = (await arrived()) as [Received];
    expect(mail.to).toEqual([ada.email]);
    expect(mail.subject).toBe('Новый пароль для Cairn');
    expect(mail.text).toContain('Здравствуйте, Алёна.');
    expect(mail.text).toContain('учётной записи');
    expect(mail.html).toContain('<html lang="ru">');
    // On the wire there is nothing but ASCII, whatever the words are.
    expect(mail.raw).toMatch(/^[\t\r\n -~]*$/);
    const secret = secretIn(mail, '/reset');
    expect(mail.html).toContain(`/reset#${secret}`);
    const password = 'another horse battery';
    expect(await resetPassword(on(world.anonymous()), { secret, password })).toEqual({
      email: ada.email,
      endedSessions: 1,
    });
    await expect(resetPassword(on(world.anonymous()), { secret, password })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
    // Neither the address nor anything of the link stays behind.
    await expect.poll(rows, patient).toEqual([{ attempts: 1, waits: false, kept: '{}' }]);
  });

  test('of nobody sends nothing, and one whose address only looks alike goes to the account', async () => {
    await open();
    await requestReset(on(world.anonymous()), { email: 'nobody@example.org' });
    await expect.poll(async () => (await rows())[0]?.waits, patient).toBe(false);
    const lookalike = ada.email.replace('p', 'ｐ');
    const anyone = { ...on(world.anonymous()) };
    await requestReset(anyone, { email: lookalike });
    const [mail] = (await arrived()) as [Received];
    expect(mail.to).toEqual([ada.email]);
    expect(box.offered).toHaveLength(1);
  });

  test('of a closed account sends nothing', async () => {
    await open();
    await world.runtime.db.execute(
      sql`UPDATE users SET disabled_at = now() WHERE id = ${ada.userId}`,
    );
    await requestReset(on(world.anonymous()), { email: ada.email });
    await expect.poll(async () => (await rows())[0]?.waits, patient).toBe(false);
    expect(box.offered).toEqual([]);
  });
});

test('a new address is the account’s once its link is followed; the old one is told', async () => {
  await open();
  const email = `new-${ada.email}`;
  const asked = await changeEmail(on(ada.ctx()), { password: testPassword, email });
  expect(asked).toMatchObject({ state: 'sent', user: { email: ada.email } });
  const [mail] = (await arrived()) as [Received];
  expect(mail.to).toEqual([email]);
  const secret = secretIn(mail, '/confirm');
  expect(await confirmEmail(on(world.anonymous()), { secret })).toEqual({ email });
  expect((await getMe(ada.ctx())).user.email).toBe(email);
  const [, told] = (await arrived(2)) as [Received, Received];
  expect([told.to, told.text.includes(email)]).toEqual([[ada.email], true]);
  const attempt = { password: testPassword, device: null, session: null, address: '::1' };
  const outcome = (address: string) =>
    signIn(runtime, { ...attempt, email: address, userAgent: null });
  expect(await outcome(email)).toMatchObject({ kind: 'ok' });
  expect(await outcome(ada.email)).toEqual({ kind: 'wrong' });
});

test('only the last link for a new address works, and none that another account has taken since', async () => {
  await open();
  const bob = await world.person('Bob');
  const ask = (email: string) => changeEmail(on(ada.ctx()), { password: testPassword, email });
  await ask('first@example.org');
  await ask('second@example.org');
  const [first, second] = (await arrived(2)) as [Received, Received];
  const follow = (mail: Received) =>
    confirmEmail(on(world.anonymous()), { secret: secretIn(mail, '/confirm') });
  await expect(follow(first)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  await changeEmail(bob.ctx(), { password: testPassword, email: 'second@example.org' });
  await expect(follow(second)).rejects.toMatchObject({ code: 'CONFLICT' });
  expect((await getMe(ada.ctx())).user.email).toBe(ada.email);
  await expect(ask(bob.email.replace(/.*/, 'SECOND@example.org'))).rejects.toMatchObject({
    code: 'CONFLICT',
  });
});

test('nobody’s mailbox is filled by one who asks for their address again and again', async () => {
  await open();
  const ask = () =>
    changeEmail(on(ada.ctx()), { password: testPassword, email: 'victim@example.org' });
  for (let asked = 0; asked < 3; asked += 1) await ask();
  await world.runtime.db.execute(sql`UPDATE sign_in_failures SET failures = failures + 8`);
  await expect(ask()).rejects.toMatchObject({ code: 'TOO_MANY_REQUESTS' });
  await arrived(3);
});

describe('what was written is sent', () => {
  test('once the server is up, however late, and under one id', async () => {
    let refusing = true;
    await open({ data: () => (refusing ? 451 : null) }, await steadyPort());
    await write(ada, invite());
    await expect.poll(() => box.offered.length, patient).toBe(1);
    await expect.poll(rows, patient).toMatchObject([{ attempts: 1, waits: true }]);
    const { port } = box;
    await box.close();
    await pass();
    await expect.poll(rows, patient).toMatchObject([{ attempts: 2, waits: true }]);
    await rests();
    const before = box.offered;
    refusing = false;
    box = await openMailbox({}, port);
    await pass();
    const [mail] = (await arrived()) as [Received];
    expect(mail.headers.get('message-id')).toEqual(before);
    expect(mail.to).toEqual(['bob@example.org']);
    expect(mail.subject).toBe('Ada invites you to “Team”');
  });

  test('planted: an id of each try’s own is seen', async () => {
    plantBug('mail-new-id');
    await open({ data: () => (box.offered.length < 2 ? 451 : null) });
    await write(ada, invite());
    await expect.poll(() => box.offered.length, patient).toBe(1);
    await pass();
    await arrived();
    expect(new Set(box.offered).size).toBe(2);
  });

  const waiting = async (): Promise<number> => {
    const found = await world.runtime.db.execute<{ n: number }>(
      sql`SELECT count(*)::int AS n FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
    );
    return found.rows[0]?.n ?? 0;
  };

  /** Several processes that send at the same time: each has a runtime of its own. */
  async function sentBySeveral(): Promise<number> {
    await open();
    await stopMail(runtime);
    for (let n = 0; n < 20; n += 1) await write(ada, invite());
    const smtp = openSmtp(runtime.env);
    const send = () =>
      Promise.all(Array.from({ length: 3 }, async () => smtp && sendMails({ ...runtime }, smtp)));
    // All of them ask while none can have one, and again once they can.
    const holder = await world.runtime.pool.connect();
    await holder.query('BEGIN; SELECT 1 FROM mails FOR UPDATE');
    const sending = send();
    await Promise.race([sending, expect.poll(waiting, patient).toBe(3)]);
    await holder.query('ROLLBACK');
    holder.release();
    await sending;
    await send();
    smtp?.close();
    return box.offered.length;
  }

  test('by several processes at once, each mail by one', async () => {
    expect(await sentBySeveral()).toBe(20);
    expect(new Set(box.offered).size).toBe(20);
  });

  test('planted: a mail that two take is seen', async () => {
    plantBug('mail-taken-twice');
    expect(await sentBySeveral()).toBeGreaterThan(20);
  });

  test('where the server takes two connections at a time, the others step back', async () => {
    await open({ most: 2 });
    await stopMail(runtime);
    for (let n = 0; n < 30; n += 1) await write(ada, invite());
    await startMail(runtime);
    await expect
      .poll(async () => (await rows()).filter(({ waits }) => waits).length, patient)
      .toBeLessThanOrEqual(3);
    const all = await rows();
    expect(all.filter(({ attempts, waits }) => attempts > 1 || waits).length).toBeLessThanOrEqual(
      3,
    );
    expect(box.mails.length).toBeGreaterThanOrEqual(27);
  });

  test('a mail that fails holds up none behind it', async () => {
    await open({ recipient: (address) => (address.startsWith('bad') ? 451 : null) });
    await write(ada, invite({ to: 'bad@example.org' }));
    await write(ada, invite({ to: 'good@example.org' }));
    const [mail] = (await arrived()) as [Received];
    expect(mail.to).toEqual(['good@example.org']);
    await expect
      .poll(async () => (await rows()).map(({ waits }) => waits), patient)
      .toEqual([true, false]);
  });

  test('until the server says that it never takes it, or a day has passed', async () => {
    await open({ recipient: (address) => (address.startsWith('never') ? 550 : 451) });
    await write(ada, invite({ to: 'never@example.org' }));
    await write(ada, invite({ to: 'later@example.org' }));
    await expect
      .poll(async () => (await rows()).map(({ waits }) => waits), patient)
      .toEqual([false, true]);
    await world.runtime.db.execute(sql`UPDATE mails SET created_at = now() - interval '25 hours'`);
    await pass();
    await expect
      .poll(async () => (await rows()).map(({ waits }) => waits), patient)
      .toEqual([false, false]);
    // A backup that is restored much later sends nothing of that day either.
    expect(box.offered).toEqual([]);
  });

  test('at the next boot, where the server kept a stop waiting', async () => {
    await open({ data: () => 'hang' });
    await write(ada, invite());
    await expect.poll(() => box.offered.length, patient).toBe(1);
    await stopMail(runtime);
    expect(await rows()).toMatchObject([{ attempts: 1, waits: true }]);
  });

  test('with a growing time between two tries', async () => {
    await open({ data: () => 451 });
    await write(ada, invite());
    const waits: number[] = [];
    for (let attempt = 1; attempt <= 4; attempt += 1) {
      await expect.poll(async () => (await rows())[0]?.attempts, patient).toBe(attempt);
      const found = await world.runtime.db.execute<{ wait: number }>(
        sql`SELECT extract(epoch FROM due_at - now())::float8 AS wait FROM mails`,
      );
      waits.push(found.rows[0]?.wait ?? 0);
      await pass();
    }
    expect(waits).toEqual(waits.toSorted((a, b) => a - b));
    expect(waits[3] ?? 0).toBeGreaterThan(20);
  });
});

describe('what was taken back is not sent', () => {
  const failing = () =>
    expect(
      write(ada, invite(), () => {
        throw new Error('taken back');
      }),
    ).rejects.toThrow('taken back');

  test('of a write that failed nothing goes out', async () => {
    await open();
    await failing();
    await write(ada, invite({ to: 'after@example.org' }));
    expect((await arrived()).map(({ to }) => to)).toEqual([['after@example.org']]);
    expect(await rows()).toHaveLength(1);
  });

  test('planted: a mail that is written past the transaction is seen', async () => {
    plantBug('mail-at-once');
    await open();
    await failing();
    await write(ada, invite({ to: 'after@example.org' }));
    await arrived(2);
  });
});

describe('an invite by mail', () => {
  const mailed = (email: string) =>
    inviteMember(on(ada.ctx()), {
      workspaceId: ada.workspaceId,
      role: 'member',
      email,
      expiresInDays: 7,
    });
  const tablesWith = async (word: string) => {
    const found = await world.runtime.db.execute<{ name: string }>(sql`
      SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'
        AND query_to_xml('SELECT * FROM ' || quote_ident(relname), true, false, '')::text LIKE ${`%${word}%`}`);
    return found.rows.map(({ name }) => name);
  };

  test('brings the link that was told, whose secret stands nowhere while the mail waits', async () => {
    let refusing = true;
    await open({ data: () => (refusing ? 451 : null) });
    const { secret } = await mailed('bob@example.org');
    await expect.poll(() => box.offered.length, patient).toBe(1);
    expect(await tablesWith(secret.slice(4))).toEqual([]);
    // The control: the address, which the mail needs, is found.
    expect(await tablesWith('bob@example.org')).toContain('mails');
    refusing = false;
    await pass();
    const [mail] = (await arrived()) as [Received];
    expect(mail.text).toContain(`https://tasks.example.org/invite#${secret}`);
    const bob = await world.person('Bob');
    expect(await acceptInvite(bob.ctx(), { secret })).toMatchObject({ id: ada.workspaceId });
  });

  test('is not sent once it was revoked', async () => {
    let refusing = true;
    await open({ data: () => (refusing ? 451 : null) });
    const { id: inviteId } = await mailed('gone@example.org');
    await expect.poll(() => box.offered.length, patient).toBe(1);
    await revokeInvite(ada.ctx(), { workspaceId: ada.workspaceId, inviteId });
    refusing = false;
    await pass();
    await expect.poll(rows, patient).toMatchObject([{ waits: false, kept: '{}' }]);
    await mailed('after@example.org');
    expect((await arrived()).map(({ to }) => to)).toEqual([['after@example.org']]);
  });

  test('keeps no address where the instance sends no mail any more', async () => {
    await open({ data: () => 451 });
    await mailed('old@example.org');
    await mailed('new@example.org');
    await stopMail(runtime);
    await world.runtime.db.execute(
      sql`UPDATE mails SET created_at = now() - interval '25 hours' WHERE "to" LIKE 'old@%'`,
    );
    await startMail({ ...world.runtime });
    await expect
      .poll(async () => (await rows()).map(({ waits }) => waits), patient)
      .toEqual([false, true]);
    expect(await tablesWith('old@example.org')).not.toContain('mails');
  });
});

describe('names are words, never headers, addresses or markup', () => {
  test.each([
    'x\r\nBcc: evil@example.org',
    'x\nSubject: other\n\nbody',
    'x\u2028Bcc: evil@example.org',
    '<script>alert(1)</script><img src=x onerror=alert(1)>',
    '=?UTF-8?B?QmNjOiBldmls?=\r\n X-Evil: 1',
    'Команда «Ёж» & партнёры '.repeat(8).trim(),
  ])('%j', async (workspaceName) => {
    await open();
    await write(ada, invite({ workspaceName, invitedBy: workspaceName }));
    const [mail] = (await arrived()) as [Received];
    expect(mail.to).toEqual(['bob@example.org']);
    for (const name of ['bcc', 'cc', 'x-evil']) expect(mail.headers.has(name)).toBe(false);
    for (const name of ['subject', 'to', 'from']) expect(mail.headers.get(name)).toHaveLength(1);
    expect(mail.html).not.toMatch(/<script|<img/);
    for (const line of mail.raw.split('\r\n')) expect(line.length).toBeLessThan(998);
    const bare = workspaceName.replaceAll(/[\p{Cc}\u2028\u2029]+/gu, ' ');
    if (!bare.includes('=?')) expect(mail.subject).toContain(bare);
  });

  test('an address is one address', async () => {
    await open();
    await write(ada, invite({ to: 'a@example.org, evil@example.org' }));
    await write(ada, invite({ to: 'after@example.org' }));
    await expect
      .poll(() => box.mails.map(({ to }) => to), patient)
      .toContainEqual(['after@example.org']);
    expect(box.mails.flatMap(({ to }) => to)).not.toContain('evil@example.org');
  });
});
