import * as z from 'zod';

type Schema = {
  type?: string;
  format?: string;
  properties?: Record<string, Schema>;
  items?: Schema;
  anyOf?: Schema[];
  allOf?: Schema[];
};

/** The fields of an input that take the id of a thing, the key of the operation itself left out: `add.labelIds[]`. */
export function idFieldsOf(input: z.ZodType): string[] {
  const schema = z.toJSONSchema(input, { io: 'input', unrepresentable: 'any', reused: 'inline' });
  return [...new Set(fieldsIn(schema as Schema, ''))].filter((path) => !/(^|[.])opId$/.test(path));
}

function fieldsIn(schema: Schema, path: string): string[] {
  const { properties = {}, items, anyOf = [], allOf = [] } = schema;
  return [
    ...(schema.type === 'string' && schema.format === 'uuid' ? [path] : []),
    ...(items ? fieldsIn(items, `${path}[]`) : []),
    ...[...anyOf, ...allOf].flatMap((one) => fieldsIn(one, path)),
    ...Object.entries(properties).flatMap(([key, value]) =>
      fieldsIn(value, path === '' ? key : `${path}.${key}`),
    ),
  ];
}
