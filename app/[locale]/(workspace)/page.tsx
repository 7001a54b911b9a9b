import { askEarly } from '../../_client/sending/early-reads.ts';
import { Workspace } from '../../_features/shell/workspace.tsx';

export default function WorkspacePage() {
  return (
    <>
      <script>{`(${String(askEarly)})()`}</script>
      <Workspace />
    </>
  );
}
