import { get, post, query } from '$lib/api/client';
import type { Leaving, LeavingPlan } from '$lib/api/types';
import type { TextKey } from '$lib/texts/texts.svelte';

export type LeavingChoice = 'keep' | 'words' | 'everything';
export type ResearchChoice = 'keep' | 'take_out';
export type LeavingReason = 'unsaid' | 'better' | 'too_much' | 'no_fit' | 'no_time' | 'privacy' | 'other';

export const reasons: { value: LeavingReason; text: TextKey }[] = [
  { value: 'unsaid', text: 'leave.reason_unsaid' },
  { value: 'better', text: 'leave.reason_better' },
  { value: 'too_much', text: 'leave.reason_too_much' },
  { value: 'no_fit', text: 'leave.reason_no_fit' },
  { value: 'no_time', text: 'leave.reason_no_time' },
  { value: 'privacy', text: 'leave.reason_privacy' },
  { value: 'other', text: 'leave.reason_other' }
];

export const leaving_plan = (programme: string) => get<LeavingPlan>(`/api/me/leaving${query({ programme })}`);
export const leave_programme = (programme: string, choice: LeavingChoice, research: ResearchChoice | 'none', reason: LeavingReason) =>
  post<Leaving>('/api/me/leaving', { programme, choice, research, reason });

let just_left = $state.raw<Leaving | null>(null);

/** What the page that says goodbye tells; it forgets on reloading, when nobody is signed in any more. */
export const left = () => just_left;
export function remember_leaving(leaving: Leaving): void {
  just_left = leaving;
}
