/**
 * Where a model can race: whether this page has what it needs, and what to say where it has not. Words and rules; the mode itself
 * is found by doing, in the race.
 */
import { listed } from '../base/listed.ts';
import { modelName } from '../charts/model-names.ts';
import { MODEL_IDS, type ModelId } from '../models/index.ts';
import { type Environment, forecast, mayShare, type Notice } from './mode-notice.ts';
import type { Contender } from './race-catalogue.ts';

/** Models that keep to the page's thread, known before any model is loaded. */
const ON_PAGE: ReadonlySet<ModelId> = new Set(['main-thread', 'event-loop', 'greenlets']);

function needsOf(model: ModelId, found: ReadonlyMap<ModelId, Contender>): Contender['needs'] {
  return found.get(model)?.needs ?? (ON_PAGE.has(model) ? 'page' : 'shared memory');
}

export function usesWorkers(model: ModelId, found: ReadonlyMap<ModelId, Contender>): boolean {
  return needsOf(model, found) !== 'page';
}

export function canRace(model: ModelId, place: Environment, found: ReadonlyMap<ModelId, Contender>): boolean {
  const needs = needsOf(model, found);
  if (needs === 'page') return true;
  return place.workers && (mayShare(place) || needs === 'workers');
}

/** Which models have to stay out here, which can race, and how to get the rest; null where all can. */
export function absence(place: Environment, found: ReadonlyMap<ModelId, Contender>): Notice | null {
  const why = forecast(place);
  if (!why) return null;
  const able = MODEL_IDS.filter((model) => canRace(model, place, found)).map(modelName);
  const cause = place.workers ? 'This page got no shared memory' : 'This browser has no workers';
  return { text: `${cause}, so not every model can race here: ${listed(able)} can.`, remedy: why.remedy };
}
