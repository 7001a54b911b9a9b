import { execFileSync } from 'node:child_process';
import { TRPCError } from '@trpc/server';
import { DrizzleQueryError } from 'drizzle-orm';
import pg from 'pg';
import { expect, test } from 'vitest';
import { describeError } from './describe-error.ts';
import { CairnError } from './errors.ts';

const secrets = ['anna@example.org', '$argon2id$hunter2', 'Buy a ring\n    at the corner'];
const query = 'insert into "users" ("email") values ($1, $2, $3)';

function refused(): DrizzleQueryError {
  const cause = new pg.DatabaseError('duplicate key value violates "users_email"', 1, 'error');
  Object.assign(cause, { code: '23505', constraint: 'users_email' });
  Object.assign(cause, {
    detail: `Key (email)=(${secrets[0]}) already exists.`,
    severity: 'ERROR',
  });
  return new DrizzleQueryError(query, [...secrets], cause);
}

const wrapped: [string, () => Error][] = [
  ['as it comes', refused],
  ['inside what has the same words', () => new TRPCError({ code: 'CONFLICT', cause: refused() })],
  ['inside a meaning', () => new CairnError('CONFLICT', 'is taken', { cause: refused() })],
  ['among others', () => new AggregateError([refused()], 'several failed')],
];

test.each(wrapped)(
  'a refused statement is told without its values, %s: no log line holds what people wrote',
  (_how, make) => {
    const error = make();
    const line = JSON.stringify(describeError(error));
    for (const secret of secrets) expect(line).not.toContain(JSON.stringify(secret).slice(1, -1));
    expect(line).not.toContain('corner');
    for (const kept of ['23505', 'users_email', 'describe-error.test.ts'])
      expect(line).toContain(kept);
    expect(line).toContain(JSON.stringify(query).slice(1, -1));
  },
);

test('a value that Postgres could not read is not quoted, and names of its own are', () => {
  const of = (message: string, code: string) =>
    describeError(
      Object.assign(new pg.DatabaseError(message, 1, 'error'), { code, severity: 'ERROR' }),
    );
  expect(of('invalid input syntax for type date: "my secret"', '22007')).toMatchObject({
    message: 'invalid input syntax for type date: …',
    code: '22007',
  });
  expect(of('relation "tasks" does not exist', '42P01')).toMatchObject({
    message: 'relation "tasks" does not exist',
  });
});

test('what refers to itself ends, and what is no error stays', () => {
  const error = new Error('round');
  error.cause = error;
  expect(JSON.stringify(describeError(error))).toContain('round');
  expect(describeError('text')).toBe('text');
});

test('the log itself tells errors so', () => {
  const script = `
    const { createLogger } = await import('./server/platform/log.ts');
    const { DrizzleQueryError } = await import('drizzle-orm');
    const error = new DrizzleQueryError('select $1', ['anna@example.org'], new Error('away'));
    createLogger('info').error({ err: error }, 'a request failed');`;
  const run = [process.execPath, '--input-type=module', '-e', script] as const;
  const line = execFileSync('sh', ['-c', '"$@" 2>&1', 'sh', ...run], { encoding: 'utf8' });
  expect(line).toContain('Failed query: select $1');
  expect(line).toContain('away');
  expect(line).not.toContain('anna');
});
