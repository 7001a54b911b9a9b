import { ProjectShell } from '../../../_features/shell/project-shell.tsx';

export default function ProjectPage() {
  return <ProjectShell />;
}
