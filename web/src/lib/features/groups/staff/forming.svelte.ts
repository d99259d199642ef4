import { get, post, query } from '$lib/api/client';
import type { AcceptedGroups, FormingView, GroupCard, GroupCardList, WaitingForGroup, WaitingForGroupList } from '$lib/api/types';
import { Fetched } from '$lib/features/shell/fetched.svelte';
import { api } from '$lib/features/shell/staff/place';

/** Everything on the screen at one moment: the proposal, its groups, and who is in none. */
export interface Board {
  view: FormingView;
  groups: GroupCard[];
  left: WaitingForGroup[];
  standing: GroupCard[];
}

interface Page<Item> {
  items: Item[];
  next?: string | null;
}

/** Reads a list to its end; a programme has at most a few pages of groups or people. */
export async function all_of<Item>(path: string): Promise<Item[]> {
  const out: Item[] = [];
  let after: string | undefined;
  do {
    const page: Page<Item> = await get<Page<Item>>(path + query({ after, limit: 200 }));
    out.push(...page.items);
    after = page.next ?? undefined;
  } while (after);
  return out;
}

/** How many groups nobody leads. */
export function unled_of(groups: Pick<GroupCard, 'facilitators'>[]): number {
  return groups.filter((group) => group.facilitators.length === 0).length;
}

/** The forming of groups in one programme: what stands there, and what a coordinator does with it. */
export class Forming {
  readonly board: Fetched<Board>;
  private readonly here: string;

  constructor(private readonly programme: string) {
    this.here = api(programme, 'forming');
    this.board = new Fetched<Board>(async () => ({ value: await this.fetch(), kept: false }));
  }

  private async fetch(): Promise<Board> {
    const [view, left, standing] = await Promise.all([
      get<FormingView>(this.here),
      all_of<WaitingForGroupList['items'][number]>(`${this.here}/left-over`),
      all_of<GroupCardList['items'][number]>(api(this.programme, 'groups'))
    ]);
    const groups = view.has_proposal ? await all_of<GroupCard>(`${this.here}/groups`) : [];
    return { view, groups, left, standing };
  }

  private get revision(): number {
    return this.board.value?.view.revision ?? 0;
  }

  async solve(fresh_seed: boolean): Promise<FormingView> {
    const view = await post<FormingView>(this.here, { revision: this.revision, groups: 0, fresh_seed }, { timeout_ms: 60_000 });
    await this.board.load();
    return view;
  }

  async move(person: string, to: string): Promise<void> {
    await post(`${this.here}/people/${encodeURIComponent(person)}/move`, { revision: this.revision, to });
    await this.board.load();
  }

  async pin(person: string, pinned: boolean): Promise<void> {
    await post(`${this.here}/people/${encodeURIComponent(person)}/pin`, { revision: this.revision, pinned });
    await this.board.load();
  }

  async accept(): Promise<AcceptedGroups> {
    const done = await post<AcceptedGroups>(`${this.here}/accept`, { revision: this.revision });
    await this.board.load();
    return done;
  }

  async forget(): Promise<void> {
    await post(`${this.here}/drop`, { revision: this.revision });
    await this.board.load();
  }
}
