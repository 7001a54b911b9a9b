import { TodayShell } from '../../../_features/shell/today-shell.tsx';

export default function TodayPage() {
  return <TodayShell />;
}
