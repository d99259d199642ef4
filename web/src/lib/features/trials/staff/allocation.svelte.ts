import { get, post, query } from '$lib/api/client';
import type { FinalUnit, FinalUnitList, TrialView, WaitingUnit, WaitingUnitList } from '$lib/api/types';
import { Fetched } from '$lib/features/shell/fetched.svelte';
import { api } from '$lib/features/shell/staff/place';

/** Everything on the screen at one moment. Lists grow by a page when more is asked for. */
export interface TrialBoard {
  view: TrialView;
  waiting: WaitingUnitList;
  units: FinalUnitList;
}

const page_size = 50;
const nothing = { items: [], next: null };

/** The trial of one programme, and what staff do with it. */
export class Allocating {
  readonly board: Fetched<TrialBoard>;
  private readonly here: string;

  constructor(
    programme: string,
    private readonly coordinates: boolean
  ) {
    this.here = api(programme, 'trial');
    this.board = new Fetched<TrialBoard>(async () => ({ value: await this.fetch(), kept: false }));
  }

  private list<List>(name: 'waiting' | 'units', after?: string): Promise<List> {
    return get<List>(`${this.here}/${name}${query({ after, limit: page_size })}`);
  }

  private async fetch(): Promise<TrialBoard> {
    const view = await get<TrialView>(this.here);
    if (!this.coordinates || view.phase === 'not_opened') return { view, waiting: nothing, units: nothing };
    const waiting = view.phase === 'open' ? await this.list<WaitingUnitList>('waiting') : nothing;
    return { view, waiting, units: await this.list<FinalUnitList>('units') };
  }

  async more_waiting(): Promise<void> {
    const board = this.board.value;
    if (!board?.waiting.next) return;
    const next = await this.list<WaitingUnitList>('waiting', board.waiting.next);
    this.board.show({ ...board, waiting: { ...next, items: [...board.waiting.items, ...next.items] } });
  }

  async more_units(): Promise<void> {
    const board = this.board.value;
    if (!board?.units.next) return;
    const next = await this.list<FinalUnitList>('units', board.units.next);
    this.board.show({ ...board, units: { ...next, items: [...board.units.items, ...next.items] } });
  }

  async make_final(unit: WaitingUnit): Promise<FinalUnit> {
    const made = await post<FinalUnit>(`${this.here}/units`, { unit: unit.unit });
    await this.board.load();
    return made;
  }

  async decide(what: 'open' | 'allocate' | 'close'): Promise<void> {
    await post(`${this.here}/${what}`);
    await this.board.load();
  }
}
