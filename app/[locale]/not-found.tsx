import { NotFoundView } from '../_ui/not-found-view.tsx';

export default function NotFound() {
  return (
    <main>
      <NotFoundView />
    </main>
  );
}
