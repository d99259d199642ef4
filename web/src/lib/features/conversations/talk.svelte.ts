import { Offline } from '$lib/api/problem';
import type { ConversationView, Message } from '$lib/api/types';
import { read } from '$lib/offline/reading';
import { keep, recall } from '$lib/offline/store';
import { mark_read, messages_after, messages_before, place } from './conversations.svelte';
import { last_sequence, merge } from './thread';

const kept_count = 50;

/** One conversation on the screen: what was said, whether there is more above, and whether it is fresh. */
export class Talk {
  view = $state.raw<ConversationView | null>(null);
  messages = $state.raw<Message[]>([]);
  has_older = $state(false);
  kept = $state(false);
  private catching_up: Promise<void> | null = null;
  private once_more = false;
  private read_up_to = 0;
  /** How far the server's stream was fetched without a gap; an acknowledgement of an own message does not move it. */
  private fetched_up_to = 0;

  constructor(readonly id: string) {}

  /** Opens at the newest messages. Without a line, shows what was kept. Throws when there is neither. */
  async open(): Promise<void> {
    const reading = await read<ConversationView>(place(this.id));
    this.view = reading.value;
    this.kept = reading.kept;
    this.read_up_to = reading.value.my_read_sequence;
    if (reading.kept) return this.open_kept();
    const page = await messages_before(this.id, reading.value.last_sequence + 1);
    this.take_page(page.items, reading.value.last_sequence);
    this.has_older = page.more;
  }

  /** Fetches what came since; several calls at once become one, followed by one more. */
  catch_up(): Promise<void> {
    if (this.catching_up) this.once_more = true;
    this.catching_up ??= this.fetch_newer().finally(() => {
      this.catching_up = null;
    });
    return this.catching_up;
  }

  async older(): Promise<void> {
    const first = this.messages[0]?.sequence;
    if (first === undefined) return;
    const page = await messages_before(this.id, first);
    this.messages = merge(this.messages, page.items);
    this.has_older = page.more;
  }

  add(incoming: Message[]): void {
    this.messages = merge(this.messages, incoming);
    void keep('pages', this.place(), this.messages.slice(-kept_count));
  }

  /** Tells the server how far this person has read; silently later when there is no line. */
  async seen(): Promise<void> {
    const last = last_sequence(this.messages);
    if (last <= this.read_up_to || this.kept) return;
    const before = this.read_up_to;
    this.read_up_to = last;
    await mark_read(this.id, last).catch(() => {
      this.read_up_to = before;
    });
  }

  private async fetch_newer(): Promise<void> {
    try {
      do {
        this.once_more = false;
        await this.fetch_pages();
      } while (this.once_more);
      this.kept = false;
    } catch (cause) {
      if (!(cause instanceof Offline)) throw cause;
    }
  }

  private async fetch_pages(): Promise<void> {
    this.view = (await read<ConversationView>(place(this.id))).value;
    for (let more = true; more; ) {
      const page = await messages_after(this.id, this.fetched_up_to);
      this.take_page(page.items, 0);
      more = page.more && page.items.length > 0;
    }
  }

  private take_page(items: Message[], at_least: number): void {
    this.add(items);
    this.fetched_up_to = Math.max(this.fetched_up_to, at_least, last_sequence(items));
  }

  private async open_kept(): Promise<void> {
    this.messages = (await recall<Message[]>('pages', this.place())) ?? [];
    this.fetched_up_to = Math.max(0, (this.messages[0]?.sequence ?? 1) - 1);
  }

  private place(): string {
    return `messages/${this.id}`;
  }
}
