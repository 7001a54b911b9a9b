import type { Document, DocumentLine } from './document.ts';

/** One task as it is read: its title as the heading, its notes, its subtasks as a checklist. */
function taskAsMarkdown([head, ...below]: readonly DocumentLine[]): string {
  if (!head) return '';
  const { title, notes } = head.task;
  const list = below.map((line) => checklistLine({ ...line, depth: line.depth - 1 })).join('\n');
  return joined([`# ${title}`, notes.trim(), list]);
}

/**
 * A document as GitHub-flavoured markdown: tasks as a nested checklist, notes indented below their task; a single
 * task as a text of its own. Ends without a line break.
 */
export function asMarkdown({ title, parts }: Document): string {
  const [first] = parts;
  const isOne =
    title === null &&
    parts.length === 1 &&
    first?.lines.every(({ depth }, at) => at === 0 || depth > 0);
  if (isOne) return taskAsMarkdown(first?.lines ?? []);
  return joined([
    title === null ? '' : `# ${title}`,
    ...parts.map((part) =>
      joined([
        part.title === null ? '' : `## ${part.title}`,
        part.lines.map(checklistLine).join('\n'),
      ]),
    ),
  ]);
}

function checklistLine({ task, depth }: DocumentLine): string {
  const indent = '  '.repeat(depth);
  const mark = task.status === 'open' ? ' ' : 'x';
  const notes = task.notes.trim();
  const below = notes === '' ? '' : `\n\n${notes.replace(/^(?=.)/gmu, `${indent}  `)}\n`;
  return `${indent}- [${mark}] ${task.title}${below}`;
}

const joined = (blocks: readonly string[]) =>
  blocks
    .map((block) => block.replace(/(?<!\n)\n+$/u, ''))
    .filter((block) => block !== '')
    .join('\n\n');
