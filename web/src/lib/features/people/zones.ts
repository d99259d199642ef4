/** A time zone as people know it: "Vancouver, Pacific Time" rather than "America/Vancouver". */
export function zone_words(zone: string, language: string): string {
  const city = (zone.split('/').at(-1) ?? zone).replaceAll('_', ' ');
  const name = zone_name(zone, language);
  return name && name !== city ? `${city}, ${name}` : city;
}

function zone_name(zone: string, language: string): string {
  try {
    const parts = new Intl.DateTimeFormat(language, { timeZone: zone, timeZoneName: 'longGeneric' }).formatToParts(new Date());
    // Some add a country in brackets, which the city has said already.
    return (parts.find((part) => part.type === 'timeZoneName')?.value ?? '').replace(/\s*\(.*\)$/, '');
  } catch {
    // An older phone, or a zone it does not know.
    return '';
  }
}

/** Every zone the phone knows, by city; the one that is chosen is among them even if the phone does not know it. */
export function zone_options(chosen: string, language: string): { value: string; label: string }[] {
  const known = typeof Intl.supportedValuesOf === 'function' ? Intl.supportedValuesOf('timeZone') : [];
  const zones = chosen && !known.includes(chosen) ? [chosen, ...known] : known;
  const order = new Intl.Collator(language);
  return zones.map((zone) => ({ value: zone, label: zone_words(zone, language) })).sort((a, b) => order.compare(a.label, b.label));
}
