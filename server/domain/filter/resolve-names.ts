import type { Locale } from '../enums.ts';
import { fold } from '../fold.ts';
import type { LabelId, ProjectId, SectionId, UserId } from '../ids.ts';
import type { Clause, SectionName } from './ast.ts';
import { suggest } from './suggest.ts';

type Named<T> = { id: T; name: string };

/** What there is in the workspace that the viewer sees, by name. */
export type FilterNames = {
  labels: readonly Named<LabelId>[];
  projects: readonly (Named<ProjectId> & { key: string; sections: readonly Named<SectionId>[] })[];
  people: readonly Named<UserId>[];
};

const messages = {
  label: { en: 'no label is called “{name}”', ru: 'метки «{name}» нет' },
  project: { en: 'no project is called “{name}”', ru: 'проекта «{name}» нет' },
  section: {
    en: 'that project has no section “{name}”',
    ru: 'в этом проекте нет раздела «{name}»',
  },
  person: { en: 'nobody is called “{name}”', ru: 'никого не зовут «{name}»' },
  'several-people': {
    en: 'several people are called “{name}”: write the whole name',
    ru: 'людей с именем «{name}» несколько: напишите имя целиком',
  },
  key: { en: 'no project has the key {name}', ru: 'проекта с ключом {name} нет' },
} as const satisfies Record<string, Record<Locale, string>>;

/** A clause that names what is not there, and the name that was most likely meant. */
export type NameProblem = {
  code: keyof typeof messages;
  clause: Clause;
  name: string;
  suggestion?: string;
};

/** Puts such a problem into words. */
export function sayNameProblem({ code, name }: NameProblem, locale: Locale): string {
  return messages[code][locale].replace('{name}', () => name);
}

/** What names are told apart by, and whose clause it is. */
type Asked = { clause: Clause; names: FilterNames };

export function labelsCalled(name: string, { clause, names }: Asked): LabelId[] | NameProblem {
  return called(name, names.labels) ?? missing('label', { clause, name, known: names.labels });
}

/** Projects by name, else by key. */
export function projectsCalled(name: string, { clause, names }: Asked): ProjectId[] | NameProblem {
  const { projects } = names;
  const byKey = projects.map(({ id, key }) => ({ id, name: key }));
  const found = called(name, projects) ?? called(name, byKey);
  return found ?? missing('project', { clause, name, known: projects });
}

/** The sections of that name, or all, in some of the projects. */
export function sectionsCalled(
  section: SectionName,
  projectIds: readonly ProjectId[],
  { clause, names }: Asked,
): SectionId[] | NameProblem {
  const known = names.projects.flatMap(({ id, sections }) =>
    projectIds.includes(id) ? sections : [],
  );
  if (section.kind === 'any') return known.map(({ id }) => id);
  const { name } = section;
  return called(name, known) ?? missing('section', { clause, name, known });
}

/** People by their whole name, else the one person whose first name it is. */
export function peopleCalled(name: string, { clause, names }: Asked): UserId[] | NameProblem {
  const { people } = names;
  const byFirstName = called(
    name,
    people.map((one) => ({ id: one.id, name: one.name.split(' ')[0] ?? '' })),
  );
  const found = called(name, people) ?? byFirstName;
  if (!found) return missing('person', { clause, name, known: people });
  if (found === byFirstName && found.length > 1) return { code: 'several-people', clause, name };
  return found;
}

/** Projects with that key now; keys that a project has left are not looked at. */
export function projectsKeyed(key: string, { clause, names }: Asked): ProjectId[] | NameProblem {
  const known = names.projects.map(({ id, key: name }) => ({ id, name }));
  return called(key, known) ?? missing('key', { clause, name: key, known });
}

function called<T>(name: string, known: readonly Named<T>[]): T[] | undefined {
  const folded = fold(name);
  const found = known.filter((one) => fold(one.name) === folded).map(({ id }) => id);
  return found.length > 0 ? found : undefined;
}

type Missing = { clause: Clause; name: string; known: readonly Named<unknown>[] };

function missing(code: NameProblem['code'], { clause, name, known }: Missing): NameProblem {
  const suggestion = suggest(
    name,
    known.map((one) => one.name),
  );
  return { code, clause, name, ...(suggestion === undefined ? {} : { suggestion }) };
}
