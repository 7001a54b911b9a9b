import { describe, expect, it } from 'vitest';
import { columnOf } from './columns.ts';
import { dropCards, dropColumn, findCard, neighbour, stepCards } from './place-cards.ts';

const placeOf = (sectionId: string | null) => ({ projectId: 'p', sectionId, parentId: null });
const column = (sectionId: string | null, ids: string) =>
  columnOf(placeOf(sectionId), ids.split(''), ids.length);
const columns = [column(null, ''), column('s', 'abc'), column('t', ''), column('u', 'de')];

describe('arrows', () => {
  it('lead up and down a column', () => {
    expect(neighbour(columns, 'b', 'up')).toBe('a');
    expect(neighbour(columns, 'b', 'down')).toBe('c');
    expect(neighbour(columns, 'c', 'down')).toBeNull();
    expect(neighbour(columns, 'unknown', 'down')).toBeNull();
  });

  it('lead sideways over empty columns, as far down as there are cards', () => {
    expect(neighbour(columns, 'b', 'right')).toBe('e');
    expect(neighbour(columns, 'c', 'right')).toBe('e');
    expect(neighbour(columns, 'e', 'left')).toBe('b');
    expect(neighbour(columns, 'a', 'left')).toBeNull();
  });

  it('with Alt move a card past the next one', () => {
    expect(stepCards(columns, ['b'], 'up')).toEqual({
      place: placeOf('s'),
      beside: { before: 'a' },
    });
    expect(stepCards(columns, ['b'], 'down')?.beside).toEqual({ after: 'c' });
    expect(stepCards(columns, ['a'], 'up')).toBeNull();
    expect(stepCards(columns, ['e'], 'down')).toBeNull();
  });

  it('with Alt move a card into the next column, empty ones too', () => {
    expect(stepCards(columns, ['b'], 'right')).toEqual({ place: placeOf('t'), beside: {} });
    expect(stepCards(columns, ['a'], 'left')).toEqual({ place: placeOf(null), beside: {} });
    expect(stepCards(columns, ['d'], 'right')).toBeNull();
    const near = [column('s', 'abc'), column('u', 'de')];
    expect(stepCards(near, ['b'], 'right')?.beside).toEqual({ before: 'e' });
    expect(stepCards(near, ['c'], 'right')?.beside).toEqual({});
  });

  it('move several together, past what is not among them', () => {
    const one = [column('s', 'abcd')];
    expect(stepCards(one, ['b', 'c'], 'up')?.beside).toEqual({ before: 'a' });
    expect(stepCards(one, ['b', 'c'], 'down')?.beside).toEqual({ after: 'd' });
    expect(stepCards(one, ['a', 'c'], 'up')).toBeNull();
    expect(stepCards(one, ['a', 'd'], 'down')).toBeNull();
  });
});

describe('dropping', () => {
  it('goes beside a card or to the end of a column', () => {
    expect(dropCards(columns, ['a'], { id: 'e', edge: 'before' })).toEqual({
      place: placeOf('u'),
      beside: { before: 'e' },
    });
    expect(dropCards(columns, ['a'], { column: 'u' })).toEqual({
      place: placeOf('u'),
      beside: {},
    });
    expect(dropCards(columns, ['a'], { column: 'none' })?.place).toEqual(placeOf(null));
  });

  it('leaves alone what stands there already', () => {
    expect(dropCards(columns, ['b'], { id: 'b', edge: 'after' })).toBeNull();
    expect(dropCards(columns, ['b'], { id: 'a', edge: 'after' })).toBeNull();
    expect(dropCards(columns, ['b'], { id: 'c', edge: 'before' })).toBeNull();
    expect(dropCards(columns, ['c'], { column: 's' })).toBeNull();
    expect(dropCards(columns, ['a', 'c'], { id: 'b', edge: 'after' })).not.toBeNull();
  });

  it('takes a column beside another, and leaves it where it stands', () => {
    const ids = ['s', 't', 'u'];
    expect(dropColumn(ids, 's', { sectionId: 'u', edge: 'before' })).toEqual({ before: 'u' });
    expect(dropColumn(ids, 'u', { sectionId: 's', edge: 'before' })).toEqual({ before: 's' });
    expect(dropColumn(ids, 's', { sectionId: 'u', edge: 'after' })).toEqual({ after: 'u' });
    expect(dropColumn(ids, 's', { sectionId: 't', edge: 'before' })).toBeUndefined();
    expect(dropColumn(ids, 't', { sectionId: 's', edge: 'after' })).toBeUndefined();
    expect(dropColumn(ids, 't', { sectionId: 't', edge: 'after' })).toBeUndefined();
  });
});

it('a column of the same cards is the same column', () => {
  const ids = ['a', 'b'];
  const first = columnOf(placeOf('s'), ids, 2);
  expect(columnOf(placeOf('s'), ids, 2)).toBe(first);
  const fewer = columnOf(placeOf('s'), ids, 1);
  expect(fewer).not.toBe(first);
  expect(fewer.rows).toBe(first.rows);
  expect(findCard([first], 'b')).toEqual({ column: 0, at: 1 });
});
