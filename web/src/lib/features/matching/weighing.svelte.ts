import type { CriterionView, LibraryView } from '$lib/api/types';
import { Fetched } from '$lib/features/shell/fetched.svelte';
import { t } from '$lib/texts/texts.svelte';
import { announce } from '$lib/ui/announce.svelte';
import { with_weight, type Weight } from './matching';

/** A library, asked for anew whenever somebody says what matters to them. */
export class Weighing {
  busy = $state(false);
  readonly source: Fetched<LibraryView>;
  private wanted: CriterionView[] = [];

  constructor(fetch: (wanted: CriterionView[]) => Promise<LibraryView>) {
    this.source = new Fetched(async () => ({ value: await fetch(this.wanted), kept: false }));
  }

  set = async (key: string, weight: Weight) => {
    const { source } = this;
    this.wanted = with_weight(source.value?.criteria ?? [], key, weight);
    if (source.value) source.show({ ...source.value, criteria: this.wanted });
    this.busy = true;
    await source.load();
    this.busy = false;
    announce(t('library.found', { count: source.value?.total ?? 0 }));
  };
}
