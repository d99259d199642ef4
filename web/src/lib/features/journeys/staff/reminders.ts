/** So many days after that time, or after now when it has passed. */
export function in_days(at: string, days: number, now: Date): string {
  const from = new Date(Math.max(new Date(at).getTime(), now.getTime()));
  from.setDate(from.getDate() + days);
  return from.toISOString();
}

/** Nine o'clock of a date as people write it in a date field; null when it is no day to come. */
export function morning_of(date: string, now: Date): string | null {
  const [year, month, day] = date.split('-').map(Number);
  if (!year || !month || !day) return null;
  const at = new Date(year, month - 1, day, 9);
  return at.getTime() > now.getTime() ? at.toISOString() : null;
}

/** Once a day is enough; the server says the same. */
export function may_remind(last: string | null | undefined, now: Date): boolean {
  return !last || now.getTime() - new Date(last).getTime() >= 24 * 3600_000;
}
