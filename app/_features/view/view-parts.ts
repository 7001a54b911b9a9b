import { ViewGroup } from './view-group.tsx';

/** What is fetched of views: soon what stands in the sidebar, and from there what is fetched when it is wanted. */
export const viewParts = {
  ViewGroup,
  loadFilterOrView: async () => (await import('./filter-or-view.tsx')).FilterOrView,
};
