/**
 * What the browser says of the machine's state: the pressure on its processor (Compute Pressure, W3C) and its battery
 * (Battery Status, W3C), where it says anything. Hints, never a gate: whatever is missing, refused by a permissions
 * policy or late is null. Measures nothing itself.
 *
 * Chromium derives the pressure from how busy the processors are, so a measurement that loads them all raises it: what
 * is said before the first load tells of the machine, what is said later of the measurement.
 */
import { atMost } from '../base/at-most.ts';
import type { Milliseconds } from '../base/units.ts';
import type { Surroundings } from './report.ts';

export type Said = Omit<Surroundings, 'busyBefore'>;

export interface SurroundingsWatch {
  /** The latest that was said. */
  look(): Said;
  end(): void;
}

type Pressure = NonNullable<Surroundings['pressure']>;

/** Of Compute Pressure, what is used here; the DOM library has no types for it. */
interface Observer {
  observe(source: 'cpu'): Promise<void>;
  disconnect(): void;
}
export type ObserverConstructor = new (changed: (records: readonly { readonly state: string }[]) => void) => Observer;

/** Of `BatteryManager`; its properties change with the battery. */
export interface Battery {
  readonly charging: boolean;
  /** 0 to 1. */
  readonly level: number;
}

/** Where the browser has them. */
export interface SurroundingsSources {
  readonly PressureObserver?: ObserverConstructor | undefined;
  readonly getBattery?: (() => Promise<Battery>) | undefined;
}

/**
 * So long is waited for the first word. Later ones are in `look()` when they come: Chromium's on pressure takes some
 * 2.5 s (seen in version 156), so a watch that is to know the state before a load has to begin well before it.
 */
const FIRST_WORD_MS: Milliseconds = 300;

/** Resolves when both have answered, or after 300 ms; never rejects. To be ended. */
export async function watchSurroundings(sources: SurroundingsSources = browserSources()): Promise<SurroundingsWatch> {
  const pressure = watchPressure(sources.PressureObserver);
  let battery: Battery | null = null;
  const charged = batteryOf(sources.getBattery).then((found) => (battery = found));
  await atMost(Promise.all([pressure.first, charged]), FIRST_WORD_MS);
  return {
    look: () => ({ pressure: pressure.state, battery: battery && stateOf(battery) }),
    end: () => pressure.end(),
  };
}

interface PressureWatch {
  readonly state: Pressure | null;
  /** Settles with the first word, or when there will be none; never rejects. */
  readonly first: Promise<void>;
  end(): void;
}

function watchPressure(Constructor: ObserverConstructor | undefined): PressureWatch {
  let state: Pressure | null = null;
  let observer: Observer | null = null;
  const first = new Promise<void>((settled) => {
    try {
      if (!Constructor) return settled();
      observer = new Constructor((records) => {
        state = pressureFrom(records.at(-1)?.state) ?? state;
        settled();
      });
      observer.observe('cpu').catch(() => settled());
    } catch {
      // A policy may refuse at once: then there is no word.
      settled();
    }
  });
  return {
    get state() {
      return state;
    },
    first,
    end: () => observer?.disconnect(),
  };
}

/** A state that a later version may add is not ours to interpret. */
function pressureFrom(state: string | undefined): Pressure | null {
  switch (state) {
    case 'nominal':
    case 'fair':
    case 'serious':
    case 'critical':
      return state;
    default:
      return null;
  }
}

async function batteryOf(getBattery: SurroundingsSources['getBattery']): Promise<Battery | null> {
  try {
    return (await getBattery?.()) ?? null;
  } catch {
    return null;
  }
}

function stateOf({ charging, level }: Battery): Said['battery'] {
  return { charging, level };
}

function browserSources(): SurroundingsSources {
  // Where the page around this one has not passed it on, asking for it would be a fault in the console.
  const { featurePolicy } = document as { readonly featurePolicy?: { allowsFeature(name: string): boolean } };
  const isAllowed = featurePolicy?.allowsFeature('compute-pressure') ?? true;
  const { PressureObserver } = isAllowed ? (globalThis as { PressureObserver?: ObserverConstructor }) : {};
  const page = navigator as Navigator & { getBattery?: () => Promise<Battery> };
  return { PressureObserver, getBattery: page.getBattery?.bind(page) };
}
