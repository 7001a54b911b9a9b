'use client';

import { RemindersField } from '../reminder/reminders-field.tsx';
import { RelationsField } from '../relation/relations-field.tsx';
import { DueField } from './due-field.tsx';
import { EstimateField } from './estimate-field.tsx';
import type { FieldProps } from './field-props.ts';
import { LabelsField } from './labels-field.tsx';
import { PeopleField } from './people-field.tsx';
import { ProjectField, SectionField } from './place-field.tsx';
import type { ProjectOutput } from '../../../server/project/schema.ts';
import { PriorityField } from './priority-field.tsx';
import { RepeatField } from './repeat-field.tsx';
import { StartField } from './start-field.tsx';

/** Everything about a task that is not text, a line each. */
export function Fields(props: FieldProps & { project: ProjectOutput | undefined }) {
  const { task, canWrite } = props;
  const field = { task, canWrite };
  return (
    <dl className="flex flex-col px-4 md:pl-5">
      <ProjectField {...props} />
      {task.parentId === null && <SectionField {...field} />}
      <DueField {...field} />
      <RepeatField {...field} />
      <RemindersField task={task} />
      <StartField {...field} />
      <PriorityField {...field} />
      <LabelsField {...field} />
      <PeopleField {...field} />
      <EstimateField {...field} />
      <RelationsField {...props} />
    </dl>
  );
}
