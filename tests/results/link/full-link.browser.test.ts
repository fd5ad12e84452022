/** The full form of a link in the browser, whose own streams deflate and inflate: what was sent from elsewhere opens, bombs do not. */
import { expect, it } from 'vitest';
import { deflated } from '../../../src/results/link/deflate.ts';
import { FULL_FORM } from '../../../src/results/link/forms.ts';
import { framed } from '../../../src/results/link/frame.ts';
import { fullPayload, readFullPayload } from '../../../src/results/link/full-link.ts';
import { DAMAGED } from '../../../src/results/link/misread.ts';
import type { ResultDocument } from '../../../src/results/schema.ts';
import frozen from './frozen-links.json';

const LINKS = frozen.documents as unknown as readonly { readonly payload: string; readonly document: ResultDocument }[];

it('opens links that were made in Node, and makes such as come back the same', async () => {
  for (const { payload, document } of LINKS) {
    expect(await readFullPayload(payload)).toEqual({ ok: true, value: document });
    const own = await fullPayload(document, 1997);
    expect(own.document).toBe(document);
    expect(await readFullPayload(own.payload)).toEqual({ ok: true, value: document });
  }
});

it('refuses what stands for megabytes, what ends too early and what is no deflated data', async () => {
  const bomb = await deflated(new Uint8Array(6_000_000));
  for (const body of [bomb, bomb.slice(0, 40), new Uint8Array(50).fill(255)]) {
    expect(await readFullPayload(framed(FULL_FORM, body))).toEqual({ ok: false, fault: DAMAGED });
  }
});
