/** An address inside Kith, or the home when it leads anywhere else. */
export function inside(href: string): string {
  return /^\/(?![/\\])/.test(href) ? href : '/';
}
