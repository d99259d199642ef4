import { Offline, Problem } from '$lib/api/problem';
import { read, type Reading } from '$lib/offline/reading';

export type Fault = 'offline' | 'not_here' | 'refused' | 'broken';

/** Something a screen shows: on its way, here, kept from last time, or not to be had. */
export class Fetched<Value> {
  value = $state.raw<Value | null>(null);
  kept = $state(false);
  fault = $state<Fault | null>(null);
  detail = $state('');
  private round = 0;

  constructor(private readonly source: () => Promise<Reading<Value>>) {}

  /** Fetches anew and leaves what is shown in place meanwhile. An answer overtaken by a later one is dropped. */
  async load(): Promise<void> {
    const round = ++this.round;
    try {
      const reading = await this.source();
      if (round === this.round) this.show(reading.value, reading.kept);
    } catch (cause) {
      if (round === this.round) this.fail(cause);
    }
  }

  show(value: Value, kept = false): void {
    this.value = value;
    this.kept = kept;
    this.fault = null;
  }

  private fail(cause: unknown): void {
    this.fault = fault_of(cause);
    this.detail = cause instanceof Problem ? cause.detail : '';
  }
}

/** A screen that reads one address, and can be read again without a line. */
export function fetched<Value>(path: () => string): Fetched<Value> {
  return new Fetched<Value>(() => read<Value>(path()));
}

export function fault_of(cause: unknown): Fault {
  if (cause instanceof Offline) return 'offline';
  if (!(cause instanceof Problem)) return 'broken';
  if (cause.status === 404) return 'not_here';
  return cause.status === 403 ? 'refused' : 'broken';
}
