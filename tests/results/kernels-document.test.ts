/** Kernel speeds as a document: what JSON gives back is what was put in, in six digits. */
import { expect, test } from 'vitest';
import { kernelsDocument } from '../../src/results/kernels-document.ts';
import { kernelsReport, speedOf, waiting, wrongSpeed } from '../gallery/kernels-reports.ts';

test('a document survives JSON, and keeps every kernel in its state', () => {
  const report = kernelsReport([speedOf('ep', { simd: 1, scalar: 1 / 3 }), wrongSpeed('sort'), waiting('heat')], {
    clock: { resolutionMs: Infinity },
  });
  const document = kernelsDocument(report);
  expect(JSON.parse(JSON.stringify(document))).toEqual(document);
  expect(document.schema).toBe('overlap-kernels/1');
  expect(document.clock.resolutionMs).toBeNull();
  expect(document.kernels.map(({ state }) => state)).toEqual(['done', 'done', 'waiting']);
  expect(document.kernels[0]?.builds[1]?.samples[0]).toBe(4);
  expect(document.kernels[0]?.builds[0]?.pace?.estimate).toBe(
    Number(document.kernels[0]?.builds[0]?.pace?.estimate.toPrecision(6)),
  );
});
