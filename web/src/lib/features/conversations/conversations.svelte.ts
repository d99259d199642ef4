import { get, post, query } from '$lib/api/client';
import { session } from '$lib/api/session.svelte';
import type { ConcernReceipt, Message, MessageList } from '$lib/api/types';
import { drop, keep, recall_all } from '$lib/offline/store';
import { Outbox } from './outbox';
import type { Unsent } from './thread';

let unsent = $state.raw<Unsent[]>([]);
const on_delivered: Record<string, (message: Message) => void> = {};

export const unsent_in = (conversation: string) => unsent.filter((each) => each.conversation_id === conversation);

/** The one outbox of this tab. */
export const outbox = new Outbox({
  person: () => session().person_id,
  send: (each) =>
    post<Message>(`${place(each.conversation_id)}/messages`, { client_id: each.client_id, text: each.text }, { idempotency_key: each.client_id }),
  keep: (each) => keep('outbox', each.client_id, each),
  drop: (each) => drop('outbox', each.client_id),
  kept: () => recall_all<Unsent>('outbox'),
  new_id: () => crypto.randomUUID(),
  now: () => Date.now(),
  later: (run, delay_ms) => setTimeout(run, delay_ms),
  cancel: (timer) => clearTimeout(timer as ReturnType<typeof setTimeout>),
  alone: async (work) => {
    if (navigator.locks) await navigator.locks.request('kith-outbox', work);
    else await work();
  },
  changed: (all) => (unsent = all),
  delivered: (each, message) => on_delivered[each.conversation_id]?.(message)
});

/** Has a conversation on the screen told of its own messages as they are acknowledged. */
export function hear_deliveries(conversation: string, hear: (message: Message) => void): () => void {
  on_delivered[conversation] = hear;
  return () => delete on_delivered[conversation];
}

export const messages_before = (conversation: string, before: number) =>
  get<MessageList>(`${place(conversation)}/messages${query({ before, limit: 50 })}`);
export const messages_after = (conversation: string, after: number) =>
  get<MessageList>(`${place(conversation)}/messages${query({ after, limit: 200 })}`);
export const mark_read = (conversation: string, sequence: number) => post(`${place(conversation)}/read`, { sequence });
export const leave = (conversation: string) => post(`${place(conversation)}/leave`);
export const block = (conversation: string) => post(`${place(conversation)}/block`);

export interface Concern {
  programme: string;
  conversation_id: string;
  message_id?: string;
  level: 'not_sure' | 'worried' | 'urgent';
  text: string;
  include_around: boolean;
}

export const raise_concern = (concern: Concern, idempotency_key: string) => post<ConcernReceipt>('/api/concerns', concern, { idempotency_key });

export function place(conversation: string): string {
  return `/api/conversations/${encodeURIComponent(conversation)}`;
}
