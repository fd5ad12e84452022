/**
 * The result format as JSON Schema (draft-07), from the one schema in code: for those who read results by other means. What JSON Schema
 * cannot say stays out and is checked by the lab alone: that an estimate lies between its ends, and when samples may be missing.
 */
import { toJsonSchema } from '@valibot/to-json-schema';
import { format } from 'prettier';
import { FORMAT } from '../../src/results/limits.ts';
import { resultSchema } from '../../src/results/schema.ts';

export const PUBLISHED = new URL('../../src/static/schemas/overlap-result-1.json', import.meta.url);

/** Said by nothing in JSON Schema, which knows finite numbers only. */
const UNSAID = ['finite', 'check', 'partial_check'];

export function publishedSchema(): Record<string, unknown> {
  const { $schema, ...rest } = toJsonSchema(resultSchema, {
    ignoreActions: UNSAID,
    // A list is bounded before its entries are looked at, which the library takes for two schemas; they come out as one.
    errorMode: 'ignore',
    overrideAction: ({ valibotAction, jsonSchema }) =>
      valibotAction.type === 'safe_integer' ? { ...jsonSchema, type: 'integer' } : undefined,
  });
  return {
    $schema,
    title: FORMAT,
    description: 'A result of Overlap. Times in milliseconds; null where there is no number. Further keys may come.',
    ...rest,
  };
}

export async function publishedText(): Promise<string> {
  return format(JSON.stringify(publishedSchema()), { parser: 'json', singleQuote: true, printWidth: 120 });
}
