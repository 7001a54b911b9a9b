import { shutDevice } from '../device/database.ts';
import { onForgotten } from '../session-news.ts';
import { startFiles } from '../sending/files.ts';
import { shutStorage } from '../storage.ts';
import { isEnding } from '../store/session.ts';
import { forgetTab } from '../tab-memory.ts';
import { watchWaiting } from './watch-waiting.ts';

let isStarted = false;

/** Goes on with what waits on this device beside the outbox, for as long as the page stands. */
export function startWaiting(): void {
  void startFiles();
  if (isStarted) return;
  isStarted = true;
  watchWaiting();
  onForgotten(leave);
}

/** In another tab this device was forgotten: what this one still has goes with it. */
function leave(): void {
  isEnding.set(true);
  forgetTab();
  shutStorage();
  void shutDevice();
  window.location.replace('/sign-in');
}
