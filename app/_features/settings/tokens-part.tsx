'use client';

import { useTranslations } from 'next-intl';
import { useAnswer } from '../../_client/ask.ts';
import { useCell } from '../../_client/store/use-cell.ts';
import { Button } from '../../_ui/button.tsx';
import { useWriting } from '../writing/writing.ts';
import { freshToken, tokenDraft, tokenMade } from './new-token.ts';
import { Part } from './part.tsx';
import { TokenForm } from './token-form.tsx';
import { TokenList } from './token-list.tsx';
import { TokenSecret } from './token-secret.tsx';

/** The person's tokens: what programs act with in their name. */
export function TokensPart() {
  const t = useTranslations('tokens');
  const answer = useAnswer('token.list', {});
  const draft = useCell(tokenDraft);
  const made = useCell(tokenMade);
  // The cells keep both while other views are shown; only leaving the page would lose them.
  useWriting({
    isUnsaved: () => tokenMade.get() !== null || (tokenDraft.get()?.name ?? '') !== '',
    commit: () => undefined,
  });
  return (
    <Part
      title={t('title')}
      about={t('about')}
      end={
        draft === null &&
        made === null && (
          <Button tone="primary" onClick={() => tokenDraft.set(freshToken)}>
            {t('new')}
          </Button>
        )
      }
    >
      {made !== null && <TokenSecret made={made} />}
      {draft !== null && made === null && <TokenForm draft={draft} onMade={answer.again} />}
      <TokenList answer={answer} />
    </Part>
  );
}
