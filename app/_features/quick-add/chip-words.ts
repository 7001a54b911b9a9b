import type { Locale } from '../../../server/domain/enums.ts';
import type { Span } from '../../../server/domain/quick-add/spans.ts';
import { dueWord, durationWord, shortDate } from '../../_ui/date-words.ts';
import type { ReadLine } from '../../../server/domain/quick-add/read-line.ts';

/** Of the texts of `quickAdd`. */
export type ChipTexts = {
  from: (day: string) => string;
  newLabel: (name: string) => string;
  priority: (priority: 1 | 2 | 3) => string;
  notes: string;
};

export type ChipSetting = { today: string; locale: Locale };

/**
 * What a chip says that quick add understood; of a due that stands apart in two chips both say all of it.
 * @param setting with the line's `text`
 */
export function chipWord(
  { kind, value, start, end }: Span,
  found: ReadLine,
  { text, texts, ...setting }: ChipSetting & { text: string; texts: ChipTexts },
): string {
  const { line } = found;
  switch (kind) {
    case 'due':
      return dueText(found, setting);
    case 'start':
      return texts.from(shortDate(line.startOn ?? value, setting));
    case 'repeat':
      // What it means is told by its next days: its words are the person's own.
      return text.slice(start, end);
    case 'priority':
      return texts.priority(line.priority ?? 1);
    case 'project':
      return [found.project?.name, found.section?.name].filter(Boolean).join(' / ');
    case 'label':
      return found.newLabels.includes(value) ? texts.newLabel(value) : value;
    case 'estimate':
      return durationWord(line.estimateMinutes ?? 0, setting.locale);
    case 'assignee':
      return found.people.find(({ written }) => written === value)?.name ?? value;
    case 'notes':
      return texts.notes;
  }
}

/** "Tomorrow 17:00", "Sat 5 Dec"; a range says its start or how long it is, too: "5 Dec – 7 Dec", "Tomorrow 15:00 · 1 h". */
function dueText({ line }: ReadLine, setting: ChipSetting): string {
  const { dueOn, dueTime = null, startOn, estimateMinutes } = line;
  const has = (kind: Span['kind']) => line.spans.some((span) => span.kind === kind);
  const isRange = startOn !== undefined && !has('start');
  const from = isRange ? `${shortDate(startOn, setting)} – ` : '';
  const full = { ...setting, isFull: !isRange };
  const due = dueOn === undefined ? '' : dueWord({ dueOn, dueTime }, full).text;
  const long =
    estimateMinutes !== undefined && !has('estimate')
      ? ` · ${durationWord(estimateMinutes, setting.locale)}`
      : '';
  return `${from}${due}${long}`;
}
