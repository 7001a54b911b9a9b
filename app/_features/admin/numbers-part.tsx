'use client';

import { useLocale, useTranslations } from 'next-intl';
import type { AdminSizesOutput } from '../../../server/admin/schema.ts';
import { useAnswer } from '../../_client/ask.ts';
import { AnswerView } from '../settings/answer-view.tsx';
import { Part } from '../settings/part.tsx';
import { SignUpBars } from './sign-up-bars.tsx';
import { bytesWord, uptimeWord } from './size-words.ts';

const counted = ['users', 'workspaces', 'tasks', 'comments'] as const;
const weighed = ['databaseBytes', 'attachmentBytes', 'uploadBytes'] as const;

/** How large the instance is and how it grows. */
export function NumbersPart() {
  const t = useTranslations('admin');
  const answer = useAnswer('admin.getSizes', {});
  return (
    <Part title={t('part.numbers')}>
      <AnswerView answer={answer}>
        {(sizes) => (
          <>
            <SignUpBars days={sizes.signUps} />
            <Sizes sizes={sizes} />
          </>
        )}
      </AnswerView>
    </Part>
  );
}

function Sizes({ sizes }: { sizes: AdminSizesOutput }) {
  const t = useTranslations('admin');
  const locale = useLocale();
  const rows: [string, string][] = [
    ...counted.map((name): [string, string] => [
      t(`size.${name}`),
      new Intl.NumberFormat(locale).format(sizes[name]),
    ]),
    ...weighed.map((name): [string, string] => [t(`size.${name}`), bytesWord(sizes[name], locale)]),
    [t('size.version'), sizes.version],
    [t('size.uptime'), uptimeWord(sizes.uptimeSeconds, locale)],
  ];
  return (
    <dl className="mt-6">
      {rows.map(([name, value]) => (
        <div
          key={name}
          className="flex min-h-9 items-center justify-between gap-4 border-b border-hairline last:border-b-0"
        >
          <dt className="text-muted">{name}</dt>
          <dd data-figures>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
