'use client';

import { useTranslations } from 'next-intl';
import { useId, useState } from 'react';
import type { ChangePart } from '../../../server/change/schema.ts';
import { mostTried } from '../../../server/domain/limits.ts';
import { Button } from '../../_ui/button.tsx';
import { Dialog } from '../../_ui/dialog.tsx';
import { Progress } from '../../_ui/progress.tsx';
import { Segmented } from '../../_ui/segmented.tsx';
import { Spinner } from '../../_ui/spinner.tsx';
import { UndoPreviewView } from './undo-preview.tsx';
import { useUndo } from './use-undo.ts';
import type { UndoStep } from './use-undo.ts';

/** What is to be undone: a group, or one change of it with the choice of both. */
export type ToUndo = {
  workspaceId: string;
  /** What was done, in words. */
  line: string;
  groupId: string;
  changeId?: string;
  /** The person's own import, which is taken back by its own way. */
  importId: string | null;
  parts: readonly Pick<ChangePart, 'type' | 'entity'>[];
};

type Props = { what: ToUndo | null; onClose: () => void };

/** Says what would come back and what would not, before anything does. */
export function UndoDialog({ what, onClose }: Props) {
  // While it fades out it still says what it asked.
  const [last, setLast] = useState(what);
  const [turn, setTurn] = useState(0);
  if (what !== null && what !== last) {
    setLast(what);
    setTurn(turn + 1);
  }
  return last && <Asking key={turn} what={last} open={what !== null} onClose={onClose} />;
}

type AskingProps = { what: ToUndo; open: boolean; onClose: () => void };

function Asking({ what, open, onClose }: AskingProps) {
  const t = useTranslations('history.preview');
  // In Russian "cancel" and "undo" are one word.
  const close = useTranslations('ui')('close');
  const { workspaceId, groupId, changeId, importId, line } = what;
  const [scope, setScope] = useState<Scope>(changeId === undefined ? 'all' : 'one');
  const asked = scope === 'one' && changeId !== undefined ? { changeId } : { groupId };
  const { step, undo, again } = useUndo({ workspaceId, ...asked }, importId, onClose);
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title={t('title')}
      footer={
        <>
          <Button tone="plain" onClick={onClose}>
            {close}
          </Button>
          <Button
            tone="primary"
            disabled={!isPossible(step)}
            busy={step.at === 'working'}
            onClick={undo}
          >
            {t('undo')}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        <p className="wrap-anywhere">{line}</p>
        {changeId !== undefined && <ScopeChoice value={scope} onChange={setScope} />}
        <div role="status" className="flex flex-col gap-4">
          <StepView step={step} what={what} onAgain={again} />
        </div>
      </div>
    </Dialog>
  );
}

/** False while nobody knows what it would do, and where it would do nothing. */
const isPossible = (step: UndoStep): boolean =>
  step.at === 'working' ||
  step.at === 'unseen' ||
  (step.at === 'ready' && step.preview.applied.length > 0) ||
  (step.at === 'problem' && step.problem === 'importFailed');

type Scope = 'one' | 'all';

function ScopeChoice({ value, onChange }: { value: Scope; onChange: (scope: Scope) => void }) {
  const t = useTranslations('history.preview');
  const id = useId();
  return (
    <div className="flex flex-col gap-1.5">
      <span id={id} className="text-sm font-medium">
        {t('scope')}
      </span>
      <Segmented
        labelledBy={id}
        value={value}
        onChange={onChange}
        options={(['one', 'all'] as const).map((scope) => ({ value: scope, label: t(scope) }))}
      />
    </div>
  );
}

type StepProps = { step: UndoStep; what: ToUndo; onAgain: () => void };

function StepView({ step, what, onAgain }: StepProps) {
  const t = useTranslations('history.preview');
  switch (step.at) {
    case 'asking':
      return <Spinner label={t('asking')} />;
    case 'ready':
      return <UndoPreviewView preview={step.preview} what={what} />;
    case 'unseen':
      return <p className="text-muted">{t(step.why, { count: mostTried })}</p>;
    case 'working':
      return (
        <>
          <Progress
            label={t('undoing')}
            value={step.total === 0 ? null : step.done / step.total}
            {...(step.total > 0 && { note: t('of', { done: step.done, total: step.total }) })}
          />
          <p className="text-sm text-muted">{t('mayLeave')}</p>
        </>
      );
    case 'problem':
      return (
        <>
          <p className="text-muted">{t(step.problem)}</p>
          {(step.problem === 'offline' || step.problem === 'failed') && (
            <Button className="self-start" onClick={onAgain}>
              {t('again')}
            </Button>
          )}
        </>
      );
  }
}
