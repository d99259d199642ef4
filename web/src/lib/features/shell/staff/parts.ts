/**
 * The roles of a table's parts, said aloud because a browser forgets them where our style sheet shows rows as cards.
 * Svelte would call them redundant if they stood in the markup itself.
 */
export const parts = { table: 'table', group: 'rowgroup', row: 'row' } as const;
