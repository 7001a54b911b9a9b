/** A task of a story: its title, and what else is known of it. `due` is days from today. */
export type StoryTask = {
  title: string;
  due?: number;
  /** A rule of RFC 5545 by which it comes again. */
  repeats?: string;
  priority?: number;
  labels?: number[];
  notes?: string;
  below?: string[];
  done?: true;
  /** So many of its first days are done. */
  timesDone?: number;
  /** In so many days it can be begun. */
  start?: number;
  minutes?: number;
  /** Who it is assigned to: 0 is the person of the story. */
  who?: number;
  /** By the person of the story, or `0: …` by one of its people; `@1` mentions another. */
  comments?: string[];
  /** A picture hangs on it. */
  picture?: string;
};

export type StoryRelation = { from: string; kind: 'blocks' | 'relates'; to: string };

export type StoryProject = {
  name: string;
  key: string;
  colour: string;
  sections: { name: string; tasks: StoryTask[] }[];
};

export type Story = {
  people: string[];
  workspace: string;
  labels: { name: string; colour: string }[];
  /** What the person has saved; the first one is looked at. */
  views: { name: string; filter: string; grouping?: string; layout?: string }[];
  /** What another has saved, and what finds nothing. */
  idleView: { name: string; filter: string };
  /** What tasks are to each other, by their titles: the person's alone, and the team's. */
  relations: StoryRelation[];
  teamRelations: StoryRelation[];
  /** A filter with two ways in. */
  filter: string;
  inbox: StoryTask[];
  /** What the person has alone, and what is the team's. */
  projects: StoryProject[];
  teamProjects: StoryProject[];
  /** What of the team has been put away, or is another's and private. */
  archived: StoryProject;
  hidden: { name: string; key: string; colour: string };
  /** What lies in the trash. */
  trash: string[];
  token: string;
  /** Who is invited, and has not come yet. */
  invited: string;
  /** A word that search finds in several places. */
  search: string;
  /** What is written into the line for a new task: for one day, and for many. */
  written: { once: string; often: string };
};
