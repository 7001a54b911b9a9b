'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useMemo, useRef } from 'react';
import { flushSync } from 'react-dom';
import { useCell } from '../../_client/store/use-cell.ts';
import { useTheme } from '../../_ui/theme.tsx';
import { showToast } from '../../_ui/toast.tsx';
import { KeysDialog } from '../shell/keys-dialog.tsx';
import type { Tools } from './acts.tsx';
import { asked } from './asked.ts';
import { BulkProgress } from './bulk-progress.tsx';
import { CommandMenu } from './command-menu.tsx';
import { dropKeys } from './held-keys.ts';
import { Palette } from './palette.tsx';
import { Pickers } from './pickers.tsx';
import { PrintSheet } from './print-sheet.tsx';
import { runCommand } from './run-command.ts';
import { sceneOf } from './scene.ts';
import { SequenceHint } from './sequence-hint.tsx';
import { closeSurface, surface } from './surface.ts';
import { useRecent } from './use-recent.ts';
import { useTabTitle } from './use-tab-title.ts';

/** Runs what is asked for, and shows what commands open. */
export function CommandLayer() {
  const tools = useTools();
  const shown = useCell(surface);
  const before = useRef<Element | null>(null);
  useRecent();
  useTabTitle();

  useEffect(() => {
    const take = () => {
      const one = asked.get();
      if (one === null) return;
      asked.set(null);
      before.current = document.activeElement;
      runCommand(one.command, sceneOf(one), tools);
      if (surface.get() === null) dropKeys();
    };
    take();
    return asked.subscribe(take);
  }, [tools]);

  const closePalette = (then?: () => void) => {
    flushSync(closeSurface);
    const { current } = before;
    // What asked may be gone since: it stood in a sheet that closed.
    const back = current?.isConnected ? current : document.getElementById('main');
    if (back instanceof HTMLElement) back.focus({ preventScroll: true });
    then?.();
  };
  const kind = shown?.kind;
  return (
    <>
      {shown && (kind === 'palette' || kind === 'newProject') && (
        <Palette
          scene={shown.scene}
          tools={tools}
          first={kind === 'palette' ? null : kind}
          onClose={closePalette}
        />
      )}
      <Pickers shown={shown} />
      <CommandMenu shown={shown} tools={tools} />
      <KeysDialog />
      <SequenceHint />
      <BulkProgress />
      <PrintSheet />
    </>
  );
}

function useTools(): Tools {
  const t = useTranslations('command.told');
  const shell = useTranslations('shell');
  const { setTheme } = useTheme();
  return useMemo(
    () => ({
      setTheme,
      inboxName: shell('inbox'),
      say: (what) => {
        const isDone = what === 'linkCopied' || what === 'markdownCopied';
        showToast({ message: t(what), tone: isDone ? 'plain' : 'problem' });
      },
    }),
    [t, shell, setTheme],
  );
}
