import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { sql } from 'drizzle-orm';
import { listChanges } from '../change/list-changes.ts';
import { undoChange } from '../change/undo-change.ts';
import type { ViewId } from '../domain/ids.ts';
import { plantBug } from '../platform/bugs.ts';
import type { Ctx } from '../platform/context.ts';
import { createStage, fiveTests } from '../testing/five-tests.ts';
import type { Stage } from '../testing/five-tests.ts';
import { testId } from '../testing/world.ts';
import type { Person } from '../testing/world.ts';
import { callProcedure } from '../trpc/call-procedure.ts';
import { createView } from './create-view.ts';
import { deleteView } from './delete-view.ts';
import { getView } from './get-view.ts';
import { listViews } from './list-views.ts';
import { restoreView } from './restore-view.ts';
import type { ViewCreateInput, ViewOutput } from './schema.ts';
import { updateView } from './update-view.ts';

const input = (stage: Stage): ViewCreateInput => ({
  workspaceId: stage.workspaceId,
  name: `Вид ${testId()}`,
  filter: 'сегодня | overdue & @дом',
  layout: 'board',
  grouping: 'priority',
  sort: 'updated',
  isShared: true,
});
const make = (stage: Stage, more: Partial<ViewCreateInput> = {}, by: Person = stage.owner) =>
  createView(by.ctx(), { ...input(stage), ...more });
const at = async (stage: Stage) => ({
  workspaceId: stage.workspaceId,
  viewId: (await make(stage)).id,
});
const idsOf = ({ items }: { items: ViewOutput[] }) => items.map(({ id }) => id);

fiveTests({
  name: 'view.create',
  verb: createView,
  input: async (stage) => input(stage),
  happy: async (view, stage, sent) => {
    const { workspaceId } = stage;
    const { name, filter, layout, grouping, sort, isShared } = sent;
    const kept = { name, filter, layout, grouping, sort, isShared, version: 1 };
    expect(view).toMatchObject({ ...kept, createdBy: stage.owner.userId });
    const { items } = await listViews(stage.owner.ctx(), { workspaceId });
    expect(items).toContainEqual(view);
    expect(await getView(stage.owner.ctx(), { workspaceId, viewId: view.id })).toEqual(view);
  },
});

fiveTests({
  name: 'view.update',
  verb: updateView,
  input: async (stage) => ({
    ...(await at(stage)),
    set: { filter: '', layout: 'calendar' } as const,
  }),
  happy: (view) => expect(view).toMatchObject({ filter: '', layout: 'calendar', version: 2 }),
});

fiveTests({
  name: 'view.delete',
  verb: deleteView,
  input: at,
  happy: async (answer, stage) => {
    const all = await listViews(stage.owner.ctx(), { workspaceId: stage.workspaceId });
    expect(idsOf(all)).not.toContain(answer.id);
  },
});

fiveTests({
  name: 'view.restore',
  verb: restoreView,
  input: async (stage) => {
    const ref = await at(stage);
    await deleteView(stage.owner.ctx(), ref);
    return ref;
  },
  happy: async (view, stage) => {
    expect(view).toMatchObject({ version: 3 });
    const { items } = await listViews(stage.owner.ctx(), { workspaceId: stage.workspaceId });
    expect(items).toContainEqual(view);
  },
});

let stage: Stage;
let mate: Person;
let admin: Person;
beforeAll(async () => {
  stage = await createStage();
  [mate, admin] = [await stage.world.person('Mate'), await stage.world.person('Admin')];
  await stage.world.join(stage.workspaceId, mate, 'member');
  await stage.world.join(stage.workspaceId, admin, 'admin');
});
afterAll(() => stage.world.close());
afterEach(() => plantBug(null));

const seenBy = async (person: Person) =>
  idsOf(await listViews(person.ctx(), { workspaceId: stage.workspaceId }));
const refOf = ({ id }: ViewOutput) => ({ workspaceId: stage.workspaceId, viewId: id });
const change = (person: Person, view: ViewOutput, set: object) =>
  updateView(person.ctx(), { ...refOf(view), set });

describe('a private view', () => {
  it('is its maker’s alone; the control: view-tells-all is caught', async () => {
    const view = await make(stage, { isShared: false }, mate);
    const outside = [stage.owner, admin, stage.reader];
    const see = async () => {
      const lists = await Promise.all(outside.map(seenBy));
      return lists.filter((ids) => ids.includes(view.id)).length;
    };
    expect(await seenBy(mate)).toContain(view.id);
    expect(await see()).toBe(0);
    for (const person of outside) {
      const gone = { code: 'NOT_FOUND' };
      await expect(getView(person.ctx(), refOf(view))).rejects.toMatchObject(gone);
      await expect(change(person, view, { name: 'Mine' })).rejects.toMatchObject(gone);
      await expect(deleteView(person.ctx(), refOf(view))).rejects.toMatchObject(gone);
    }
    plantBug('view-tells-all');
    expect(await see()).toBe(outside.length);
  });

  it('can be a guest’s, who shows it to nobody', async () => {
    const view = await make(stage, { isShared: false }, stage.reader);
    expect(await seenBy(stage.reader)).toEqual([view.id]);
    const refused = { code: 'FORBIDDEN' };
    await expect(make(stage, {}, stage.reader)).rejects.toMatchObject(refused);
    await expect(change(stage.reader, view, { isShared: true })).rejects.toMatchObject(refused);
    const renamed = await change(stage.reader, view, { name: 'What I read' });
    expect(renamed).toMatchObject({ name: 'What I read', isShared: false });
  });
});

describe('a shared view', () => {
  it('is seen by all but guests, and changed by its maker, owners and admins', async () => {
    const view = await make(stage, {}, mate);
    const other = await stage.world.person('Other');
    await stage.world.join(stage.workspaceId, other, 'member');
    for (const person of [stage.owner, admin, mate, other])
      expect(await seenBy(person)).toContain(view.id);
    expect(await seenBy(stage.reader)).not.toContain(view.id);
    const refused = { code: 'FORBIDDEN' };
    await expect(change(other, view, { name: 'x' })).rejects.toMatchObject(refused);
    await expect(deleteView(other.ctx(), refOf(view))).rejects.toMatchObject(refused);
    for (const person of [mate, admin, stage.owner])
      expect(await change(person, view, { name: person.name })).toMatchObject({
        name: person.name,
      });
  });

  it('is taken back by its maker alone', async () => {
    const view = await make(stage, {}, mate);
    await expect(change(stage.owner, view, { isShared: false })).rejects.toMatchObject({
      code: 'FORBIDDEN',
    });
    await change(mate, view, { isShared: false });
    expect(await seenBy(stage.owner)).not.toContain(view.id);
    expect(await seenBy(mate)).toContain(view.id);
  });

  it('is no more seen by its maker who became a guest, and stays with the others', async () => {
    const left = await stage.world.person('Demoted');
    await stage.world.join(stage.workspaceId, left, 'member');
    const view = await make(stage, {}, left);
    await stage.world.runtime.db.execute(sql`
      UPDATE members SET role = 'guest' WHERE workspace_id = ${stage.workspaceId} AND user_id = ${left.userId}`);
    expect(await seenBy(left)).toEqual([]);
    expect(await change(admin, view, { name: 'Ours' })).toMatchObject({ name: 'Ours' });
  });
});

describe('the filter of a view', () => {
  const refusal = (path: string[], issue: object) => ({
    code: 'BAD_REQUEST',
    issues: [{ path, ...issue }],
  });

  it('must be one, by its place in the field that holds it', async () => {
    await expect(make(stage, { filter: 'today & ovredue' })).rejects.toMatchObject(
      refusal(['filter'], { start: 8, end: 15, suggestion: 'overdue' }),
    );
    const view = await make(stage, { filter: '  today ' });
    expect(view.filter).toBe('  today ');
    await expect(change(stage.owner, view, { filter: ' (today' })).rejects.toMatchObject(
      refusal(['set', 'filter'], { start: 1, end: 2 }),
    );
    await expect(
      callProcedure(stage.owner.ctx(), 'view.create', {
        workspaceId: stage.workspaceId,
        name: 'Long',
        filter: 'a'.repeat(1001),
      }),
    ).rejects.toMatchObject({ code: 'BAD_REQUEST', cause: { issues: [{ path: ['filter'] }] } });
  });

  it('may name what is not there, or not there any more', async () => {
    expect(await make(stage, { filter: '#nowhere' })).toMatchObject({ filter: '#nowhere' });
  });
});

describe('the order of views', () => {
  it('is one for all, in which each puts theirs beside what they see', async () => {
    const { workspaceId } = stage;
    const [a, b] = [await make(stage), await make(stage)];
    const hidden = await make(stage, { isShared: false }, mate);
    const between = await make(stage, { before: b.id });
    const order = (ids: ViewId[]) =>
      [a, b, between].map(({ id }) => id).filter((id) => ids.includes(id));
    const seen = await seenBy(stage.owner);
    expect(seen.filter((id) => order(seen).includes(id))).toEqual([a.id, between.id, b.id]);
    await updateView(stage.owner.ctx(), { workspaceId, viewId: a.id, set: {}, after: b.id });
    expect((await seenBy(stage.owner)).filter((id) => order(seen).includes(id))).toEqual([
      between.id,
      b.id,
      a.id,
    ]);
    const beside = updateView(stage.owner.ctx(), { ...refOf(a), set: {}, after: hidden.id });
    await expect(beside).rejects.toMatchObject({ issues: [{ path: ['after'] }] });
    const itself = updateView(stage.owner.ctx(), { ...refOf(a), set: {}, after: a.id });
    await expect(itself).rejects.toMatchObject({ issues: [{ path: ['after'] }] });
  });
});

describe('a view that comes back where another stands by now', () => {
  it('stands right behind it, with a key of its own', async () => {
    const alone = await stage.world.person('Alone');
    const { workspaceId } = alone;
    const ctx = alone.ctx();
    const add = (name: string, beside: { before?: ViewId } = {}) =>
      createView(ctx, { ...input(stage), workspaceId, name, ...beside });
    const [a, b] = [await add('a'), await add('b')];
    await updateView(ctx, { workspaceId, viewId: a.id, set: {}, after: b.id });
    const [moved] = (await listChanges(ctx, { workspaceId, limit: 1 })).items;
    const c = await add('c', { before: b.id });
    expect(c.order).toBe(a.order);
    await undoChange(ctx, { workspaceId, changeId: moved!.id, dryRun: false });
    const { items } = await listViews(ctx, { workspaceId });
    expect(items.map(({ name }) => name)).toEqual(['c', 'a', 'b']);
    expect(new Set(items.map(({ order }) => order)).size).toBe(3);
  });
});

describe('what was done to a view', () => {
  const historyOf = async (ctx: Ctx, view: ViewOutput) => {
    const { items } = await listChanges(ctx, { workspaceId: stage.workspaceId, limit: 100 });
    return items.filter(({ entityId }) => entityId === view.id);
  };
  const typesFor = async (person: Person, view: ViewOutput) =>
    (await historyOf(person.ctx(), view)).map(({ type }) => type).toReversed();

  it('in private is told to its maker alone, also once it is shared, and after it was', async () => {
    const view = await make(stage, { isShared: false, name: 'Secret plan' }, mate);
    await change(mate, view, { name: 'Secret plan B' });
    await change(mate, view, { name: 'Plan', isShared: true });
    await change(mate, view, { filter: 'tomorrow' });
    await change(mate, view, { name: 'Secret plan C', isShared: false });
    expect(await typesFor(mate, view)).toEqual([
      'view.created',
      'view.updated',
      'view.updated',
      'view.shared',
      'view.updated',
      'view.unshared',
      'view.updated',
    ]);
    expect(await typesFor(admin, view)).toEqual(['view.shared', 'view.updated', 'view.unshared']);
    expect(JSON.stringify(await historyOf(admin.ctx(), view))).not.toContain('Secret');
    expect(await typesFor(stage.reader, view)).toEqual([]);
  });

  it('is taken back field by field, making, deleting and sharing too', async () => {
    const { workspaceId } = stage;
    const undoLast = async (person: Person, view: ViewOutput) => {
      const [last] = await historyOf(person.ctx(), view);
      return undoChange(person.ctx(), { workspaceId, changeId: last!.id, dryRun: false });
    };
    const view = await make(stage, { isShared: false, filter: 'today' }, mate);
    await change(mate, view, { filter: 'tomorrow' });
    await undoLast(mate, view);
    expect(await getView(mate.ctx(), refOf(view))).toMatchObject({ filter: 'today' });
    await change(mate, view, { isShared: true });
    await undoLast(mate, view);
    expect(await getView(mate.ctx(), refOf(view))).toMatchObject({ isShared: false });
    expect((await typesFor(mate, view)).at(-1)).toBe('view.unshared');
    await deleteView(mate.ctx(), refOf(view));
    await undoLast(mate, view);
    expect(await seenBy(mate)).toContain(view.id);
    await undoLast(mate, view);
    expect(await seenBy(mate)).not.toContain(view.id);
  });

  it('an owner does not take back that another shared theirs', async () => {
    const view = await make(stage, { isShared: false }, mate);
    await change(mate, view, { isShared: true });
    const [last] = await historyOf(stage.owner.ctx(), view);
    const undone = undoChange(stage.owner.ctx(), {
      workspaceId: stage.workspaceId,
      changeId: last!.id,
      dryRun: false,
    });
    await expect(undone).rejects.toMatchObject({ code: 'FORBIDDEN' });
    expect(await seenBy(stage.owner)).toContain(view.id);
  });
});
