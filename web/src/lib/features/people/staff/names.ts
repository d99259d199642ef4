import { SvelteMap } from 'svelte/reactivity';

const known = new SvelteMap<string, string>();

/** What people are called, from the lists seen in this tab, so that a page about someone can say their name. */
export const names = {
  note(people: { person_id: string; display_name: string }[]): void {
    for (const each of people) known.set(each.person_id, each.display_name);
  },
  of(person: string): string {
    return known.get(person) ?? '';
  }
};
