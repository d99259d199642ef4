import { get, post, put, query } from '$lib/api/client';
import type { Accepted, Ask, Capacity, CriterionView, LibraryView, RequestList } from '$lib/api/types';

export type Weight = 'must' | 'nice' | 'off';

/** The library as the person has set the switches; without switches, as the programme sets them. */
export function library(programme: string, criteria: CriterionView[]): Promise<LibraryView> {
  return get<LibraryView>(`/api/me/library${query({ programme, ...weights(criteria) })}`);
}

export function ask(programme: string, asks: Ask[], idempotency_key: string): Promise<RequestList> {
  return post<RequestList>('/api/me/requests', { programme, asks }, { idempotency_key });
}

const of_request = (request: string) => encodeURIComponent(request);

export const withdraw = (request: string) => post<RequestList>(`/api/me/requests/${of_request(request)}/withdraw`);
export const accept = (request: string) => post<Accepted>(`/api/me/asks/${of_request(request)}/accept`);
export const decline = (request: string) => post(`/api/me/asks/${of_request(request)}/decline`);
export const not_now = (request: string) => post(`/api/me/asks/${of_request(request)}/not-now`);
export const new_match = (match: string) => post(`/api/me/matches/${encodeURIComponent(match)}/new-match`);
export const end_match = (match: string) => post(`/api/me/matches/${encodeURIComponent(match)}/end`);
export const capacity = (programme: string) => get<Capacity>(`/api/me/capacity${query({ programme })}`);
export const save_capacity = (programme: string, change: { capacity: number; paused: boolean; paused_until: string | null }) =>
  put<Capacity>('/api/me/capacity', { programme, ...change });

/** The three lists of the query, in the order of the criteria, which is their rank. */
export function weights(criteria: CriterionView[]): { must?: string; nice?: string; off?: string } {
  if (criteria.length === 0) return {};
  const keys = (state: Weight) =>
    criteria
      .filter((each) => each.state === state)
      .map((each) => each.key)
      .join(',');
  return { must: keys('must'), nice: keys('nice'), off: keys('off') };
}

/** The criteria with one switch set anew. */
export function with_weight(criteria: CriterionView[], key: string, state: Weight): CriterionView[] {
  return criteria.map((each) => (each.key === key ? { ...each, state } : each));
}
