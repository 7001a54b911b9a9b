import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { outlineOf } from './outline.ts';
import type { Part, Source } from './outline.ts';
import * as lines from './line.ts';
import * as place from './place.ts';

/** `a`, `a.b` below it, `a.b.c` below that; a name that ends in `!` is closed. Order is the order given. */
function sourceOf(names: readonly string[], sectionId: string | null = null): Source {
  const tasks = names.map((name, index) => {
    const clean = name.replace('!', '');
    const dot = clean.lastIndexOf('.');
    const parentId = dot < 0 ? null : clean.slice(0, dot);
    const status = name.endsWith('!') ? ('done' as const) : ('open' as const);
    return { id: clean, parentId, order: `a${String(index).padStart(3, '0')}`, status };
  });
  const idsIn = (parentId: string | null, open: boolean) =>
    tasks
      .filter((task) => task.parentId === parentId && (task.status === 'open') === open)
      .map(({ id }) => id);
  const inHere = (where: { parentId: string | null; sectionId: string | null }) =>
    where.parentId !== null || where.sectionId === sectionId;
  return {
    get: (id) => tasks.find((task) => task.id === id) as ReturnType<Source['get']>,
    openIn: (where) => (inHere(where) ? idsIn(where.parentId, true) : []),
    openCount: (where) => (inHere(where) ? idsIn(where.parentId, true).length : 0),
    hasBelow: (id) => tasks.some((task) => task.parentId === id),
    closedIn: (where) => (inHere(where) ? idsIn(where.parentId, false) : []),
  };
}

const options = { collapsed: new Set<string>(), showClosed: false };
const top = (sectionId: string | null) => ({ projectId: 'p', sectionId, parentId: null });

function part(
  names: readonly string[],
  sectionId: string | null = null,
  more: Partial<typeof options> = {},
): Part {
  return outlineOf(sourceOf(names, sectionId), top(sectionId), { ...options, ...more });
}

const shown = ({ rows }: Part) => rows.map(({ id, depth }) => `${'-'.repeat(depth)}${id}`);

describe('the outline', () => {
  it('nests, numbers and counts', () => {
    const it_ = part(['a', 'a.b', 'a.b.c', 'a.d', 'e', 'f!']);
    expect(shown(it_)).toEqual(['a', '-a.b', '--a.b.c', '-a.d', 'e']);
    expect(it_.open).toBe(5);
    expect(it_.rows[3]).toMatchObject({ index: 1, size: 2, children: 0 });
  });

  it('folds away what is below, and counts it', () => {
    const folded = part(['a', 'a.b', 'c'], null, { collapsed: new Set(['a']) });
    expect(shown(folded)).toEqual(['a', 'c']);
    expect(folded.open).toBe(3);
  });

  it('shows a closed task while something open hangs below it', () => {
    expect(shown(part(['a!', 'a.b!', 'a.b.c', 'd!']))).toEqual(['a', '-a.b', '--a.b.c']);
    expect(shown(part(['a!', 'b', 'c!'], null, { showClosed: true }))).toEqual(['a', 'b', 'c']);
  });
});

describe('moving by keyboard', () => {
  const parts = [part(['a', 'a.b', 'a.c', 'd']), part(['e', 'f'], 's'), part([], 't')];

  it('steps past siblings with all below them', () => {
    expect(place.step(parts, 'd', -1)).toEqual({ place: top(null), beside: { before: 'a' } });
    expect(place.step(parts, 'a', 1)).toEqual({ place: top(null), beside: { after: 'd' } });
    expect(place.step(parts, 'a.b', 1)?.beside).toEqual({ after: 'a.c' });
    expect(place.step(parts, 'a.b', -1)).toBeNull();
  });

  it('steps into the next section', () => {
    expect(place.step(parts, 'd', 1)).toEqual({ place: top('s'), beside: { before: 'e' } });
    expect(place.step(parts, 'e', -1)).toEqual({ place: top(null), beside: {} });
    expect(place.step(parts, 'f', 1)).toEqual({ place: top('t'), beside: {} });
    expect(place.step(parts, 'a', -1)).toBeNull();
  });

  it('nests under the sibling above and comes out after the parent', () => {
    expect(place.nest(parts, 'd')?.place.parentId).toBe('a');
    expect(place.nest(parts, 'a')).toBeNull();
    expect(place.nest(parts, 'a.b')).toBeNull();
    expect(place.nest(parts, 'a.c')?.place.parentId).toBe('a.b');
    expect(place.unnest(parts, 'a.c')).toEqual({ place: top(null), beside: { after: 'a' } });
    expect(place.unnest(parts, 'd')).toBeNull();
  });

  it('keeps to the depth that the server allows', () => {
    const chain = [
      'a',
      'a.b',
      'a.b.c',
      'a.b.c.d',
      'a.b.c.d.e',
      'a.b.c.d.e.f',
      'a.b.c.d.e.f.g',
      'a.b.c.d.e.f.g.h',
      'x',
      'x.y',
    ];
    const deep = [part(chain)];
    expect(place.dropOn(deep, 'x', { id: 'a.b.c.d.e.f.g.h', drop: 'into' })).toBeNull();
    expect(place.dropOn(deep, 'x', { id: 'a.b.c.d.e.f.g', drop: 'into' })).toBeNull();
    expect(place.dropOn(deep, 'x.y', { id: 'a.b.c.d.e.f.g', drop: 'into' })).not.toBeNull();
  });
});

describe('dropping', () => {
  const parts = [part(['a', 'a.b', 'a.c', 'd']), part(['e'], 's')];

  it('goes before, after or into a row, also of another section', () => {
    expect(place.dropOn(parts, 'd', { id: 'e', drop: 'before' })).toEqual({
      place: top('s'),
      beside: { before: 'e' },
    });
    expect(place.dropOn(parts, 'e', { id: 'd', drop: 'after' })).toEqual({
      place: top(null),
      beside: { after: 'd' },
    });
    expect(place.dropOn(parts, 'e', { id: 'd', drop: 'into' })?.place.parentId).toBe('d');
  });

  it('right below a task with shown subtasks is before the first of them', () => {
    expect(place.dropOn(parts, 'd', { id: 'a', drop: 'after' })?.beside).toEqual({ before: 'a.b' });
  });

  it('never into itself or below itself', () => {
    expect(place.dropOn(parts, 'a', { id: 'a', drop: 'into' })).toBeNull();
    expect(place.dropOn(parts, 'a', { id: 'a.c', drop: 'after' })).toBeNull();
  });
});

describe('the line for new tasks', () => {
  const one = part(['a', 'a.b', 'a.b.c', 'd']);
  const target = (line: lines.Line) => lines.targetOfLine(one.rows, line, top(null));

  it('adds at the end, and after the row that it was opened from', () => {
    expect(target(lines.lineAtEnd(one))).toEqual({ place: top(null), beside: { after: 'd' } });
    expect(target(place.lineBelow([one], 'a') as lines.Line).beside).toEqual({ after: 'a' });
    expect(lines.targetOfLine([], lines.lineAtEnd(part([])), top(null))).toEqual({
      place: top(null),
      beside: {},
    });
  });

  it('nests under the task above with Tab, one level at most', () => {
    const nested = lines.deeper(one.rows, lines.lineAtEnd(one));
    expect(target(nested).place.parentId).toBe('d');
    expect(lines.deeper(one.rows, nested)).toEqual(nested);
  });

  it('comes out with Shift+Tab, below all that hangs from what it follows', () => {
    const inner: lines.Line = { part: 'none', anchor: 'a.b', depth: 2 };
    expect(target(inner)).toEqual({
      place: { projectId: 'p', sectionId: null, parentId: 'a.b' },
      beside: { before: 'a.b.c' },
    });
    const out = lines.shallower(one.rows, inner);
    expect(out).toMatchObject({ anchor: 'a.b.c', depth: 1 });
    expect(target(out).beside).toEqual({ after: 'a.b' });
  });

  it('always leads to a place that its depth says', () => {
    fc.assert(
      fc.property(fc.nat(3), fc.array(fc.boolean(), { maxLength: 5 }), (at, presses) => {
        let line: lines.Line = {
          part: 'none',
          anchor: one.rows[at]?.id ?? null,
          depth: one.rows[at]?.depth ?? 0,
        };
        for (const tab of presses) line = (tab ? lines.deeper : lines.shallower)(one.rows, line);
        const { place: where } = target(line);
        const parent = one.rows.find((row) => row.id === where.parentId);
        expect(parent ? parent.depth + 1 : 0).toBe(line.depth);
      }),
    );
  });
});

describe('where nothing nests', () => {
  const part = (key: string, ...ids: string[]) =>
    ({ key, rows: ids.map((id) => ({ id })) }) as unknown as Part;
  const all = [part('overdue', 'a', 'b'), part('today', 'c', 'd', 'e'), part('urgent', 'f')];
  const spot = (found: place.FlatSpot | null) => found && [found.part.key, found.before];

  it('drops before a row, after it, and at the end of a part', () => {
    expect(spot(place.rowBelow(all, { id: 'd', drop: 'before' }))).toEqual(['today', 'd']);
    expect(spot(place.rowBelow(all, { id: 'd', drop: 'after' }))).toEqual(['today', 'e']);
    expect(spot(place.rowBelow(all, { id: 'e', drop: 'after' }))).toEqual(['today', null]);
    expect(spot(place.rowBelow(all, { part: 'overdue' }))).toEqual(['overdue', null]);
    expect(place.rowBelow(all, { id: 'gone', drop: 'after' })).toBeNull();
  });

  it('steps past the next row, and from the end of a part into the next that takes it', () => {
    const takes = ({ key }: Part) => key === 'today';
    const step = (id: string, by: -1 | 1) => spot(place.spotBeside(all, { id, by, takes }));
    expect(step('d', -1)).toEqual(['today', 'c']);
    expect(step('c', 1)).toEqual(['today', 'e']);
    expect(step('d', 1)).toEqual(['today', null]);
    expect(step('b', 1)).toEqual(['today', 'c']);
    expect(step('f', -1)).toEqual(['today', null]);
    expect(step('c', -1)).toBeNull();
    expect(step('e', 1)).toBeNull();
  });
});
