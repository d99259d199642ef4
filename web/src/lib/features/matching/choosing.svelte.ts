import type { SupporterCard } from '$lib/api/types';
import { drop, keep, recall } from '$lib/offline/store';
import { move, toggle } from './order';

interface Kept {
  cards: SupporterCard[];
  hellos: Record<string, string>;
}

/** Whom the person is about to ask, in order, with what they wrote. Kept on the phone until it is sent. */
class Choosing {
  cards = $state.raw<SupporterCard[]>([]);
  hellos = $state<Record<string, string>>({});

  private ids = () => this.cards.map((card) => card.supporter_id);

  place_of(id: string): number {
    return this.ids().indexOf(id) + 1;
  }

  toggle(card: SupporterCard, limit: number): void {
    this.put(toggle(this.ids(), card.supporter_id, limit), [...this.cards, card]);
  }

  move(id: string, by: -1 | 1): void {
    this.put(move(this.ids(), id, by), this.cards);
  }

  write(id: string, hello: string): void {
    this.hellos[id] = hello;
    this.remember();
  }

  async restore(): Promise<void> {
    const kept = this.cards.length === 0 ? await recall<Kept>('pages', 'choosing') : null;
    if (!kept) return;
    this.cards = kept.cards;
    this.hellos = kept.hellos;
  }

  /** Drops those who can no longer be asked. */
  keep_only(free: SupporterCard[]): void {
    const ids = free.filter((card) => !card.asked).map((card) => card.supporter_id);
    this.put(
      this.ids().filter((id) => ids.includes(id)),
      free
    );
  }

  async clear(): Promise<void> {
    this.cards = [];
    this.hellos = {};
    await drop('pages', 'choosing');
  }

  private put(ids: string[], from: SupporterCard[]): void {
    this.cards = ids.flatMap((id) => from.find((card) => card.supporter_id === id) ?? []);
    this.remember();
  }

  private remember(): void {
    void keep('pages', 'choosing', { cards: this.cards, hellos: $state.snapshot(this.hellos) });
  }
}

export const choosing = new Choosing();
