/** The saved views in the sidebar, which comes soon, and the way to what is fetched when it is wanted. */
export { ViewGroup } from './view-group.tsx';

export const loadFilterOrView = async () => (await import('./filter-or-view.tsx')).FilterOrView;
