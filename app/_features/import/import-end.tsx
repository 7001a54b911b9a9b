'use client';

import { useTranslations } from 'next-intl';
import type { ImportState } from '../../_client/intents/imports.ts';
import { useStore } from '../../_client/store/page-store.ts';
import { useProject } from '../../_client/store/use-rows.ts';
import { linkButton } from '../../_ui/button-looks.ts';
import { Button } from '../../_ui/button.tsx';
import { Link } from '../../_ui/link.tsx';
import { projectPath } from '../shell/route.ts';
import { LedgerView } from './ledger-view.tsx';

type Props = {
  state: ImportState;
  onTakeBack: () => void;
  onRunAgain: () => void;
  onStartOver: () => void;
};

/** How an import ended, and what can be done about it. */
export function ImportEnd({ state, onTakeBack, onRunAgain, onStartOver }: Props) {
  const t = useTranslations('import');
  const failed = state.state === 'failed';
  return (
    <>
      <p role="status" className={failed ? 'text-danger' : 'font-medium'}>
        {failed
          ? t('failed', { reason: state.error ?? '' })
          : state.state === 'undone'
            ? t('undone')
            : t('done', { count: state.done })}
      </p>
      <div className="flex flex-wrap gap-2">
        {state.state === 'done' &&
          state.projectIds.map((projectId) => (
            <OpenProject key={projectId} projectId={projectId} />
          ))}
        {failed && (
          <Button tone="primary" onClick={onRunAgain}>
            {t('again')}
          </Button>
        )}
        {(failed || state.state === 'done') && (
          <Button onClick={onTakeBack}>{t('takeBack')}</Button>
        )}
        <Button tone="plain" onClick={onStartOver}>
          {t('another')}
        </Button>
      </div>
      {state.state !== 'undone' && <LedgerView ledger={state.ledger} />}
    </>
  );
}

function OpenProject({ projectId }: { projectId: string }) {
  const t = useTranslations('import');
  const project = useProject(projectId);
  const path = useStore((store) => (project ? projectPath(store, project) : ''));
  if (!project) return null;
  return (
    <Link href={path} className={linkButton()}>
      {t('open', { name: project.name })}
    </Link>
  );
}
