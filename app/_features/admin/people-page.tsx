'use client';

import { useTranslations } from 'next-intl';
import { useAnswer } from '../../_client/ask.ts';
import { Button } from '../../_ui/button.tsx';
import { AnswerView } from '../settings/answer-view.tsx';
import { PersonLine } from './person-line.tsx';

const pageSize = 50;

type Props = {
  text: string;
  cursor: string | undefined;
  isLast: boolean;
  onMore: (cursor: string) => void;
};

/** One page of the people, and at its end the way to the next. */
export function PeoplePage({ text, cursor, isLast, onMore }: Props) {
  const t = useTranslations('admin');
  const answer = useAnswer(
    'admin.listUsers',
    {
      limit: pageSize,
      ...(text !== '' && { text }),
      ...(cursor !== undefined && { cursor }),
    },
    { keep: cursor === undefined },
  );
  return (
    <AnswerView answer={answer}>
      {({ items, nextCursor }) => (
        <>
          <ul>
            {items.map((user) => (
              <PersonLine key={user.id} user={user} onChanged={answer.again} />
            ))}
          </ul>
          {items.length === 0 && <p className="py-3 text-muted">{t('nobody')}</p>}
          {isLast && nextCursor !== null && (
            <Button className="mt-3" onClick={() => onMore(nextCursor)}>
              {t('more')}
            </Button>
          )}
        </>
      )}
    </AnswerView>
  );
}
