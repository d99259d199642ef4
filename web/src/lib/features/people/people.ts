import { get, post, put, query } from '$lib/api/client';
import type { Consent, ConsentHistory, ConsentList, Exclusions, ProfileView, RecordViewList } from '$lib/api/types';
import { read } from '$lib/offline/reading';
import type { Answer } from './answers';

export interface ProfileChange {
  programme: string;
  display_name: string;
  note: string;
  language: string;
  answers: Record<string, Answer>;
  hidden: string[];
}

export const profile = (programme: string) => get<ProfileView>(`/api/me/profile${query({ programme })}`);
export const save_profile = (change: ProfileChange) => put<ProfileView>('/api/me/profile', change);
export const save_exclusions = (programme: string, town: boolean, clinic: boolean, workplace: boolean) =>
  put<Exclusions>('/api/me/exclusions', { programme, town, clinic, workplace });
export const record_views = () => read<RecordViewList>('/api/me/record-views');
export const consents = (programme: string) => get<ConsentList>(`/api/me/consents${query({ programme })}`);
export const consent_history = (programme: string, after = '') =>
  get<ConsentHistory>(`/api/me/consent-history${query({ programme, after })}`);
export const give_consent = (programme: string, purpose: string, given: boolean) =>
  put<Consent>('/api/me/consents', { programme, purpose, given });
export const arrive = (programme: string, language: string) => post('/api/me/arrival', { programme, language });
