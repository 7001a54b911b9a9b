'use client';

import { useEffect, useState } from 'react';
import {
  previewImport,
  readImport,
  runImport,
  sendFile,
  showImported,
  undoImport,
} from '../../_client/intents/imports.ts';
import type { ImportPreview, ImportState } from '../../_client/intents/imports.ts';

/** Where the person is on the way from a file to tasks. */
export type Step =
  | { at: 'choosing'; problem: string | null }
  | { at: 'sending'; name: string; share: number }
  | { at: 'reading'; name: string }
  | { at: 'previewed'; name: string; preview: ImportPreview }
  | { at: 'working'; state: ImportState }
  | { at: 'ended'; state: ImportState };

const pause = 400;
const choosing: Step = { at: 'choosing', problem: null };
const running = new Set<ImportState['state']>(['previewing', 'running', 'undoing']);
/** Survives a reload of the page, as the work on the server does. */
const remembered = 'cairn.import';

/** The steps of an import, and what leads from one to the next. */
export function useImport(workspaceId: string | undefined) {
  const [step, setStep] = useState<Step>(choosing);
  const importId = step.at === 'working' ? step.state.importId : null;

  useEffect(() => {
    const known = sessionStorage.getItem(remembered);
    if (known) void readImport(known).then(arrive, () => sessionStorage.removeItem(remembered));
    function arrive(state: ImportState) {
      if (state.state !== 'previewed') setStep(stepOf(state));
    }
  }, []);

  useEffect(() => {
    if (importId === null) return;
    let timer: ReturnType<typeof setTimeout>;
    const look = async () => {
      try {
        const state = await readImport(importId);
        setStep(stepOf(state));
        if (!running.has(state.state)) showImported();
      } finally {
        timer = setTimeout(() => void look().catch(() => undefined), pause);
      }
    };
    timer = setTimeout(() => void look().catch(() => undefined), pause);
    return () => clearTimeout(timer);
  }, [importId]);

  async function send(file: File): Promise<void> {
    if (workspaceId === undefined) return;
    const { name } = file;
    try {
      setStep({ at: 'sending', name, share: 0 });
      const uploadId = await sendFile(file, (share) => setStep({ at: 'sending', name, share }));
      setStep({ at: 'reading', name });
      setStep({ at: 'previewed', name, preview: await previewImport({ workspaceId, uploadId }) });
    } catch (error) {
      setStep({ at: 'choosing', problem: error instanceof Error ? error.message : String(error) });
    }
  }

  async function begin(work: Promise<ImportState>): Promise<void> {
    try {
      const state = await work;
      sessionStorage.setItem(remembered, state.importId);
      setStep({ at: 'working', state });
    } catch (error) {
      setStep({ at: 'choosing', problem: error instanceof Error ? error.message : String(error) });
    }
  }

  return {
    step,
    send: (file: File) => void send(file),
    run: (id: string) => void begin(runImport(id)),
    takeBack: (id: string) => void begin(undoImport(id)),
    startOver: () => {
      sessionStorage.removeItem(remembered);
      setStep(choosing);
    },
  };
}

function stepOf(state: ImportState): Step {
  return running.has(state.state) ? { at: 'working', state } : { at: 'ended', state };
}
