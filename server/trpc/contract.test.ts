import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { policyOf } from '../domain/policy.ts';
import type { Action } from '../domain/policy.ts';
import { contracts } from '../domain/op-contract.ts';
import { idSet } from '../domain/fields.ts';
import { id, opId } from '../domain/ids.ts';
import { uuidv7 } from '../domain/uuid.ts';
import { proceduresOf } from '../testing/procedures.ts';
import { pushable } from '../sync/schema.ts';
import { idFieldsOf } from '../testing/id-fields.ts';
import { fieldsOf, fill, samples } from '../testing/samples.ts';

const someId = () => uuidv7(1_800_000_000_000, new Uint8Array(10).fill(7));

/** Writes that make a thing, or that are about none that has versions. */
const withoutVersion = new Set([
  'account.register',
  'account.changePassword',
  'account.requestReset',
  'account.reset',
  'account.changeEmail',
  'account.confirmEmail',
  'account.delete',
  'admin.disableUser',
  'admin.enableUser',
  'admin.setAdmin',
  'instance.update',
  'session.revokeOthers',
  'workspace.create',
  'project.create',
  'section.create',
  'label.create',
  'view.create',
  'task.create',
  'task.quickAdd',
  'task.bulk',
  'workspace.transfer',
  'member.invite',
  'member.setRole',
  'member.remove',
  'invite.revoke',
  'invite.accept',
  'project.share',
  'project.unshare',
  'project.takeOver',
  'comment.add',
  'relation.add',
  'relation.remove',
  'plan.place',
  'plan.clear',
  'reminder.create',
  'notification.markRead',
  'push.subscribe',
  'push.unsubscribe',
  'push.test',
  'attachment.add',
  'change.undo',
  'import.preview',
  'import.run',
  'import.undo',
  'session.revoke',
  'token.create',
  'trash.purge',
  'trash.empty',
  'token.revoke',
]);

describe.each(proceduresOf())('$path', ({ path, input }) => {
  const action = path as Action;
  const inputs = samples[action]().map((sample) => fill(sample, () => [someId()]) ?? {});
  const issues = (more: object, sent = inputs[0]) =>
    input.safeParse({ ...(sent as object), ...more }).error?.issues ?? [];

  test('takes its samples, and names a field that it does not know', () => {
    for (const sent of inputs) expect(issues({}, sent)).toEqual([]);
    expect(issues({ frobnicate: 1 })).toMatchObject([
      { code: 'unrecognized_keys', keys: ['frobnicate'], path: [] },
    ]);
  });

  test('has an id in each of its id fields in one of the samples', () => {
    const sampled = samples[action]().flatMap((sample) => fieldsOf(sample));
    const paths = new Set(sampled.map(({ path: field }) => field));
    expect(idFieldsOf(input).filter((field) => !paths.has(field))).toEqual([]);
  });

  // The operations of a push have an opId and a version each.
  if (policyOf(action).kind === 'read' || path === 'sync.push') return;

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

test('id fields are found wherever they stand', () => {
  const nested = z.strictObject({ labelIds: idSet(5).optional() }).default({});
  const input = z
    .strictObject({
      taskId: id(),
      parentId: id().nullable().optional(),
      add: nested,
      opId,
      n: z.int(),
    })
    .refine(() => true);
  expect(idFieldsOf(input)).toEqual(['taskId', 'parentId', 'add.labelIds[]']);
  expect(idFieldsOf(z.strictObject({ workspaceId: id() }).optional())).toEqual(['workspaceId']);
});

test('operations that devices keep have the form that the contract gives them now, and the form before is taken', () => {
  const texts = proceduresOf()
    .filter(({ path }) => (pushable as readonly string[]).includes(path))
    .map(
      ({ path, input }) =>
        path + JSON.stringify(z.toJSONSchema(input, { io: 'input', unrepresentable: 'any' })),
    );
  expect(texts).toHaveLength(pushable.length);
  const form = createHash('sha256').update(texts.join('\n')).digest('hex').slice(0, 12);
  // Where an input has changed so that one written before would not pass or mean the same, `now` counts up by one.
  expect({ ...contracts, form }).toEqual({ now: 1, oldest: 1, form: 'e81f752b08d0' });
  expect(contracts.oldest).toBe(Math.max(1, contracts.now - 1));
});
