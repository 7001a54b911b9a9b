'use client';

import { useTranslations } from 'next-intl';
import { useCell } from '../../_client/store/use-cell.ts';
import { Dialog } from '../../_ui/dialog.tsx';
import { Kbd } from '../../_ui/kbd.tsx';
import { helpOpen } from './help-open.ts';
import { commands, keyGroups, keyRow } from './key-table.ts';

/** Every key of the page. */
export function KeysDialog() {
  const t = useTranslations('keys');
  const open = useCell(helpOpen);
  return (
    <Dialog open={open} onClose={() => helpOpen.set(false)} title={t('title')}>
      <div className="grid gap-x-10 gap-y-5 sm:grid-cols-2">
        {keyGroups.map((group) => (
          <section key={group} className={group === 'list' ? 'sm:row-span-2' : undefined}>
            <h3 className="mb-1 text-sm font-semibold text-muted">{t(`group.${group}`)}</h3>
            <dl>
              {commands
                .filter((command) => keyRow(command).group === group)
                .map((command) => (
                  <div key={command} className="flex min-h-8 items-center justify-between gap-6">
                    <dt>{t(`command.${command}`)}</dt>
                    <dd className="flex items-center gap-2 text-muted">
                      <Kbd keys={keyRow(command).keys} />
                      {keyRow(command).also !== undefined && (
                        <Kbd keys={keyRow(command).also ?? ''} />
                      )}
                    </dd>
                  </div>
                ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}
