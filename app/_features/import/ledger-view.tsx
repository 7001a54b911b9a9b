'use client';

import { useTranslations } from 'next-intl';
import type { ImportPreview } from '../../_client/intents/imports.ts';

type Ledger = ImportPreview['ledger'];
type Field = Ledger['fields'][number];

const outcomes = ['kept', 'changed', 'dropped'] as const;

/** What an import keeps, changes and drops, field by field. */
export function LedgerView({ ledger }: { ledger: Ledger }) {
  const t = useTranslations('import');
  return (
    <div className="flex flex-col gap-6">
      <section className="flex flex-col gap-2">
        <h2 className="text-sm font-semibold">{t('projects')}</h2>
        <ul className="flex flex-col gap-1">
          {ledger.projects.map((project) => (
            <li key={project.name} className="flex flex-wrap items-baseline gap-x-3">
              <span className="font-medium">{project.name}</span>
              <span data-figures className="text-sm text-muted">
                {t('counts', {
                  tasks: project.tasks,
                  subtasks: project.subtasks,
                  sections: project.sections,
                  comments: project.comments,
                  labels: project.labels,
                })}
              </span>
            </li>
          ))}
        </ul>
      </section>
      {outcomes.map((outcome) => (
        <Fields
          key={outcome}
          outcome={outcome}
          fields={ledger.fields.filter((field) => field.outcome === outcome)}
        />
      ))}
      {ledger.skippedTotal > 0 && <Skipped ledger={ledger} />}
      {ledger.authorsTotal > 0 && (
        <section className="flex flex-col gap-1">
          <h2 className="text-sm font-semibold">{t('authors')}</h2>
          <p className="text-sm text-muted">{ledger.authors.join(', ')}</p>
        </section>
      )}
    </div>
  );
}

function Fields({ outcome, fields }: { outcome: Field['outcome']; fields: Field[] }) {
  const t = useTranslations('import');
  if (fields.length === 0) return null;
  /** What the source calls its own things has no word here, and is shown as it stands there. */
  const say = ({ entity, field }: Field) =>
    `${wordOf(t, 'entity', entity)}: ${wordOf(t, 'field', field)}`;
  return (
    <section className="flex flex-col gap-2">
      <h2 className="text-sm font-semibold">{t(`outcome.${outcome}`)}</h2>
      <ul className="grid grid-cols-[repeat(auto-fill,minmax(15rem,1fr))] gap-x-6 gap-y-1">
        {fields.map((field) => (
          <li
            key={`${field.entity} ${field.field} ${field.note}`}
            className="flex items-baseline justify-between gap-3 text-sm"
          >
            <span className="min-w-0">
              {say(field)}
              {field.note !== undefined && (
                <span className="text-muted">{` · ${t(`note.${field.note}`)}`}</span>
              )}
            </span>
            <span data-figures className="text-muted">
              {field.count}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Skipped({ ledger }: { ledger: Ledger }) {
  const t = useTranslations('import');
  return (
    <section className="flex flex-col gap-2">
      <h2 className="text-sm font-semibold">{t('skipped', { count: ledger.skippedTotal })}</h2>
      <ul className="flex flex-col gap-1 text-sm">
        {ledger.skipped.map((one, index) => (
          <li key={index} className="flex items-baseline justify-between gap-3">
            <span className="min-w-0 truncate">{one.title}</span>
            <span className="shrink-0 text-muted">{t(`note.${one.reason}`)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

type Translate = ReturnType<typeof useTranslations<'import'>>;

function wordOf(t: Translate, group: 'entity' | 'field', name: string): string {
  const key = `${group}.${name}` as 'entity.task';
  return t.has(key) ? t(key) : name;
}
