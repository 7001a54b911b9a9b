'use client';

import { useEffect, useState } from 'react';
import {
  importFault,
  isUnanswered,
  orderImport,
  previewImport,
  readImport,
  sendFile,
  sendOrder,
  showImported,
} from '../../_client/intents/imports.ts';
import type {
  ImportFault,
  ImportOrder,
  ImportPreview,
  ImportState,
} from '../../_client/intents/imports.ts';
import { signedOut } from '../../_client/store/session.ts';
import { useCell } from '../../_client/store/use-cell.ts';
import { useMe } from '../../_client/store/use-rows.ts';
import { recallImport, rememberImport } from './known-import.ts';
import { poll } from './poll.ts';

/** Where the person is on the way from a file to tasks. */
export type Step =
  /** What is known from earlier is being asked for. */
  | { at: 'recalling' }
  | { at: 'choosing'; problem: ImportFault | null }
  | { at: 'sending'; name: string; share: number }
  | { at: 'reading'; name: string }
  | { at: 'previewed'; preview: ImportPreview }
  | { at: 'ordered'; order: ImportOrder }
  /** Nobody knows whether the server heard the order. */
  | { at: 'unanswered'; order: ImportOrder }
  | { at: 'working'; state: ImportState }
  | { at: 'ended'; state: ImportState };

const pause = 400;
const choosing: Step = { at: 'choosing', problem: null };

/** The steps of an import, and what leads from one to the next. */
export function useImport(workspaceId: string) {
  // Known before any view stands.
  const owner = `${useMe()?.id ?? ''}.${workspaceId}`;
  const isSignedOut = useCell(signedOut);
  const [step, setStep] = useState<Step>(() =>
    recallImport(owner) ? { at: 'recalling' } : choosing,
  );
  const importId = step.at === 'working' ? step.state.importId : null;

  useEffect(() => {
    const known = recallImport(owner);
    if (!known) return;
    readImport(known.importId).then(
      (state) => setStep(stepOf(state)),
      (error: unknown) => {
        if (!isUnanswered(error)) rememberImport(owner, null);
        const order = isUnanswered(error) ? known.order : null;
        setStep(order ? { at: 'unanswered', order } : choosing);
      },
    );
  }, [owner]);

  useEffect(() => {
    if (importId === null || isSignedOut) return;
    return poll(async () => {
      const next = stepOf(await readImport(importId));
      setStep(next);
      if (next.at === 'ended') showImported();
    }, pause);
  }, [importId, isSignedOut]);

  async function send(file: File): Promise<void> {
    const { name } = file;
    try {
      setStep({ at: 'sending', name, share: 0 });
      const uploadId = await sendFile(file, (share) => setStep({ at: 'sending', name, share }));
      setStep({ at: 'reading', name });
      const preview = await previewImport({ workspaceId, uploadId });
      rememberImport(owner, { importId: preview.importId, order: null });
      setStep({ at: 'previewed', preview });
    } catch (error) {
      setStep({ at: 'choosing', problem: importFault(error) });
    }
  }

  /** Kept before it is sent: an answer that is lost leaves something to ask for and to send again. */
  async function begin(order: ImportOrder): Promise<void> {
    rememberImport(owner, { importId: order.importId, order });
    setStep({ at: 'ordered', order });
    try {
      setStep(stepOf(await sendOrder(order)));
    } catch (error) {
      if (isUnanswered(error)) return setStep({ at: 'unanswered', order });
      rememberImport(owner, null);
      setStep({ at: 'choosing', problem: importFault(error) });
    }
  }

  return {
    step,
    send: (file: File) => void send(file),
    run: (id: string) => void begin(orderImport(id, 'run')),
    takeBack: (id: string) => void begin(orderImport(id, 'undo')),
    sendAgain: (order: ImportOrder) => void begin(order),
    startOver: () => {
      rememberImport(owner, null);
      setStep(choosing);
    },
  };
}

function stepOf(state: ImportState): Step {
  const { importId, ledger } = state;
  switch (state.state) {
    case 'previewed':
      return { at: 'previewed', preview: { importId, ledger } };
    case 'previewing':
    case 'running':
    case 'undoing':
      return { at: 'working', state };
    case 'done':
    case 'failed':
    case 'undone':
      return { at: 'ended', state };
  }
}
