/** The form of a notebook as it is kept, for reading it back: what another version or another hand wrote is left out, not believed. */
import * as v from 'valibot';

const text = (most: number) => v.pipe(v.string(), v.maxLength(most));
const number = v.pipe(v.number(), v.finite());
const interval = v.object({ low: number, high: number, estimate: number });
const id = text(60);

const prediction = v.variant('kind', [
  v.object({ kind: v.literal('number'), value: number }),
  v.object({ kind: v.literal('choice'), id }),
  v.object({ kind: v.literal('curve'), points: v.pipe(v.array(v.object({ x: number, y: number })), v.maxLength(64)) }),
]);

const answer = v.variant('kind', [
  v.object({ kind: v.literal('number'), value: interval }),
  v.object({ kind: v.literal('choice'), id: v.nullable(id) }),
  v.object({
    kind: v.literal('curve'),
    points: v.pipe(v.array(v.object({ x: number, y: interval })), v.maxLength(64)),
  }),
]);

const finding = v.object({
  answer,
  says: id,
  reason: v.nullable(id),
  values: v.pipe(
    v.record(id, text(400)),
    v.check((all) => Object.keys(all).length <= 60),
  ),
});

export const entrySchema = v.object({
  prediction,
  /** Of rounds that ask for one; whether the round has it on its slider is asked when the lesson is shown. */
  setting: v.exactOptional(number),
  predictedAt: text(40),
  finding: v.nullable(finding),
  foundAt: v.nullable(text(40)),
  reason: v.nullable(id),
});

export const notebookSchema = v.object({
  format: v.literal('overlap-notebook/1'),
  /** Entries by lesson and round. Each is read by itself: one that is damaged costs itself only. */
  lessons: v.record(id, v.record(id, v.unknown())),
});
