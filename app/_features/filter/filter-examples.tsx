'use client';

import { useLocale, useTranslations } from 'next-intl';
import { everything } from '../../../server/domain/filter/ast.ts';
import type { Filter } from '../../../server/domain/filter/ast.ts';
import { parseFilter } from '../../../server/domain/filter/parse-filter.ts';
import { sayFilter } from '../../../server/domain/filter/say-filter.ts';
import { writeFilter } from '../../../server/domain/filter/write-filter.ts';

const examples = [
  'today | overdue',
  'assignee:me & status:open',
  'priority:2.. & due:..+7d & status:open',
  'due:none & status:open',
  'completed:-7d..',
] as const;

/** What can be asked: a press asks it. */
export function FilterExamples({ onPick }: { onPick: (text: string) => void }) {
  const t = useTranslations('filter');
  const locale = useLocale();
  return (
    <section aria-label={t('examples')} className="px-2 pt-6 md:px-0">
      <h2 className="pb-1 text-sm font-semibold text-muted">{t('examples')}</h2>
      <ul>
        {examples.map((example) => {
          const filter = filterOf(example);
          const text = writeFilter(filter, locale);
          const said = sayFilter(filter, locale);
          return (
            <li key={example}>
              <button
                type="button"
                onClick={() => onPick(text)}
                className="flex min-h-row w-full items-center gap-4 rounded-control px-2 text-left hover:bg-hover max-md:flex-col max-md:items-start max-md:gap-0 max-md:py-1.5 md:-mx-2"
              >
                <span className="shrink-0">{text}</span>
                <span className="min-w-0 text-sm text-muted md:ml-auto md:truncate">{said}</span>
              </button>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

function filterOf(text: string): Filter {
  const read = parseFilter(text);
  return 'filter' in read ? read.filter : everything;
}
