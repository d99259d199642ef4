import type { Message } from '$lib/api/types';

/** Something written here that the server has not yet acknowledged. */
export interface Unsent {
  client_id: string;
  conversation_id: string;
  person_id: string;
  text: string;
  /** Grows with every message written on this phone. */
  order: number;
  state: 'waiting' | 'refused';
  /** Why the server would not take it, in plain words. */
  why: string;
}

export type Line = { kind: 'sent'; message: Message } | { kind: 'unsent'; unsent: Unsent };

/** Adds messages to those known: each once by its id, in the order of the server's sequence. */
export function merge(known: Message[], incoming: Message[]): Message[] {
  const by_id = new Map(known.map((message) => [message.message_id, message]));
  for (const message of incoming) by_id.set(message.message_id, message);
  return [...by_id.values()].sort((a, b) => a.sequence - b.sequence);
}

/** What the screen shows: everything acknowledged, then what waits, in the order it was written. */
export function lines_of(messages: Message[], unsent: Unsent[]): Line[] {
  const arrived = new Set(messages.map((message) => message.client_id).filter(Boolean));
  const waiting = unsent.filter((each) => !arrived.has(each.client_id)).sort(by_order);
  return [
    ...messages.map((message): Line => ({ kind: 'sent', message })),
    ...waiting.map((each): Line => ({ kind: 'unsent', unsent: each }))
  ];
}

export function key_of(line: Line): string {
  return line.kind === 'sent' ? line.message.client_id || line.message.message_id : line.unsent.client_id;
}

export function by_order(a: Unsent, b: Unsent): number {
  return a.order - b.order || (a.client_id < b.client_id ? -1 : 1);
}

/** The highest sequence known; 0 when there is none. */
export function last_sequence(messages: Message[]): number {
  return messages.at(-1)?.sequence ?? 0;
}
