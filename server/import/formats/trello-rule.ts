import type { Rule } from './json-builder.ts';

/** The lists of a board whose entries are read one by one. */
const streamed = new Set(['lists', 'cards', 'checklists', 'actions', 'labels', 'members']);

/** What Trello keeps for itself, or says again elsewhere in the file. */
const technical = new Set([
  'nodeId',
  'descData',
  'dateClosed',
  'idOrganization',
  'idEnterprise',
  'idBoardSource',
  'idMemberCreator',
  'limits',
  'url',
  'shortUrl',
  'shortLink',
  'dateLastActivity',
  'dateLastView',
  'datePluginDisable',
  'subscribed',
  'starred',
  'pinned',
  'invited',
  'ixUpdate',
  'enterpriseOwned',
  'creationMethod',
  'creationMethodError',
  'creationMethodLoadingStartedAt',
  'idTags',
  'templateGallery',
  'premiumFeatures',
  'labelNames',
  'type',
]);

/**
 * What is read of a board.
 * @param heard is told each streamed list by name, and each other field once for every entry in it
 */
export function trelloRule(heard: (field: string, what: 'list' | 'other') => void): Rule {
  return {
    depth: 2,
    at(path, kind) {
      const [field, entry] = path;
      if (field === undefined) return kind === 'object' ? 'enter' : 'skip';
      if (typeof field === 'number') return 'skip';
      if (entry !== undefined) {
        if (streamed.has(field)) return kind === 'object' ? 'record' : 'skip';
        heard(field, 'other');
        return 'skip';
      }
      if (kind === 'scalar') return technical.has(field) ? 'skip' : 'record';
      if (streamed.has(field)) heard(field, 'list');
      return technical.has(field) ? 'skip' : 'enter';
    },
  };
}
