import { Workspace } from '../../_features/shell/workspace.tsx';

export default function WorkspacePage() {
  return <Workspace />;
}
