'use client';

import { useTranslations } from 'next-intl';
import type { TokenOutput } from '../../../server/token/schema.ts';
import type { useAnswer } from '../../_client/ask.ts';
import { now } from '../../_client/clock.ts';
import { callNow } from '../../_client/intents/call-now.ts';
import { useWorkspaces } from '../../_client/store/use-rows.ts';
import { Button } from '../../_ui/button.tsx';
import { announce } from '../../_ui/live-region.tsx';
import { showToast } from '../../_ui/toast.tsx';
import { AnswerView } from './answer-view.tsx';
import { readScopes } from './scopes.ts';
import { useErrorWords } from './use-error-words.ts';
import { useOnDay, useWhen } from './use-when.ts';

type Props = { answer: ReturnType<typeof useAnswer<'token.list'>> };

/** The tokens that were not revoked, newest first. */
export function TokenList({ answer }: Props) {
  const t = useTranslations('tokens');
  const words = useErrorWords();
  const revoke = async ({ id, name }: TokenOutput) => {
    const end = await callNow('token.revoke', { tokenId: id });
    answer.again();
    if (end.ok) announce(t('revoked', { name }));
    else if (end.error.code !== 'NOT_FOUND')
      showToast({ message: words(end.error), tone: 'problem' });
  };
  return (
    <AnswerView answer={answer}>
      {({ items }) =>
        items.length === 0 ? (
          <p className="py-3 text-muted">{t('none')}</p>
        ) : (
          <ul>
            {items.map((token) => (
              <Token key={token.id} token={token} onRevoke={() => void revoke(token)} />
            ))}
          </ul>
        )
      }
    </AnswerView>
  );
}

function Token({ token, onRevoke }: { token: TokenOutput; onRevoke: () => void }) {
  const t = useTranslations('tokens');
  const when = useWhen();
  const onDay = useOnDay();
  const may = useScopeWords(token);
  const { name, lastUsedAt, expiresAt } = token;
  const isExpired = expiresAt !== null && Date.parse(expiresAt) <= now();
  const used = lastUsedAt === null ? t('neverUsed') : t('lastUsed', { when: when(lastUsedAt) });
  const ends =
    expiresAt === null
      ? t('endless')
      : t(isExpired ? 'expired' : 'expires', { day: onDay(expiresAt) });
  return (
    <li className="flex items-center gap-3 border-b border-hairline py-2.5">
      <div className="min-w-0 flex-1">
        <p className="truncate font-medium">{name}</p>
        <p className="text-sm text-muted">{may}</p>
        <p data-figures className="text-sm text-muted">
          {used} · <span className={isExpired ? 'text-danger' : undefined}>{ends}</span>
        </p>
      </div>
      <Button tone="plain" aria-label={t('revokeOne', { name })} onClick={onRevoke}>
        {t('revoke')}
      </Button>
    </li>
  );
}

/** What a token may do and where, in a line. */
function useScopeWords({ scopes, workspaceIds }: TokenOutput): string {
  const t = useTranslations('tokens');
  const workspaces = useWorkspaces();
  const read = readScopes(scopes);
  const what =
    read.all !== null
      ? t(`all.${read.all}`)
      : [
          ...read.levels.map(
            ([noun, level]) => `${t(`noun.${noun}`)}: ${t(`level.${level}`).toLocaleLowerCase()}`,
          ),
          ...read.rest,
        ].join('; ');
  if (workspaceIds === null) return what;
  const names = workspaces.filter(({ id }) => workspaceIds.includes(id)).map(({ name }) => name);
  return `${what} · ${t('only', { names: names.join(', ') })}`;
}
