import type { TalkHour } from '$lib/api/types';
import { language_region } from '$lib/texts/time';

/** An hour on the wall of its reader: "Tuesday 24 November, 10:00 to 11:00" in parts that a text puts together. */
export function hour_parts(hour: TalkHour, zone: string, language: string): { day: string; from: string; until: string } {
  const region = language_region(language);
  const day = new Intl.DateTimeFormat(region, { weekday: 'long', day: 'numeric', month: 'long', timeZone: zone });
  const time = new Intl.DateTimeFormat(region, { hour: 'numeric', minute: '2-digit', timeZone: zone });
  return { day: day.format(new Date(hour.from)), from: time.format(new Date(hour.from)), until: time.format(new Date(hour.until)) };
}

/** A time zone as people name it: "Vancouver". */
export function zone_name(zone: string): string {
  return (zone.split('/').at(-1) ?? zone).replaceAll('_', ' ');
}
