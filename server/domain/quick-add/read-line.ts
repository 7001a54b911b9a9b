import { fold } from '../fold.ts';
import { longestLabel } from '../limits.ts';
import { parseLine } from './parse-line.ts';
import type { IsKnown, LineContext, ParsedLine } from './parse-line.ts';
import type { Reading } from './readings.ts';
import type { Span } from './spans.ts';
import { findName, findNearName } from './find-name.ts';

type Named = { id: string; name: string };

/** What the names in a line can mean. */
export type LineNames = {
  projects: readonly (Named & { key: string })[];
  sectionsIn: (projectId: string) => readonly Named[];
  labels: readonly Named[];
  people: readonly { userId: string; name: string }[];
  /** True where a label that is not there yet is made. */
  mayMakeLabels: boolean;
};

/** A line with its names found. Chips are what counts, each at its place in the line. */
export type ReadLine = {
  line: ParsedLine;
  chips: readonly Span[];
  project: Named | null;
  section: Named | null;
  labelIds: string[];
  newLabels: string[];
  assigneeIds: string[];
  /** Whom the names in it mean. */
  people: { written: string; name: string }[];
  /** In which its time is meant. */
  timeZone: string;
};

/** After so many projects that name nothing, the last first, no other is looked for. */
const mostStrange = 5;

/**
 * Reads a line; what names nothing that is there stays text, and so it is not taken for something else. Linear in the
 * length: it is parsed once.
 */
export function readLine(text: string, context: LineContext, names: LineNames): ReadLine {
  const find = findersIn(names);
  const line = parseLine(text, context, isKnownTo(find, names));
  const { project, section } = find.place(line);
  const people = line.assignees.flatMap((written) => {
    const person = find.person(written);
    return person ? [{ ...person, written }] : [];
  });
  const found = line.labels.map((label) => find.label(label) ?? label);
  return {
    line,
    chips: line.spans,
    project,
    section,
    labelIds: found.flatMap((label) => (typeof label === 'string' ? [] : [label.id])),
    newLabels: found.flatMap((label) => (typeof label === 'string' ? [label] : [])),
    timeZone: context.timeZone,
    assigneeIds: people.map(({ userId }) => userId),
    people,
  };
}

/** What a task has of a line from the start, as the contract takes it; its names are found beside. */
export function fieldsOf({ line, timeZone }: ReadLine) {
  const { notes, startOn, dueOn, dueTime, rrule, anchor, priority, estimateMinutes } = line;
  return {
    title: line.title,
    ...(notes !== undefined && { notes }),
    ...(startOn !== undefined && { startOn }),
    ...(dueOn !== undefined && { dueOn }),
    ...(dueTime !== undefined && { dueTime, timeZone }),
    ...(rrule !== undefined && { recurrence: { rrule, anchor: anchor ?? 'schedule' } }),
    ...(priority !== undefined && { priority }),
    ...(estimateMinutes !== undefined && { estimateMinutes }),
  };
}

type Finders = ReturnType<typeof findersIn>;

/** What a name means; each is looked for once. */
function findersIn({ projects, sectionsIn, labels, people }: LineNames) {
  return {
    place: ({ project, section }: Pick<ParsedLine, 'project' | 'section'>) => {
      const found =
        project === undefined
          ? null
          : findNearName(projects, project, (one) => [one.name, one.key]);
      const inside = found && section !== undefined ? sectionsIn(found.id) : [];
      return { project: found, section: findNearName(inside, section ?? '', ({ name }) => [name]) };
    },
    // A new label may begin as another does.
    label: once((name) => labels.find((label) => fold(label.name) === fold(name)) ?? null),
    person: once((name) => findName(people, name, (person) => [person.name])),
  };
}

/** The same answers, each worked out once. */
function once<T>(find: (name: string) => T): (name: string) => T {
  const known = new Map<string, T>();
  return (name) => {
    if (!known.has(name)) known.set(name, find(name));
    return known.get(name) as T;
  };
}

/** Whether a name means something, or makes a label. Of projects the last that does counts, and none before it matters. */
function isKnownTo(find: Finders, { mayMakeLabels }: LineNames): IsKnown {
  let [strange, isPlaced] = [0, false];
  return (reading) => {
    if (reading.kind === 'assignee') return find.person(reading.assignee) !== null;
    if (reading.kind === 'label')
      return (
        find.label(reading.label) !== null ||
        (mayMakeLabels && reading.label.length <= longestLabel)
      );
    if (reading.kind !== 'project' || isPlaced) return true;
    if (strange > mostStrange) return false;
    isPlaced = isPlace(find, reading);
    strange += isPlaced ? 0 : 1;
    return isPlaced;
  };
}

function isPlace(find: Finders, reading: Extract<Reading, { kind: 'project' }>): boolean {
  const { project, section } = find.place(reading);
  return project !== null && (reading.section === undefined || section !== null);
}
