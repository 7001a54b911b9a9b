'use client';

import { useTranslations } from 'next-intl';
import type { WorkspaceOutput } from '../../../server/workspace/schema.ts';
import { may } from '../../_client/store/may.ts';
import { useWorkspaces } from '../../_client/store/use-rows.ts';
import { Button } from '../../_ui/button.tsx';
import { EmptyState } from '../../_ui/empty-state.tsx';
import { FileDrop } from '../../_ui/file-drop.tsx';
import { Progress } from '../../_ui/progress.tsx';
import { ViewHeader } from '../../_ui/view-header.tsx';
import { useCurrentWorkspace } from '../workspace/current-workspace.ts';
import { useWorkspaceName } from '../workspace/workspace-name.ts';
import { ImportEnd } from './import-end.tsx';
import { LedgerView } from './ledger-view.tsx';
import { useImport } from './use-import.ts';
import type { Step } from './use-import.ts';

const doing = { run: 'running', undo: 'undoing' } as const;

/** From a file of another program to tasks: choose, look at what will become of it, import, take back. */
export function ImportView() {
  const workspace = useCurrentWorkspace();
  return workspace && <ImportInto key={workspace.id} workspace={workspace} />;
}

function ImportInto({ workspace }: { workspace: WorkspaceOutput }) {
  const t = useTranslations('import');
  const rights = useTranslations('rights');
  const isOneOfMany = useWorkspaces().length > 1;
  const nameOf = useWorkspaceName();
  const { step, send, run, takeBack, sendAgain, startOver } = useImport(workspace.id);
  if (!may('import.run', { workspace })) {
    return (
      <>
        <ViewHeader title={t('title')} />
        <EmptyState>{rights('import')}</EmptyState>
      </>
    );
  }
  return (
    <>
      <ViewHeader title={t('title')} note={isOneOfMany ? nameOf(workspace) : undefined} />
      <div className="mx-auto flex max-w-190 flex-col gap-6 px-4 pt-2 pb-24 md:px-7">
        {step.at === 'choosing' && (
          <>
            <p className="text-muted">{t('what')}</p>
            <FileDrop
              label={t('choose')}
              hint={t('hint')}
              accept=".json,application/json"
              error={
                step.problem &&
                t.rich(`problem.${step.problem.kind}`, {
                  message: step.problem.message,
                  said: (words) => <span lang="en">{words}</span>,
                })
              }
              onFile={send}
            />
          </>
        )}
        {step.at === 'sending' && (
          <Progress label={t('sending', { name: step.name })} value={step.share} />
        )}
        {step.at === 'reading' && (
          <Progress label={t('reading', { name: step.name })} value={null} />
        )}
        {step.at === 'previewed' && (
          <>
            <LedgerView ledger={step.preview.ledger} />
            <div className="flex gap-2">
              <Button tone="primary" autoFocus onClick={() => run(step.preview.importId)}>
                {t('run')}
              </Button>
              <Button onClick={startOver}>{t('otherFile')}</Button>
            </div>
          </>
        )}
        {step.at === 'ordered' && <Progress label={t(doing[step.order.act])} value={null} />}
        {step.at === 'unanswered' && (
          <>
            <p role="status">{t('unanswered')}</p>
            <div>
              <Button tone="primary" onClick={() => sendAgain(step.order)}>
                {t('sendAgain')}
              </Button>
            </div>
          </>
        )}
        {step.at === 'working' && <Working state={step.state} />}
        {step.at === 'ended' && (
          <ImportEnd
            state={step.state}
            onTakeBack={() => takeBack(step.state.importId)}
            onRunAgain={() => run(step.state.importId)}
            onStartOver={startOver}
          />
        )}
      </div>
    </>
  );
}

function Working({ state }: Pick<Extract<Step, { at: 'working' }>, 'state'>) {
  const t = useTranslations('import');
  const { done, total } = state;
  return (
    <div role="status" className="flex flex-col gap-2">
      <Progress
        label={state.state === 'undoing' ? t('undoing') : t('running')}
        value={total === 0 ? null : done / total}
        note={t('progress', { done, total })}
      />
      <p className="text-sm text-muted">{t('mayLeave')}</p>
    </div>
  );
}
