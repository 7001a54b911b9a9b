'use client';

import { useTranslations } from 'next-intl';
import { useCell } from '../../_client/store/use-cell.ts';
import { Kbd } from '../../_ui/kbd.tsx';
import { commandRow, commands } from '../shell/key-table.ts';
import { begunKeys } from '../shell/use-keys.ts';
import { acts } from './acts.tsx';
import { sceneOf } from './scene.ts';

const nothing = { taskIds: [], anchor: null };

/** After the first key of a sequence: what may follow. */
export function SequenceHint() {
  const t = useTranslations('keys');
  const begun = useCell(begunKeys);
  if (begun === '') return null;
  const following = commands.filter(
    (command) =>
      commandRow(command).bind?.some((bind) => bind.startsWith(`${begun} `)) === true &&
      acts[command].offered?.(sceneOf(nothing)) !== false,
  );
  return (
    <div
      role="status"
      className="pointer-events-none fixed inset-x-0 bottom-32 z-40 flex justify-center"
    >
      <dl className="flex animate-appear items-center gap-4 rounded-card bg-raised px-3 py-2 shadow-float">
        {following.map((command) => (
          <div key={command} className="flex items-center gap-2">
            <dd className="flex text-muted">
              <Kbd keys={commandRow(command).keys?.split(' ').at(-1) ?? ''} />
            </dd>
            <dt>{t(`command.${command}`)}</dt>
          </div>
        ))}
      </dl>
    </div>
  );
}
