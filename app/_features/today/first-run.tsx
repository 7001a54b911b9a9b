'use client';

import FileInput from 'lucide-react/icons/file-input';
import FolderPlus from 'lucide-react/icons/folder-plus';
import Plus from 'lucide-react/icons/plus';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { navigate } from '../../_client/router.ts';
import { useMe } from '../../_client/store/use-rows.ts';
import { Kbd } from '../../_ui/kbd.tsx';
import { NameField } from '../project/name-field.tsx';
import { makeProject } from '../shell/make-project.ts';
import { pathHere, useCurrentWorkspace } from '../workspace/current-workspace.ts';

export type FirstRunProps = { onAdd: () => void };

/** What a fresh account can do first. */
export function FirstRun({ onAdd }: FirstRunProps) {
  const t = useTranslations('firstRun');
  const me = useMe();
  const home = useCurrentWorkspace();
  const [naming, setNaming] = useState(false);
  return (
    <div className="px-2 pt-10 md:px-0">
      <h2 className="text-title font-semibold">{t('title', { name: me?.name ?? '' })}</h2>
      <p className="mt-1 text-muted">{t('what')}</p>
      <ul className="mt-6 max-w-md">
        <Step
          icon={<Plus size={16} />}
          title={t('task')}
          note={t('taskNote')}
          keys="c"
          onPress={onAdd}
        />
        {naming && home ? (
          <li className="flex h-14 items-center gap-3 px-2">
            <StepIcon>
              <FolderPlus size={16} />
            </StepIcon>
            <NameField
              label={t('projectName')}
              placeholder={t('projectName')}
              onSave={(name, _was, path) => makeProject(home.id, name, path)}
              onEnd={() => setNaming(false)}
            />
          </li>
        ) : (
          <Step
            icon={<FolderPlus size={16} />}
            title={t('project')}
            note={t('projectNote')}
            onPress={() => setNaming(true)}
          />
        )}
        <Step
          icon={<FileInput size={16} />}
          title={t('import')}
          note={t('importNote')}
          onPress={() => navigate(pathHere('/import'))}
        />
      </ul>
    </div>
  );
}

type StepProps = {
  icon: ReactNode;
  title: string;
  note: string;
  keys?: string;
  onPress: () => void;
};

function Step({ icon, title, note, keys, onPress }: StepProps) {
  return (
    <li>
      <button
        type="button"
        data-ring="inside"
        onClick={onPress}
        className="flex w-full items-center gap-3 rounded-control px-2 py-2.5 text-left hover:bg-hover"
      >
        <StepIcon>{icon}</StepIcon>
        <span className="min-w-0 flex-1">
          <span className="block font-medium">{title}</span>
          <span className="block text-sm text-muted">{note}</span>
        </span>
        {keys !== undefined && (
          <span className="text-muted max-md:hidden">
            <Kbd keys={keys} />
          </span>
        )}
      </button>
    </li>
  );
}

function StepIcon({ children }: { children: ReactNode }) {
  return (
    <span
      aria-hidden
      className="flex size-8 shrink-0 items-center justify-center rounded-full bg-accent-tint text-accent"
    >
      {children}
    </span>
  );
}
