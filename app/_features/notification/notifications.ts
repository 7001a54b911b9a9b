export { NotificationsView } from './notifications-view.tsx';
export { SayNotified } from './say-notified.tsx';
