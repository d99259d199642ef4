import type { RehearsalLine, RehearsalMeasure } from '$lib/api/types';
import { capital, side_word } from '$lib/features/shell/staff/place';
import { t } from '$lib/texts/texts.svelte';
import { difference_of, span_of } from './bands';

export const curve_words = {
  waiting: 'rehearse.curve_waiting',
  first_match_days: 'rehearse.curve_first_match',
  open_tasks: 'rehearse.curve_tasks',
  staff_hours: 'rehearse.curve_hours',
  pairs: 'rehearse.curve_pairs',
  silent_pairs: 'rehearse.curve_silent',
  waiting_for_group: 'rehearse.curve_no_group',
  groups: 'rehearse.curve_groups',
  in_groups: 'rehearse.curve_in_groups'
} as const;

export const state_words = {
  waiting: 'rehearse.state_waiting',
  running: 'rehearse.state_running',
  done: 'rehearse.state_done',
  stopped: 'rehearse.state_stopped',
  lost: 'rehearse.state_lost',
  failed: 'rehearse.state_failed'
} as const;

const measure_words = {
  waited_days: { name: 'rehearse.waited', less: 'rehearse.waited_less', more: 'rehearse.waited_more', unclear: 'rehearse.waited_unclear' },
  never_matched: { name: 'rehearse.never', less: 'rehearse.never_less', more: 'rehearse.never_more', unclear: 'rehearse.never_unclear' },
  hours_a_week: { name: 'rehearse.hours', less: 'rehearse.hours_less', more: 'rehearse.hours_more', unclear: 'rehearse.hours_unclear' },
  open_at_end: { name: 'rehearse.open', less: 'rehearse.open_less', more: 'rehearse.open_more', unclear: 'rehearse.open_unclear' },
  pairs_at_end: { name: 'rehearse.pairs', less: 'rehearse.pairs_less', more: 'rehearse.pairs_more', unclear: 'rehearse.pairs_unclear' },
  silent_at_end: { name: 'rehearse.silent', less: 'rehearse.silent_less', more: 'rehearse.silent_more', unclear: 'rehearse.silent_unclear' },
  groups_at_end: { name: 'rehearse.groups', less: 'rehearse.groups_less', more: 'rehearse.groups_more', unclear: 'rehearse.groups_unclear' },
  in_groups_at_end: { name: 'rehearse.in_groups', less: 'rehearse.in_groups_less', more: 'rehearse.in_groups_more', unclear: 'rehearse.in_groups_unclear' },
  no_group_at_end: { name: 'rehearse.no_group', less: 'rehearse.no_group_less', more: 'rehearse.no_group_more', unclear: 'rehearse.no_group_unclear' }
} as const;

const span_words = { weeks: 'rehearse.span_weeks', days: 'rehearse.span_days', hours: 'rehearse.span_hours', minutes: 'rehearse.span_minutes' } as const;

const known = <Book extends object>(book: Book, key: string): key is Extract<keyof Book, string> => key in book;

export function curve_title(key: string): string {
  return known(curve_words, key) ? t(curve_words[key]) : key;
}

export function measure_name(key: string): string {
  return known(measure_words, key) ? t(measure_words[key].name) : key;
}

/** "People wait 9 days less each (6 to 12)." */
export function difference_words(measure: RehearsalMeasure): string {
  if (!measure.difference || !known(measure_words, measure.key)) return '';
  const { kind, middle, low, high } = difference_of(measure.difference);
  return t(measure_words[measure.key][kind], { middle, low, high });
}

export function span(minutes: number): string {
  const { unit, count } = span_of(minutes);
  return t(span_words[unit], { count });
}

/** What was changed, in a few words: "20 supporters instead of 12". */
export function change_words(programme: string, wish: RehearsalLine['wish']): string {
  const changed = wish.changed;
  if (!changed) return t('rehearse.no_change');
  const parts: string[] = [];
  for (const side of ['participants', 'supporters'] as const) {
    if (changed[side] === wish.as_is[side]) continue;
    const who = side_word(programme, side === 'participants' ? 'participant' : 'supporter', 'many') || side;
    parts.push(t('rehearse.change_people', { now: changed[side], who, before: wish.as_is[side] }));
  }
  if (changed.clock) {
    const [now, before] = [span(changed.clock_minutes), span(wish.clock_minutes_as_is)];
    parts.push(t('rehearse.change_clock', { what: wish.clock_words, now, before }));
  }
  return capital(parts.join('; '));
}

export function line_words(wish: RehearsalLine['wish']): string {
  return t('rehearse.line', { people: wish.population_name, weeks: wish.weeks, seeds: wish.seeds });
}
