'use client';

import { useTranslations } from 'next-intl';
import { useState, useSyncExternalStore } from 'react';
import type { PushListOutput } from '../../../server/push/schema.ts';
import { useAnswer } from '../../_client/ask.ts';
import { callNow } from '../../_client/intents/call-now.ts';
import {
  isPushAllowed,
  pushWay,
  turnPushOff,
  turnPushOn,
  watchPushWay,
} from '../../_client/intents/push.ts';
import { Button } from '../../_ui/button.tsx';
import { announce } from '../../_ui/live-region.tsx';
import { Switch } from '../../_ui/switch.tsx';
import { showToast } from '../../_ui/toast.tsx';
import { PushDevices } from './push-devices.tsx';
import { useErrorWords } from './use-error-words.ts';

/** What the browser allows now. A page that is not yet alive knows nothing of it. */
function usePushWay() {
  const way = useSyncExternalStore(watchPushWay, pushWay, () => null);
  const isAllowed = useSyncExternalStore(watchPushWay, isPushAllowed, () => false);
  return { way, isAllowed };
}

/** Whether reminders show on this device while Cairn is closed, and on which others. */
export function PushSetting() {
  const { way, isAllowed } = usePushWay();
  const answer = useAnswer('push.list', {});
  if (way === null || answer.data === undefined) return null;
  const { publicKey, items } = answer.data;
  const others = items.filter(({ current }) => !current);
  return (
    <>
      <Here
        state={{ way, isAllowed, publicKey, own: items.find(({ current }) => current) }}
        onChanged={answer.again}
      />
      {others.length > 0 && <PushDevices devices={others} onChanged={answer.again} />}
    </>
  );
}

type State = {
  way: NonNullable<ReturnType<typeof usePushWay>['way']>;
  isAllowed: boolean;
  publicKey: string;
  own: PushListOutput['items'][number] | undefined;
};

function Here({ state, onChanged }: { state: State; onChanged: () => void }) {
  const t = useTranslations('push');
  const { way, isAllowed, publicKey, own } = state;
  const [busy, setBusy] = useState(false);
  const isOn = own !== undefined && isAllowed;

  const turn = async (on: boolean) => {
    setBusy(true);
    const problem = on ? await turnOn(publicKey) : await turnOff(own?.id);
    setBusy(false);
    onChanged();
    if (problem !== null) showToast({ message: t(problem), tone: 'problem' });
  };
  return (
    <div className="border-b border-hairline py-3.5 last:border-b-0">
      <Switch
        label={t('here')}
        note={t(way === 'open' ? 'note' : way)}
        checked={isOn}
        disabled={busy || (way !== 'open' && !isOn)}
        onChange={(on) => void turn(on)}
      />
      {isOn && <TestButton subscriptionId={own.id} />}
    </div>
  );
}

async function turnOn(publicKey: string): Promise<'refused' | 'failed' | null> {
  const end = await turnPushOn(publicKey);
  return end === 'on' ? null : end;
}

async function turnOff(id: string | undefined): Promise<'notOff' | null> {
  return id === undefined || (await turnPushOff(id)) ? null : 'notOff';
}

function TestButton({ subscriptionId }: { subscriptionId: string }) {
  const t = useTranslations('push');
  const words = useErrorWords();
  const test = async () => {
    const called = await callNow('push.test', { subscriptionId });
    if (called.ok) announce(t('tested'));
    else showToast({ message: words(called.error), tone: 'problem' });
  };
  return (
    <Button className="mt-2" onClick={() => void test()}>
      {t('test')}
    </Button>
  );
}
