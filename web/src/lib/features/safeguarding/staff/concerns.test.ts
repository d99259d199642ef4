import { expect, it } from 'vitest';
import type { ConcernLine } from '$lib/api/types';
import { in_order } from './concern-words';

const line = (concern_id: string, state: ConcernLine['state'], level: ConcernLine['level'], due_at: string): ConcernLine => ({
  concern_id,
  state,
  level,
  due_at,
  raised_at: due_at,
  overdue: false,
  may_read: true
});

it('puts the unseen and the weighty first, then what is due sooner', () => {
  const lines = [
    line('closed', 'closed', 'urgent', '2026-01-01T00:00:00Z'),
    line('later', 'open', 'worried', '2026-01-03T00:00:00Z'),
    line('sooner', 'open', 'worried', '2026-01-02T00:00:00Z'),
    line('urgent', 'open', 'urgent', '2026-01-09T00:00:00Z'),
    line('seen', 'seen', 'urgent', '2026-01-01T00:00:00Z')
  ];
  expect(in_order(lines).map((each) => each.concern_id)).toEqual(['urgent', 'sooner', 'later', 'seen', 'closed']);
  expect(lines[0]?.concern_id).toBe('closed');
});
