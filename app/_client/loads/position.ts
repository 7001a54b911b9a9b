import { read } from '../sending/read.ts';

let asked: Promise<string | undefined> | undefined;

/**
 * Where the logs of the person's workspaces ended when the page began, before it read anything of them: what comes
 * after is told live, so that nothing has to be read twice. Undefined where the server did not say it.
 */
export function firstPosition(): Promise<string | undefined> {
  asked ??= read('sync.pull', {}).then(
    ({ cursor }) => cursor,
    () => undefined,
  );
  return asked;
}
