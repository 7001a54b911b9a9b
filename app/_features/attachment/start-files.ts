import { resumeFiles } from './resume-files.ts';
import { sendFiles, wakeFiles } from './send-files.ts';

let isStarted = false;

/** Goes on with what was being sent before the page was loaded again, and whenever the network is back. */
export function startFiles(userId: string): void {
  if (isStarted) return;
  isStarted = true;
  addEventListener('online', wakeFiles);
  void resumeFiles(userId, sendFiles);
}
