import auth from './auth.json';
import colours from './colours.json';
import comment from './comment.json';
import product from './product.json';
import error from './error.json';
import errors from './errors.json';
import field from './field.json';
import firstRun from './first-run.json';
import history from './history.json';
import importing from './import.json';
import invite from './invite.json';
import keys from './keys.json';
import label from './label.json';
import language from './language.json';
import notices from './notices.json';
import panel from './panel.json';
import project from './project.json';
import refused from './refused.json';
import search from './search.json';
import shell from './shell.json';
import sync from './sync.json';
import tasks from './tasks.json';
import team from './team.json';
import theme from './theme.json';
import today from './today.json';
import ui from './ui.json';
import workspace from './workspace.json';

/** Every text in English, a file a namespace. */
export const en = {
  auth,
  colours,
  comment,
  product,
  error,
  errors,
  field,
  firstRun,
  history,
  import: importing,
  invite,
  keys,
  label,
  language,
  notices,
  panel,
  project,
  refused,
  search,
  shell,
  sync,
  tasks,
  team,
  theme,
  today,
  ui,
  workspace,
};
