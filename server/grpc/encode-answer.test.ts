import { create, toBinary } from '@bufbuild/protobuf';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { encodeAnswer } from './encode-answer.ts';
import { ChangeServiceSubscribeResponseSchema } from './gen/cairn/v1/change_pb.ts';
import { TaskServiceListResponseSchema, TaskStatus } from './gen/cairn/v1/task_pb.ts';

const text = fc.string({ unit: 'grapheme' });
const orNull = <T>(of: fc.Arbitrary<T>) => fc.option(of, { nil: null });
const int = fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 });

test('an answer has the bytes that the library would make of it', () => {
  const task = fc.record({
    id: text,
    title: text,
    status: fc.constantFrom('open', 'done', 'cancelled'),
    number: int,
    priority: fc.constantFrom(0, 3),
    dueOn: orNull(text),
    estimateMinutes: orNull(int),
    labelIds: fc.array(text),
    version: int,
  });
  const page = fc.record({ items: fc.array(task), nextCursor: orNull(text) });
  const numbers = { open: TaskStatus.OPEN, done: TaskStatus.DONE, cancelled: TaskStatus.CANCELLED };
  const given = <T extends object>(fields: T) =>
    Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null));
  fc.assert(
    fc.property(page, (answer) => {
      const items = answer.items.map((one) => ({
        ...given(one),
        status: numbers[one.status],
      }));
      const message = create(TaskServiceListResponseSchema, { ...given(answer), items });
      const wanted = toBinary(TaskServiceListResponseSchema, message);
      expect(encodeAnswer(TaskServiceListResponseSchema, answer)).toEqual(Buffer.from(wanted));
    }),
  );
});

test('a change too: what is JSON in it stays what it is, and its number may be large', () => {
  const json = fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 2 }), { noNullPrototype: true });
  fc.assert(
    fc.property(json, fc.maxSafeNat(), fc.boolean(), (after, seq, viaToken) => {
      const fields = { id: 'x', type: 'task.updated', viaToken, before: {} };
      const answer = { items: [{ ...fields, seq, after }], cursor: 'y' };
      const message = create(ChangeServiceSubscribeResponseSchema, {
        items: [{ ...fields, seq: BigInt(seq), after: after as never }],
        cursor: 'y',
      });
      const wanted = toBinary(ChangeServiceSubscribeResponseSchema, message);
      const bytes = encodeAnswer(ChangeServiceSubscribeResponseSchema, answer);
      expect(bytes).toEqual(Buffer.from(wanted));
    }),
  );
});

test('a word that the protocol does not have is a fault, not a zero', () => {
  const answer = { items: [{ id: 'x', status: 'lost' }] };
  expect(() => encodeAnswer(TaskServiceListResponseSchema, answer)).toThrow(/lost/);
});
