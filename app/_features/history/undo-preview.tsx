'use client';

import { useTranslations } from 'next-intl';
import type { UndoPreview } from '../../_client/intents/undo-history.ts';
import { wayBack } from './group-words.ts';
import type { ToUndo } from './undo-dialog.tsx';
import { countFields, undoLinesOf } from './undo-words.ts';
import type { UndoLine } from './undo-words.ts';
import { useNames } from './use-names.ts';

/** A line names so many things; the others are counted. */
const mostNamed = 8;
const nouns = [
  'task',
  'comment',
  'attachment',
  'project',
  'section',
  'label',
  'view',
  'relation',
  'plan',
  'reminder',
] as const;

type Props = { preview: UndoPreview; what: Pick<ToUndo, 'workspaceId' | 'parts'> };

/** What an undo sets back, and what it leaves and why. */
export function UndoPreviewView({ preview, what }: Props) {
  const t = useTranslations('history.preview');
  const applied = undoLinesOf(preview.applied);
  const skipped = undoLinesOf(preview.skipped);
  const names = preview.names ?? {};
  return (
    <>
      {applied.length === 0 && <p className="text-muted">{t('none')}</p>}
      {applied.length > 0 && (
        <Lines
          title={t('back', { count: countFields(applied) })}
          {...{ lines: applied, names, what }}
        />
      )}
      {skipped.length > 0 && (
        <Lines
          title={t('stays', { count: countFields(skipped) })}
          {...{ lines: skipped, names, what }}
        />
      )}
    </>
  );
}

type LinesProps = {
  title: string;
  lines: readonly UndoLine[];
  names: Readonly<Record<string, string>>;
  what: Props['what'];
};

function Lines({ title, lines, names, what }: LinesProps) {
  const t = useTranslations('history');
  const { people } = useNames(what.workspaceId, undefined);
  const fieldsOf = ({ entity, fields, reason }: UndoLine) =>
    fields
      .map((field) => {
        const way =
          field === 'existence' && reason === null ? wayBack(what.parts, entity) : 'either';
        return way === 'either' ? t(`fieldNames.${field}`) : t(`preview.${way}`);
      })
      .join(', ');
  const whyOf = ({ reason, changedBy }: UndoLine) => {
    if (reason === null) return '';
    if (reason === 'gone' && changedBy === null) return t('reasons.lost');
    return t(`reasons.${reason}`, { who: changedBy === null ? t('someone') : people([changedBy]) });
  };
  return (
    <section aria-label={title}>
      <h3 data-figures className="pb-1 text-sm font-semibold">
        {title}
      </h3>
      <ul className="flex flex-col gap-1.5">
        {lines.map((line) => (
          <li key={[line.entity, ...line.fields, line.reason, line.changedBy].join(' ')}>
            <span className="block wrap-anywhere">{thingsOf(line)}</span>
            <span className="block text-sm text-muted">
              {[fieldsOf(line), whyOf(line)].filter(Boolean).join(' · ')}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );

  /** The first by their names, the others by their number. */
  function thingsOf({ entity, ids }: UndoLine): string {
    const noun = nouns.find((one) => one === entity);
    if (noun === undefined) return t('preview.settings');
    const known = ids.flatMap((id) => names[id] ?? []).slice(0, mostNamed);
    if (known.length === 0) return t(`nouns.${noun}`, { count: ids.length });
    const told = known.map((name) => t(`named.${noun}`, { name })).join(', ');
    const rest = ids.length - known.length;
    return rest === 0 ? told : `${told} ${t('preview.more', { count: rest })}`;
  }
}
