import { describe, expect, it } from 'vitest';
import { difference } from '../changes/difference.ts';
import type { Difference } from '../changes/difference.ts';
import { compareFields } from './compare-fields.ts';

/** What the log holds of an edit, after its way through JSON. */
function logged(row: { [field: string]: unknown }, edit: { [field: string]: unknown }): Difference {
  const changed = difference(row, edit);
  if (!changed) throw new Error('the edit changes nothing');
  return JSON.parse(JSON.stringify(changed)) as Difference;
}

describe('what of a change still stands', () => {
  it('leads every kind of value back', () => {
    const row = { title: 'a', priority: 1, dueOn: null, labelIds: ['x'], done: false };
    const edit = { title: 'b', priority: 0, dueOn: '2027-01-01', labelIds: ['x', 'y'], done: true };
    const change = logged(row, edit);
    expect(compareFields(change, { ...row, ...edit })).toEqual({ back: row, stale: [] });
  });

  it('names the fields that hold something else', () => {
    const change = logged({ title: 'a', priority: 1 }, { title: 'b', priority: 2 });
    const now = { title: 'c', priority: 2 };
    expect(compareFields(change, now)).toEqual({ back: { priority: 1 }, stale: ['title'] });
  });

  it('leads a long text back through its patch, and only from the very text that was written', () => {
    const lines = Array.from({ length: 300 }, (_, index) => `line ${index}`);
    const before = lines.join('\n');
    const after = lines.with(150, 'another line').join('\n');
    const change = logged({ notes: before }, { notes: after });
    expect(compareFields(change, { notes: after })).toEqual({ back: { notes: before }, stale: [] });
    expect(compareFields(change, { notes: `${after}.` })).toEqual({ back: {}, stale: ['notes'] });
  });

  it('sets null back as null', () => {
    const change = logged({ archivedAt: null }, { archivedAt: '2027-01-01T00:00:00.000Z' });
    const now = { archivedAt: '2027-01-01T00:00:00.000Z' };
    expect(compareFields(change, now).back).toEqual({ archivedAt: null });
  });
});
