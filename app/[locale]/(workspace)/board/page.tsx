import { BoardShell } from '../../../_features/shell/board-shell.tsx';

export default function BoardPage() {
  return <BoardShell />;
}
