import { openAsBlob } from 'node:fs';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ImportOutput, ImportPreviewOutput } from '../server/import/schema.ts';
import { writeTrelloBoard } from './generate-trello-board.mjs';
import { residentMb } from './process.ts';
import { rounded } from './result.ts';
import type { Figure } from './result.ts';
import { openStage } from './stage.ts';
import type { Stage } from './stage.ts';

const cards = 20_000;
const bytes = 100_000_000;

/** A Trello board of 20,000 cards in 100 MB: how long it takes, and what it takes of memory. */
export async function importing(): Promise<Figure[]> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'cairn-board-'));
  const file = path.join(folder, 'board.json');
  await writeTrelloBoard(file, { cards, bytes });
  const stage = await openStage();
  try {
    const from = performance.now();
    const uploadId = await upload(stage, file);
    const { importId } = await stage.api.mutate<ImportPreviewOutput>('import.preview', {
      workspaceId: stage.workspaceId,
      uploadId,
    });
    const read = performance.now();
    await stage.api.mutate('import.run', { importId });
    const done = await finished(stage, importId);
    const written = performance.now();
    const peak = await residentMb(stage.instance.pid, 'VmHWM');
    const size = (await stat(file)).size / 1e6;
    return [
      {
        name: 'import: memory at the most',
        value: Math.round(peak),
        unit: 'MB',
        goal: '<= 300',
        note: `RSS of the app; ${cards} cards, ${Math.round(size)} MB`,
      },
      { name: 'import: upload and preview', value: rounded((read - from) / 1000), unit: 's' },
      {
        name: 'import: writing',
        value: rounded((written - read) / 1000),
        unit: 's',
        note: `${done.total} things`,
      },
    ];
  } finally {
    await stage.close();
    await rm(folder, { recursive: true, force: true });
  }
}

async function upload(stage: Stage, file: string): Promise<string> {
  const response = await fetch(`${stage.instance.url}/api/uploads`, {
    method: 'POST',
    headers: { authorization: `Bearer ${stage.token}`, 'content-type': 'application/octet-stream' },
    body: await openAsBlob(file),
  });
  const answer = (await response.json()) as { uploadId?: string; message?: string };
  if (!answer.uploadId) throw new Error(`the file was not taken: ${answer.message}`);
  return answer.uploadId;
}

async function finished(stage: Stage, importId: string): Promise<ImportOutput> {
  for (;;) {
    const now = await stage.api.query<ImportOutput>('import.get', { importId });
    if (now.state === 'done') return now;
    if (now.state !== 'running') throw new Error(`the import is ${now.state}: ${now.error}`);
    await sleep(250);
  }
}
