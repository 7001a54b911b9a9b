import { afterEach, expect, test, vi } from 'vitest';
import { keepLoaded, rightsLoad } from '../loads/loads.ts';
import { Refusal, stubServer } from '../testing/stub-server.ts';
import { workspaceId } from '../testing/rows.ts';
import { writeDirectly } from './direct-write.ts';

afterEach(() => vi.unstubAllGlobals());

type Sent = { opId: string };

test('a write whose answer was lost is the same operation when it is sent again, and another after that', async () => {
  const sent: string[] = [];
  const server = (answer: () => unknown) =>
    stubServer({
      'workspace.create': ({ opId }: Sent) => {
        sent.push(opId);
        return answer();
      },
    });
  server(() => {
    throw new Refusal('SERVICE_UNAVAILABLE');
  });
  await expect(writeDirectly('workspace.create', { name: 'Crew' })).rejects.toThrow();
  server(() => ({ id: workspaceId }));
  await writeDirectly('workspace.create', { name: 'Crew' });
  await writeDirectly('workspace.create', { name: 'Crew' });
  expect(sent[1]).toBe(sent[0]);
  expect(sent[2]).not.toBe(sent[0]);
});

test('who may not do it reads again what they may', async () => {
  const reread = vi.fn(() => Promise.resolve());
  const stop = keepLoaded(rightsLoad, reread);
  await vi.waitFor(() => expect(reread).toHaveBeenCalledTimes(1));
  stubServer({
    'workspace.delete': () => {
      throw new Refusal('FORBIDDEN');
    },
  });
  await expect(writeDirectly('workspace.delete', { workspaceId })).rejects.toMatchObject({
    code: 'FORBIDDEN',
  });
  expect(reread).toHaveBeenCalledTimes(2);
  stop();
});
