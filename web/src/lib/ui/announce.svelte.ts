let said = $state({ text: '', count: 0 });

/** Has screen readers say a sentence when they next pause. The same sentence twice is said twice. */
export function announce(text: string): void {
  said = { text, count: said.count + 1 };
}

export function announced(): { text: string; count: number } {
  return said;
}
