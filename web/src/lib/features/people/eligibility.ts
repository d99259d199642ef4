import { get, put, query } from '$lib/api/client';
import type { Eligibility } from '$lib/api/types';

export type YesOrNo = 'yes' | 'no' | '';

export const eligibility = (programme: string) => get<Eligibility>(`/api/me/eligibility${query({ programme })}`);
export const answer_eligibility = (programme: string, answers: Record<string, boolean>) =>
  put<Eligibility>('/api/me/eligibility', { programme, answers });

/** True while the programme still has to find out whether it suits the person. */
export const stands_before = (screen: Eligibility): boolean => screen.needed && screen.outcome !== 'fits';

/** The first question that has no answer yet; nothing when all have one. */
export const unanswered = (screen: Eligibility, given: Record<string, YesOrNo>): string | undefined =>
  screen.questions.find((question) => !given[question.key])?.key;

/** What a telephone dials, from a number as people write it. */
export const dialled = (number: string): string => number.replace(/[^\d+]/g, '');
