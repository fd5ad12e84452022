/**
 * The pictures of kernels, and what each must say. A picture is a pure function of what its kernel has computed at one small size; whoever shows it runs
 * the kernel (`experiments/kernel-output.ts`). A kernel has a picture by having a file here, named as the kernel.
 */
import type { SVGTemplateResult } from 'lit';
import { registry } from '../../base/registry.ts';

/** Ink on paper, pixel by pixel. */
export interface Raster {
  readonly kind: 'raster';
  readonly width: number;
  readonly height: number;
  /** From 0, the paper, to 1, all ink; row by row from the top. */
  readonly ink: Float32Array;
  /** Each pixel stays a square where the picture is shown larger. */
  readonly isCoarse: boolean;
}

/** Lines and text, for a width in real pixels. */
export interface Drawing {
  readonly kind: 'drawing';
  layout(width: number): { readonly height: number; readonly drawing: SVGTemplateResult };
}

export interface Drawn {
  readonly picture: Raster | Drawing;
  /** What is seen, with the numbers that are, for who does not see it. */
  readonly label: string;
}

export interface KernelPicture {
  /** The kernel's. */
  readonly id: string;
  /** Of what is computed for it: a few milliseconds of work. */
  readonly size: number;
  /** What is shown and how to read it, under the picture. */
  readonly caption: string;
  draw(output: Uint8Array, input: Uint8Array): Drawn;
}

export const kernelPictures = registry<KernelPicture>(
  'picture',
  import.meta.glob<{ default: KernelPicture }>(['./*.ts', '!./index.ts']),
);
