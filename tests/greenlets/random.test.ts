/**
 * Greenlets that switch, throw and change parents at random do what the reference interpreter does and what Python's library did:
 * its traces are recorded (recorded.json), and played again where python3 has it.
 */
import { expect, test } from 'vitest';
import { generatorForm } from './forms.ts';
import { peerTraces } from './peer.ts';
import { perform } from './perform.ts';
import { digestOf, playOf } from './play.ts';
import recorded from './recorded.json';
import { refer } from './reference.ts';

const PLAYS = 3_000;
const seeds = (count: number): number[] => Array.from({ length: count }, (_, index) => index + 1);

test(`the reference interpreter agrees on ${PLAYS} random plays`, async () => {
  for (const seed of seeds(PLAYS)) {
    const play = playOf(seed);
    expect(await perform(play, generatorForm), `seed ${seed}: ${JSON.stringify(play)}`).toEqual(refer(play));
  }
});

const digests = recorded.digests.split(' ');

test(`${recorded.version} agreed on ${digests.length} random plays`, async () => {
  for (const [index, digest] of digests.entries()) {
    const trace = await perform(playOf(index + 1), generatorForm);
    expect(digestOf(trace), `seed ${index + 1}: ${trace.join(', ')}`).toBe(digest);
  }
});

test('Python’s library agrees now, where it is installed', async ({ skip }) => {
  const plays = seeds(PLAYS).map(playOf);
  const peer = await peerTraces(plays);
  if ('absent' in peer) return skip(peer.absent);
  for (const [index, play] of plays.entries()) {
    expect(await perform(play, generatorForm), `seed ${index + 1}`).toEqual(peer.traces[index]);
  }
});

test('the plays come upon everything that can happen, and a trace that differs in one event is told apart', () => {
  const all = seeds(PLAYS).flatMap((seed) => refer(playOf(seed)));
  const kinds = new Set(all.map((line) => line.replace(/-?\d+/g, '').trim()));
  const expected = [
    'starts with',
    'starts with exit',
    'gets',
    'gets exit',
    'catches oops',
    'catches exit',
    'catches cycle',
  ];
  expect([...kinds].sort()).toEqual([...expected, 'is active', 'is dead', 'is fresh'].sort());
  expect(digestOf(['0 gets 1', '0 is dead'])).not.toBe(digestOf(['0 gets 2', '0 is dead']));
});
