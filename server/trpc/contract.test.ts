import { describe, expect, test } from 'vitest';
import { policyOf } from '../domain/policy.ts';
import type { Action } from '../domain/policy.ts';
import { uuidv7 } from '../domain/uuid.ts';
import { proceduresOf } from '../testing/call.ts';
import { fill, samples } from '../testing/samples.ts';

const someId = () => uuidv7(1_800_000_000_000, new Uint8Array(10).fill(7));

/** Writes that make a thing, or that are about none that has versions. */
const withoutVersion = new Set([
  'account.register',
  'workspace.create',
  'project.create',
  'section.create',
  'label.create',
  'task.create',
  'task.bulk',
  'comment.add',
  'change.undo',
  'import.preview',
  'import.run',
  'import.undo',
  'session.revoke',
  'token.create',
  'token.revoke',
]);

describe.each(proceduresOf())('$path', ({ path, input }) => {
  const action = path as Action;
  const sample = () => fill(samples[action](), () => someId()) ?? {};
  const issues = (more: object) => input.safeParse({ ...sample(), ...more }).error?.issues ?? [];

  test('takes its sample, and names a field that it does not know', () => {
    expect(issues({})).toEqual([]);
    expect(issues({ frobnicate: 1 })).toMatchObject([
      { code: 'unrecognized_keys', keys: ['frobnicate'], path: [] },
    ]);
  });

  if (policyOf(action).kind === 'read') return;

  test('takes an opId that is a UUIDv7 and no other', () => {
    expect(issues({ opId: someId() })).toEqual([]);
    expect(issues({ opId: 'f81d4fae-7dec-41d0-a765-00a0c91e6bf6' })).toMatchObject([
      { path: ['opId'] },
    ]);
  });

  test('takes the version that the caller expects, where there is one', () => {
    const known = issues({ expectedVersion: 3 }).length === 0;
    expect(known).toBe(!withoutVersion.has(path));
  });
});
