import { isDeepStrictEqual } from 'node:util';
import type { KeptOp } from '../../app/_client/sending/op-log.ts';
import type { TaskOutput } from '../../server/task/schema.ts';
import type { DeviceFacts, Facts, ServerFacts, Told } from './facts.ts';

/** A text that somebody wrote, by a gesture that the page took. */
export type Written = { device: string; gesture: string; text: string };

/** All that is wrong at the end of a round; nothing where browsers and server agree and nothing is lost. */
export function judge({ devices, server }: Facts, written: readonly Written[]): string[] {
  const undone = new Set(devices.flatMap(({ kept }) => kept.flatMap(undoneBy)));
  return [
    ...devices.flatMap((device) => [
      ...unsaved(device),
      ...unlikeServer(device),
      ...lostOps(device, server),
      ...lostTexts(device, { server, undone, written }),
    ]),
    ...twice(server.tasks.map(({ title }) => title)).map((title) => `two tasks are “${title}”`),
    ...twice(server.comments).map((body) => `two comments say “${body}”`),
  ];
}

const twice = (all: readonly string[]) => all.filter((one, at) => all.indexOf(one) !== at);

function undoneBy({ procedure, input }: KeptOp): string[] {
  return procedure === 'change.undo' ? [(input as { groupId?: string }).groupId ?? ''] : [];
}

function unsaved({ name, waiting, said }: DeviceFacts): string[] {
  return [
    ...waiting.map((op) => `${name} has not saved ${nameOf(op)}`),
    ...said
      .filter((text) => /not saved|no answer/i.test(text))
      .map((text) => `${name} says ${text}`),
  ];
}

const nameOf = ({ procedure, opId, input }: KeptOp) =>
  `${procedure} ${opId} ${JSON.stringify(input)}`;

/** Rows that it keeps and rows that it shows are those that the server has for its person. */
function unlikeServer({ name, rows, screens, told }: DeviceFacts): string[] {
  const faults: string[] = [];
  const kept = (table: string) => rows.filter((row) => row.table === table);
  const hold = (
    table: 'tasks' | 'sections' | 'projects' | 'comments',
    scope: (row: object) => boolean,
  ) => {
    const there = new Map<string, object>(told[table].map((row) => [row.id, row]));
    for (const { id, row } of kept(table)) {
      if (!scope(row)) continue;
      const own = there.get(id);
      if (!own)
        faults.push(`${name} keeps of ${table} what the server does not tell: ${brief(row)}`);
      const apart = own ? differing({ ...row }, { ...own }) : '';
      if (apart !== '') faults.push(`${name} keeps of ${table} ${id} with ${apart}`);
    }
  };
  const [workspaceId] = [told.projects[0]?.workspaceId];
  const isHere = (row: object) => (row as TaskOutput).workspaceId === workspaceId;
  hold('projects', isHere);
  hold('sections', isHere);
  hold('tasks', isHere);
  hold('comments', isHere);
  const here = new Set(rows.map(({ id }) => id));
  for (const { id, title } of told.tasks)
    if (!here.has(id)) faults.push(`${name} does not keep “${title}”`);
  for (const { id, body } of told.comments)
    if (!here.has(id)) faults.push(`${name} does not keep the comment “${body}”`);
  const due = open(told).map(({ id, title }) => ({ id, title }));
  for (const { tasks, count } of screens) {
    if (!isDeepStrictEqual(tasks, due))
      faults.push(`${name} shows ${titlesOf(tasks)}, and it is ${titlesOf(due)}`);
    if (count !== due.length) faults.push(`${name} counts ${count}, and it is ${due.length}`);
  }
  return faults;
}

const titlesOf = (all: readonly { title: string }[]) =>
  JSON.stringify(all.map(({ title }) => title));
const brief = (row: object) => JSON.stringify(row).slice(0, 200);

type Row = Record<string, unknown>;

/** How many are open a page counts on from what it was told last: that is seen on its screen. */
const counted = 'openCount';

function differing(mine: Row, theirs: Row): string {
  return Object.keys({ ...mine, ...theirs })
    .filter((field) => field !== counted && !isDeepStrictEqual(mine[field], theirs[field]))
    .map((at) => `${at} ${JSON.stringify(mine[at])}, the server ${JSON.stringify(theirs[at])}`)
    .join('; ');
}

/** The open tasks, in the order of their list. */
function open({ tasks, sections }: Told): TaskOutput[] {
  const byOrder = (a: { order: string }, b: { order: string }) => (a.order < b.order ? -1 : 1);
  const parts = [null, ...sections.toSorted(byOrder).map(({ id }) => id)];
  return parts.flatMap((part) =>
    tasks.filter((task) => task.status === 'open' && task.sectionId === part).toSorted(byOrder),
  );
}

/** Each operation is done once, or its person is told that it was refused. */
function lostOps({ name, kept, refused }: DeviceFacts, server: ServerFacts): string[] {
  const told = new Set<string>(refused.map(({ opId }) => opId));
  return kept.flatMap((op) => {
    const writes = server.writes.get(op.opId) ?? 0;
    const isDone = writes > 0 || server.remembered.has(op.opId);
    if (writes > 1) return [`done ${writes} times: ${nameOf(op)} of ${name}`];
    if (isDone && told.has(op.opId)) return [`done, and told as refused: ${nameOf(op)} of ${name}`];
    return isDone || told.has(op.opId) ? [] : [`vanished: ${nameOf(op)} of ${name}`];
  });
}

type Texts = { server: ServerFacts; undone: ReadonlySet<string>; written: readonly Written[] };

/** Each text is where it was meant to be, unless it was refused; notes also at the end, unless they were taken back. */
function lostTexts(device: DeviceFacts, { server, undone, written }: Texts): string[] {
  const { name, kept, refused } = device;
  const told = new Set<string>(refused.map(({ opId }) => opId));
  return written.flatMap(({ device: whose, gesture, text }) => {
    if (whose !== name) return [];
    const [op, ...more] = kept.filter(({ input }) => JSON.stringify(input).includes(`${text}"`));
    if (!op) return [`not taken: “${text}” of ${name}`];
    if (told.has(op.opId)) return [];
    if (gesture === 'comment')
      return server.comments.includes(text) ? [] : [`the comment “${text}” of ${name} is lost`];
    if (!server.changed.get(op.opId)?.includes(text))
      return [`“${text}” of ${name} never was on the server`];
    if (gesture !== 'notes' || [op, ...more].some(({ opId }) => undone.has(opId))) return [];
    const lines = server.tasks.flatMap(({ notes }) => notes.split('\n'));
    const times = lines.filter((line) => line === text).length;
    return times === 1 ? [] : [`the line “${text}” of ${name} stands there ${times} times`];
  });
}
