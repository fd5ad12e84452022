/**
 * The kernels a visitor can choose, by id and title. Their descriptors are loaded where one is run.
 */
import type told from '../catalogues/kernels-told.ts';
import type { KernelChoice } from '../catalogues/kernels-told.ts';
import written from '../catalogues/kernels-told.ts?at-build';

export type { KernelChoice } from '../catalogues/kernels-told.ts';

export function kernelChoices(): readonly KernelChoice[] {
  return written as typeof told;
}
