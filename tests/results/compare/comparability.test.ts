/** What may be laid over what: which differences bar, which set apart, which are only said, and that nothing gets lost in the groups. */
import { describe, expect, it } from 'vitest';
import type { Summary } from '../../../src/results/summary.ts';
import {
  conditionsIn,
  groupsOf,
  isLaidOver,
  reasonsAgainst,
  type Shown,
} from '../../../src/results/compare/comparability.ts';
import { only, PLAIN, summary } from './summaries.ts';

const SHOWN: Shown = { kernel: 'mandelbrot', model: 'free-threads' };
const BROWSER = PLAIN.browser;

function kinds(other: Summary, reference = PLAIN, shown = SHOWN): string[] {
  return reasonsAgainst(reference, other, shown).map(({ kind, aspect }) => `${kind} ${aspect}`);
}

function texts(other: Summary, reference = PLAIN): string[] {
  return reasonsAgainst(reference, other, SHOWN).map(({ text }) => text);
}

describe('two results', () => {
  it('that agree in everything need no word, though device, system and page differ', () => {
    expect(kinds(summary())).toEqual([]);
    expect(
      kinds(
        summary({
          browser: { ...BROWSER, platform: 'Android' },
          proven: 8,
          versions: { page: '0.9.0', protocol: 1 },
          noiseFloor: 0.2,
        }),
      ),
    ).toEqual([]);
  });

  it.each([
    ['another version of the kernel', summary({}, { version: 2 }), 'kernel-version'],
    ['another protocol', summary({ versions: { page: '0.1.0', protocol: 2 } }), 'protocol'],
    ['other work', summary({}, { kernel: 'heat' }), 'kernel'],
    ['cores only', summary({ kernels: [] }), 'kernel'],
    ['a model that was not measured', summary({ mode: 'shared' }, { curves: [] }), 'model'],
  ])('with %s are never laid over each other, whatever is overlooked', (_, other, aspect) => {
    const reasons = reasonsAgainst(PLAIN, other, SHOWN);
    expect(reasons[0]).toMatchObject({ kind: 'barred', aspect });
    expect(isLaidOver(reasons, ['protocol', 'mode', 'browser', 'preset', 'build', 'schedule'])).toBe(false);
  });

  it.each([
    ['mode', summary({ mode: 'messages' })],
    ['browser', summary({ browser: { ...BROWSER, name: 'Firefox' } })],
    ['preset', summary({ preset: 'thorough' })],
    ['build', summary({ build: 'scalar' })],
    ['build', summary({ build: null })],
    ['schedule', summary({ schedule: 'static' })],
    ['protocol', summary({ versions: null })],
  ] as const)('that differ in the %s are laid over each other only when that is overlooked', (condition, other) => {
    for (const [one, against] of [
      [PLAIN, other],
      [other, PLAIN],
    ] as const) {
      const reasons = reasonsAgainst(one, against, SHOWN);
      expect(conditionsIn(reasons)).toEqual([condition]);
      expect(isLaidOver(reasons, [])).toBe(false);
      expect(isLaidOver(reasons, ['preset', condition])).toBe(true);
    }
  });

  it('of which neither names its protocol cannot be known to share one', () => {
    const old = summary({ versions: null });
    expect(texts(old, old)).toEqual(['Neither result says by which protocol it was measured.']);
  });

  it('in other versions of one browser, of other sizes, or of a run that ended early are laid over each other, and it is said', () => {
    const other = summary({ browser: { ...BROWSER, version: '150' }, state: 'stopped' }, { size: 2000 });
    expect(kinds(other)).toEqual(['note browser-version', 'note size', 'note state']);
    expect(isLaidOver(reasonsAgainst(PLAIN, other, SHOWN), [])).toBe(true);
  });

  it('are told apart in sentences that name both sides', () => {
    const other = summary({ browser: { ...BROWSER, name: 'Firefox' }, mode: 'messages', preset: 'thorough' });
    expect(texts(other)).toEqual([
      'Measured with messages only, the reference with shared memory.',
      'Measured in Firefox, the reference in Chromium.',
      'Measured by the thorough preset, the reference by the quick one.',
    ]);
  });
});

it('a model of the page’s own thread has no curve over numbers of workers', () => {
  expect(kinds(PLAIN, PLAIN, { kernel: 'mandelbrot', model: 'main-thread' })).toEqual(['barred model']);
});

describe('groups', () => {
  it('hold results that may be laid over their first, each in one, those without the curve in none', () => {
    const firefox = summary({ browser: { ...BROWSER, name: 'Firefox' } });
    const all = [
      PLAIN,
      firefox,
      summary({ proven: 8 }),
      summary({ kernels: [] }),
      firefox,
      summary({}, { version: 2 }),
    ];
    const machines = all.map(only);
    const groups = groupsOf(machines, SHOWN).map((group) => group.map((one) => machines.indexOf(one)));
    expect(groups).toEqual([[0, 2], [1, 4], [5]]);
  });
});
