'use client';

import { LateView, latePart } from '../../_ui/late-part.ts';
import { useOnFail } from '../shell/use-on-fail.ts';
import { Skeleton } from '../shell/skeleton.tsx';
import type { TaskChoiceProps } from './task-choice.tsx';
import type { WorkspaceSettingsProps } from './workspace-settings.tsx';

const choicePart = latePart<TaskChoiceProps>(
  async () => (await import('./task-choice.tsx')).TaskChoice,
);
const settingsPart = latePart<WorkspaceSettingsProps>(
  async () => (await import('./workspace-settings.tsx')).WorkspaceSettings,
);
/** Which of several tasks with one key is meant, fetched when first wanted. */
export function TaskChoice(props: TaskChoiceProps) {
  return <LateView part={choicePart} props={props} onFail={useOnFail()} />;
}

/** The settings of a workspace, fetched when first wanted. */
export function WorkspaceSettings(props: WorkspaceSettingsProps) {
  const onFail = useOnFail();
  return <LateView part={settingsPart} props={props} fallback={<Skeleton />} onFail={onFail} />;
}
