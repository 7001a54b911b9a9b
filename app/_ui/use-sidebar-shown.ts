import { useSidebarFolded } from './sidebar-fold.ts';
import { phone, useMedia } from './use-media.ts';

/** Whether the sidebar stands beside the view: not on a phone, and not where it is folded away. */
export function useSidebarShown(): boolean {
  const folded = useSidebarFolded();
  const onPhone = useMedia(phone);
  return !folded && !onPhone;
}
