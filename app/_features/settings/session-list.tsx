'use client';

import Laptop from 'lucide-react/icons/laptop';
import Smartphone from 'lucide-react/icons/smartphone';
import Terminal from 'lucide-react/icons/terminal';
import { useTranslations } from 'next-intl';
import type { SessionOutput } from '../../../server/session/schema.ts';
import type { useAnswer } from '../../_client/ask.ts';
import { callNow } from '../../_client/intents/call-now.ts';
import { Button } from '../../_ui/button.tsx';
import { announce } from '../../_ui/live-region.tsx';
import { showToast } from '../../_ui/toast.tsx';
import { AnswerView } from './answer-view.tsx';
import { deviceOf } from './device.ts';
import { useErrorWords } from './use-error-words.ts';
import { useWhen } from './use-when.ts';

const icons = { desk: Laptop, hand: Smartphone, program: Terminal };

type ListProps = { answer: ReturnType<typeof useAnswer<'session.list'>> };

/** Every browser in which the person is signed in; this one first, then the one used last. */
export function SessionList({ answer }: ListProps) {
  const t = useTranslations('security');
  const words = useErrorWords();

  const endOne = async ({ id }: SessionOutput) => {
    const end = await callNow('session.revoke', { sessionId: id });
    answer.again();
    if (end.ok || end.error.code === 'NOT_FOUND') announce(t('ended', { count: 1 }));
    else showToast({ message: words(end.error), tone: 'problem' });
  };
  const endOthers = async () => {
    const end = await callNow('session.revokeOthers', {});
    answer.again();
    if (end.ok) announce(t('ended', { count: end.output.endedSessions }));
    else showToast({ message: words(end.error), tone: 'problem' });
  };
  return (
    <AnswerView answer={answer}>
      {({ items }) => (
        <>
          <ul>
            {items
              .toSorted((a, b) => Number(b.current) - Number(a.current))
              .map((session) => (
                <Session key={session.id} session={session} onEnd={() => endOne(session)} />
              ))}
          </ul>
          {items.length > 1 && (
            <Button className="mt-3" onClick={() => void endOthers()}>
              {t('endOthers')}
            </Button>
          )}
        </>
      )}
    </AnswerView>
  );
}

type Props = { session: SessionOutput; onEnd: () => Promise<void> };

function Session({ session, onEnd }: Props) {
  const t = useTranslations('security');
  const when = useWhen();
  const { browser, system, kind } = deviceOf(session.userAgent);
  const Icon = icons[kind];
  const name =
    browser !== null && system !== null
      ? t('device', { browser, system })
      : (browser ?? system ?? t('unknownDevice'));
  const used = session.current ? t('thisOne') : t('lastUsed', { when: when(session.lastUsedAt) });
  return (
    <li className="flex items-center gap-3 border-b border-hairline py-2.5">
      <Icon size={18} aria-hidden className="shrink-0 text-muted" />
      <div className="min-w-0 flex-1">
        <p className="truncate font-medium">{name}</p>
        <p data-figures className="truncate text-sm text-muted">
          <span className={session.current ? 'font-medium text-accent' : undefined}>{used}</span>
          {session.address !== null && ` · ${session.address}`}
        </p>
      </div>
      {!session.current && (
        <Button tone="plain" aria-label={t('endOne', { name })} onClick={() => void onEnd()}>
          {t('end')}
        </Button>
      )}
    </li>
  );
}
