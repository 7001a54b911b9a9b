import { sql } from 'drizzle-orm';
import {
  boolean,
  check,
  index,
  integer,
  jsonb,
  pgEnum,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import {
  accountLinkKinds,
  locales,
  mailKinds,
  signUpModes,
  weekDays,
} from '../../server/domain/enums.ts';
import type {
  LinkId,
  MailId,
  OpId,
  SessionId,
  TokenId,
  UploadId,
  UserId,
  WorkspaceId,
} from '../../server/domain/ids.ts';
import { bytes, createdAt, idColumn, instant, wallTime } from '../columns.ts';

export const localeEnum = pgEnum('locale', locales);
export const signUpEnum = pgEnum('sign_up_mode', signUpModes);
export const weekDayEnum = pgEnum('week_day', weekDays);
export const mailKindEnum = pgEnum('mail_kind', mailKinds);
export const accountLinkEnum = pgEnum('account_link_kind', accountLinkKinds);

export const users = pgTable(
  'users',
  {
    id: idColumn<UserId>('id').primaryKey(),
    email: text('email').notNull(),
    emailFolded: text('email_folded').notNull(),
    name: text('name').notNull(),
    locale: localeEnum('locale').notNull().default('en'),
    timeZone: text('time_zone').notNull().default('UTC'),
    weekStart: weekDayEnum('week_start').notNull().default('monday'),
    dayStart: wallTime('day_start').notNull().default('00:00'),
    /** True where reminders come by mail, too. */
    mailReminders: boolean('mail_reminders').notNull().default(false),
    /** From when until when nothing is delivered, on the wall of the person's zone; over midnight where it ends earlier. */
    quietFrom: wallTime('quiet_from'),
    quietTo: wallTime('quiet_to'),
    isAdmin: boolean('is_admin').notNull().default(false),
    /** Grows whenever what this person may do changes. */
    authzVersion: integer('authz_version').notNull().default(1),
    version: integer('version').notNull().default(1),
    createdAt: createdAt(),
    disabledAt: instant('disabled_at'),
    deletedAt: instant('deleted_at'),
  },
  (t) => [
    uniqueIndex('users_email')
      .on(t.emailFolded)
      .where(sql`deleted_at IS NULL`),
    check(
      'users_quiet_hours',
      sql`coalesce(${t.quietFrom} <> ${t.quietTo}, ${t.quietFrom} IS NULL AND ${t.quietTo} IS NULL)`,
    ),
  ],
);

/** How a person proves who they are: `(issuer, subject)`, never an e-mail match. */
export const credentials = pgTable(
  'credentials',
  {
    issuer: text('issuer').notNull(),
    subject: text('subject').notNull(),
    userId: idColumn<UserId>('user_id')
      .notNull()
      .references(() => users.id),
    /** argon2id in PHC form; null for identities proved elsewhere. */
    passwordHash: text('password_hash'),
    changedAt: instant('changed_at')
      .notNull()
      .default(sql`now()`),
  },
  (t) => [primaryKey({ columns: [t.issuer, t.subject] }), index('credentials_user').on(t.userId)],
);

export const sessions = pgTable(
  'sessions',
  {
    id: idColumn<SessionId>('id').primaryKey(),
    userId: idColumn<UserId>('user_id')
      .notNull()
      .references(() => users.id),
    secretHash: bytes('secret_hash').notNull(),
    userAgent: text('user_agent'),
    address: text('address'),
    createdAt: createdAt(),
    lastUsedAt: instant('last_used_at')
      .notNull()
      .default(sql`now()`),
    expiresAt: instant('expires_at').notNull(),
    revokedAt: instant('revoked_at'),
  },
  (t) => [uniqueIndex('sessions_secret').on(t.secretHash), index('sessions_user').on(t.userId)],
);

export const tokens = pgTable(
  'tokens',
  {
    id: idColumn<TokenId>('id').primaryKey(),
    userId: idColumn<UserId>('user_id')
      .notNull()
      .references(() => users.id),
    name: text('name').notNull(),
    secretHash: bytes('secret_hash').notNull(),
    scopes: text('scopes').array().notNull(),
    /** Null means every workspace of the person. */
    workspaceIds: uuid('workspace_ids').array().$type<WorkspaceId[] | null>(),
    createdAt: createdAt(),
    lastUsedAt: instant('last_used_at'),
    expiresAt: instant('expires_at'),
    revokedAt: instant('revoked_at'),
  },
  (t) => [uniqueIndex('tokens_secret').on(t.secretHash), index('tokens_user').on(t.userId)],
);

/** Failed sign-ins by account and by network; committed on their own, so a rollback loses none. */
export const signInFailures = pgTable('sign_in_failures', {
  key: text('key').primaryKey(),
  failures: integer('failures').notNull().default(0),
  lastFailedAt: instant('last_failed_at')
    .notNull()
    .default(sql`now()`),
});

/** Browsers from which a person has signed in; the right password always passes there. */
export const knownDevices = pgTable(
  'known_devices',
  {
    secretHash: bytes('secret_hash').primaryKey(),
    userId: idColumn<UserId>('user_id')
      .notNull()
      .references(() => users.id),
    lastUsedAt: instant('last_used_at')
      .notNull()
      .default(sql`now()`),
  },
  (t) => [index('known_devices_user').on(t.userId)],
);

/** What a person was sent to prove that a mailbox is theirs: used once, by whoever holds the secret. */
export const accountLinks = pgTable(
  'account_links',
  {
    id: idColumn<LinkId>('id').primaryKey(),
    userId: idColumn<UserId>('user_id')
      .notNull()
      .references(() => users.id),
    kind: accountLinkEnum('kind').notNull(),
    secretHash: bytes('secret_hash').notNull(),
    /** The address that is to become the account's; null for a new password. */
    email: text('email'),
    createdAt: createdAt(),
    expiresAt: instant('expires_at').notNull(),
    usedAt: instant('used_at'),
  },
  (t) => [
    uniqueIndex('account_links_secret').on(t.secretHash),
    index('account_links_user').on(t.userId),
    index('account_links_expiry').on(t.expiresAt),
    check('account_links_email', sql`(${t.kind} = 'email') = (${t.email} IS NOT NULL)`),
  ],
);

/** Mail that is to go out or has: written with what it tells of, sent after the commit. */
export const mails = pgTable(
  'mails',
  {
    id: idColumn<MailId>('id').primaryKey(),
    kind: mailKindEnum('kind').notNull(),
    to: text('to').notNull(),
    locale: localeEnum('locale').notNull(),
    values: jsonb('values').notNull(),
    createdAt: createdAt(),
    attempts: integer('attempts').notNull().default(0),
    /** When it is tried next; null once it is over. */
    dueAt: instant('due_at').default(sql`now()`),
    /** Sent, given up, or found to be for nobody. Then neither address nor values are kept. */
    endedAt: instant('ended_at'),
    /** Of a call by nobody, whose repetition no account remembers. */
    opId: idColumn<OpId>('op_id'),
    inputHash: bytes('input_hash'),
  },
  (t) => [
    uniqueIndex('mails_op').on(t.opId),
    index('mails_due')
      .on(t.dueAt)
      .where(sql`due_at IS NOT NULL`),
    index('mails_ended')
      .on(t.endedAt)
      .where(sql`ended_at IS NOT NULL`),
    check('mails_state', sql`(${t.dueAt} IS NULL) = (${t.endedAt} IS NOT NULL)`),
    check('mails_attempts', sql`${t.attempts} >= 0`),
    check('mails_call', sql`(${t.opId} IS NULL) = (${t.inputHash} IS NULL)`),
  ],
);

/** What happened to accounts and credentials; rows without a workspace have no change log. */
export const accountAudit = pgTable(
  'account_audit',
  {
    id: uuid('id').primaryKey(),
    userId: idColumn<UserId>('user_id')
      .notNull()
      .references(() => users.id),
    at: instant('at')
      .notNull()
      .default(sql`now()`),
    actorId: idColumn<UserId>('actor_id'),
    action: text('action').notNull(),
    details: jsonb('details').notNull().default({}),
  },
  (t) => [index('account_audit_user').on(t.userId, t.at)],
);

export const instanceSettings = pgTable(
  'instance_settings',
  {
    one: integer('one').primaryKey().default(1),
    name: text('name').notNull().default('Cairn'),
    signUp: signUpEnum('sign_up').notNull().default('open'),
    /** Changes when a backup is restored, so that old cursors are refused. */
    epoch: uuid('epoch')
      .notNull()
      .default(sql`gen_random_uuid()`),
    createdAt: createdAt(),
  },
  (t) => [check('instance_settings_one', sql`${t.one} = 1`)],
);

/** Files that were sent, wholly or in part, and not used yet. */
export const uploads = pgTable(
  'uploads',
  {
    id: idColumn<UploadId>('id').primaryKey(),
    userId: idColumn<UserId>('user_id')
      .notNull()
      .references(() => users.id),
    fileName: text('file_name').notNull(),
    /** Bytes as counted; of a file that is still coming, as announced. */
    size: integer('size').notNull(),
    /** Null while the file is still coming. */
    sha256: bytes('sha256'),
    createdAt: createdAt(),
    expiresAt: instant('expires_at').notNull(),
  },
  (t) => [index('uploads_user').on(t.userId), index('uploads_expiry').on(t.expiresAt)],
);
