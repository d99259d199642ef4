/** Chooses someone as the next in order, or takes the choice back. Over the limit nothing changes. */
export function toggle(chosen: string[], id: string, limit: number): string[] {
  if (chosen.includes(id)) return chosen.filter((each) => each !== id);
  return chosen.length < limit ? [...chosen, id] : chosen;
}

/** Moves a choice one place earlier (-1) or later (+1); at the ends nothing changes. */
export function move(chosen: string[], id: string, by: -1 | 1): string[] {
  const from = chosen.indexOf(id);
  const to = from + by;
  if (from < 0 || to < 0 || to >= chosen.length) return chosen;
  const next = [...chosen];
  next.splice(from, 1);
  next.splice(to, 0, id);
  return next;
}
