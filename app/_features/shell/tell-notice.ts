import type { useTranslations } from 'next-intl';
import type { Notice } from '../../_client/notices.ts';
import { announce } from '../../_ui/live-region.tsx';
import { dismissToast, showToast } from '../../_ui/toast.tsx';
import { goesWithAttention, showAttention } from '../attention/attention-view.tsx';
import { copyText } from '../task-panel/copy-text.ts';
import { whyRefused } from './why-refused.ts';

type Translate = ReturnType<typeof useTranslations<never>>;

/** What can be undone and was told last. */
let undoable: number | null = null;

/** Says what the intents tell, in the person's language. Of what can be undone only the last stands there. */
export function tellNotice(t: Translate, notice: Notice): void {
  switch (notice.kind) {
    case 'done':
      dismissUndoable();
      undoable = done(t, notice);
      return;
    case 'takenBack':
      return dismissUndoable();
    case 'refused':
      // What it offers to take back is taken back.
      dismissUndoable();
      return goesWithAttention(offerText(t, whyRefused(t, notice), notice.text));
    case 'undone':
      return undone(t, notice);
    case 'fileRefused':
      return goesWithAttention(
        showToast({
          tone: 'problem',
          message: t('attention.fileRefused', { name: notice.name }),
          actions: [{ label: t('attention.open'), run: showAttention }],
        }),
      );
    case 'unpromised':
      showToast({ message: t('attention.unpromised') });
      return;
    case 'lost':
      showToast({ message: t('workspace.lost', { name: notice.name }) });
      return;
    case 'told':
      announce(t(`notices.${notice.what}`));
  }
}

function dismissUndoable(): void {
  if (undoable !== null) dismissToast(undoable);
  undoable = null;
}

function done(t: Translate, { what, values, undo }: Extract<Notice, { kind: 'done' }>): number {
  const none = { title: '', name: '', project: '', count: 1, skipped: 0 };
  return showToast({
    message: t(`notices.${what}`, { ...none, ...values }),
    actions: [{ label: t('ui.undo'), run: undo }],
  });
}

/** Tells a problem, with the text that is in no other place any more, until that is copied. */
function offerText(t: Translate, message: string, text: string | null): number {
  const copy = async () => {
    if (text !== null && !(await copyText(text))) offerText(t, t('panel.notCopied'), text);
  };
  const actions = text === null ? [] : [{ label: t('refused.copy'), run: () => void copy() }];
  return showToast({ tone: 'problem', message, actions });
}

function undone(t: Translate, notice: Extract<Notice, { kind: 'undone' }>): void {
  const { applied, skipped, purged } = notice;
  if (skipped === 0) announce(t('notices.undone'));
  else if (purged && applied === 0) showToast({ message: t('notices.purgedSince') });
  else showToast({ message: t(applied === 0 ? 'notices.notUndone' : 'notices.partlyUndone') });
}
