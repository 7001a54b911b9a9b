'use client';

import Laptop from 'lucide-react/icons/laptop';
import Smartphone from 'lucide-react/icons/smartphone';
import { useTranslations } from 'next-intl';
import { useId } from 'react';
import type { SubscriptionOutput } from '../../../server/push/schema.ts';
import { callNow } from '../../_client/intents/call-now.ts';
import { Button } from '../../_ui/button.tsx';
import { announce } from '../../_ui/live-region.tsx';
import { showToast } from '../../_ui/toast.tsx';
import { deviceOf } from './device.ts';
import { useErrorWords } from './use-error-words.ts';
import { useWhen } from './use-when.ts';

type Props = { devices: readonly SubscriptionOutput[]; onChanged: () => void };

/** The other browsers in which the person is told by push, each with a way to end it. */
export function PushDevices({ devices, onChanged }: Props) {
  const t = useTranslations('push');
  const words = useErrorWords();
  const id = useId();
  const end = async (subscriptionId: string) => {
    const called = await callNow('push.unsubscribe', { subscriptionId });
    onChanged();
    if (called.ok || called.error.code === 'NOT_FOUND') announce(t('ended'));
    else showToast({ message: words(called.error), tone: 'problem' });
  };
  return (
    <div className="border-b border-hairline py-3.5 last:border-b-0">
      <p id={id} className="font-medium">
        {t('devices')}
      </p>
      <ul aria-labelledby={id}>
        {devices.map((device) => (
          <Device key={device.id} device={device} onEnd={() => void end(device.id)} />
        ))}
      </ul>
    </div>
  );
}

function Device({ device, onEnd }: { device: SubscriptionOutput; onEnd: () => void }) {
  const t = useTranslations('push');
  const when = useWhen();
  const { browser, system, kind } = deviceOf(device.userAgent);
  const Icon = kind === 'hand' ? Smartphone : Laptop;
  const name =
    browser !== null && system !== null
      ? t('device', { browser, system })
      : (browser ?? system ?? t('unknownDevice'));
  const { lastUsedAt, createdAt } = device;
  return (
    <li className="flex items-center gap-3 py-2">
      <Icon size={18} aria-hidden className="shrink-0 text-muted" />
      <div className="min-w-0 flex-1">
        <p className="truncate">{name}</p>
        <p data-figures className="truncate text-sm text-muted">
          {lastUsedAt === null
            ? t('since', { when: when(createdAt) })
            : t('used', { when: when(lastUsedAt) })}
        </p>
      </div>
      <Button tone="plain" aria-label={t('endOne', { name })} onClick={onEnd}>
        {t('end')}
      </Button>
    </li>
  );
}
