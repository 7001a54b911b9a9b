import { fold } from '../fold.ts';
import { longestLabel } from '../limits.ts';
import { parseLine } from './parse-line.ts';
import type { LineContext, ParsedLine } from './parse-line.ts';
import type { Span } from './spans.ts';
import { findName } from './find-name.ts';

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

/** Of so many projects in a line that name nothing the next before them is looked at; with more of them none is. */
const mostStrange = 5;

/**
 * Reads a line; what names nothing that is there stays text, and so it is not taken for something else. Linear in the
 * length: a line is parsed a few times at most.
 */
export function readLine(text: string, context: LineContext, names: LineNames): ReadLine {
  const line = parseKnown(text, context, names);
  const { project, section } = placeOf(line, names);
  const people = line.assignees.flatMap((written) => {
    const person = personOf(written, names);
    return person ? [{ ...person, written }] : [];
  });
  const found = line.labels.map((label) => labelOf(label, names) ?? label);
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

function parseKnown(text: string, context: LineContext, names: LineNames): ParsedLine {
  let literal = context.literal ?? [];
  for (let round = 0; ; round += 1) {
    const line = parseLine(text, { ...context, literal });
    const strange = line.spans.filter((span) => isStrange(span, line, names));
    if (strange.length === 0 || round > mostStrange) return line;
    literal = [...literal, ...(round < mostStrange ? strange : signsIn(text))];
  }
}

/** All that a sign begins, up to the next space. */
const signsIn = (text: string) =>
  [...text.matchAll(/[#@+]\S*/g)].map(({ index, 0: { length } }) => ({
    start: index,
    end: index + length,
  }));

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

function isStrange(span: Span, line: ParsedLine, names: LineNames): boolean {
  if (span.kind === 'assignee') return personOf(span.value, names) === null;
  if (span.kind === 'label')
    return (
      !labelOf(span.value, names) && !(names.mayMakeLabels && span.value.length <= longestLabel)
    );
  if (span.kind !== 'project') return false;
  const { project, section } = placeOf(line, names);
  return project === null || (line.section !== undefined && section === null);
}

function placeOf({ project, section }: ParsedLine, names: LineNames) {
  const found =
    project === undefined ? null : findName(names.projects, project, (one) => [one.name, one.key]);
  const inside = found && section !== undefined ? names.sectionsIn(found.id) : [];
  return { project: found, section: findName(inside, section ?? '', ({ name }) => [name]) };
}

// A new label may begin as another does.
const labelOf = (name: string, { labels }: LineNames) =>
  labels.find((label) => fold(label.name) === fold(name)) ?? null;
const personOf = (name: string, { people }: LineNames) =>
  findName(people, name, (person) => [person.name]);
