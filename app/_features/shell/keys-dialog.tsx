'use client';

import { useTranslations } from 'next-intl';
import { useCell } from '../../_client/store/use-cell.ts';
import { Dialog } from '../../_ui/dialog.tsx';
import { Kbd } from '../../_ui/kbd.tsx';
import { helpOpen } from './help-open.ts';
import { commandGroups, commandRow, commands } from './key-table.ts';
import type { Command } from './key-table.ts';
import { hasView } from './use-shell-keys.ts';

/** Where a command goes that exists only with its view. */
const viewOf: Partial<Record<Command, string>> = {
  upcoming: '/upcoming',
  calendar: '/calendar',
  settings: '/settings',
};

/** Every key of the page. */
export function KeysDialog() {
  const t = useTranslations('keys');
  const open = useCell(helpOpen);
  const isShown = (command: Command) =>
    commandRow(command).keys !== undefined && hasView(viewOf[command] ?? '/today');
  return (
    <Dialog open={open} onClose={() => helpOpen.set(false)} title={t('title')}>
      <div className="gap-x-10 sm:columns-2">
        {commandGroups.map((group) => (
          <section key={group} className="mb-5 break-inside-avoid">
            <h3 className="mb-1 text-sm font-semibold text-muted">{t(`group.${group}`)}</h3>
            <dl>
              {commands
                .filter((command) => commandRow(command).group === group && isShown(command))
                .map((command) => (
                  <KeyLine key={command} command={command} />
                ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}

function KeyLine({ command }: { command: Command }) {
  const t = useTranslations('keys');
  const { keys, also } = commandRow(command);
  return (
    <div className="flex min-h-8 items-center justify-between gap-6">
      <dt>{t(`command.${command}`)}</dt>
      <dd className="flex shrink-0 items-center gap-2 text-muted">
        {[keys, also].map((one) => one !== undefined && <Kbd key={one} keys={one} />)}
      </dd>
    </div>
  );
}
