import admin from './admin.json';
import archive from './archive.json';
import attachment from './attachment.json';
import attention from './attention.json';
import auth from './auth.json';
import board from './board.json';
import calendar from './calendar.json';
import colours from './colours.json';
import command from './command.json';
import comment from './comment.json';
import completed from './completed.json';
import device from './device.json';
import error from './error.json';
import errors from './errors.json';
import field from './field.json';
import filter from './filter.json';
import firstRun from './first-run.json';
import history from './history.json';
import importing from './import.json';
import invite from './invite.json';
import keys from './keys.json';
import label from './label.json';
import language from './language.json';
import leaving from './leaving.json';
import links from './links.json';
import mention from './mention.json';
import notices from './notices.json';
import notification from './notification.json';
import panel from './panel.json';
import presence from './presence.json';
import product from './product.json';
import project from './project.json';
import push from './push.json';
import quickAdd from './quick-add.json';
import refused from './refused.json';
import relation from './relation.json';
import reminder from './reminder.json';
import repeat from './repeat.json';
import rights from './rights.json';
import search from './search.json';
import security from './security.json';
import settings from './settings.json';
import shell from './shell.json';
import sync from './sync.json';
import tasks from './tasks.json';
import team from './team.json';
import theme from './theme.json';
import today from './today.json';
import tokens from './tokens.json';
import trash from './trash.json';
import ui from './ui.json';
import upcoming from './upcoming.json';
import workspace from './workspace.json';

/** Every text in Russian, a file a namespace. */
export const ru = {
  admin,
  archive,
  attachment,
  attention,
  auth,
  board,
  calendar,
  colours,
  command,
  comment,
  completed,
  device,
  error,
  errors,
  field,
  filter,
  firstRun,
  history,
  import: importing,
  invite,
  keys,
  label,
  language,
  leaving,
  links,
  mention,
  notices,
  notification,
  panel,
  presence,
  product,
  project,
  push,
  quickAdd,
  refused,
  relation,
  reminder,
  repeat,
  rights,
  search,
  security,
  settings,
  shell,
  sync,
  tasks,
  team,
  theme,
  today,
  tokens,
  trash,
  ui,
  upcoming,
  workspace,
};
