import { describe, expect, it } from 'vitest';
import type { Message } from '$lib/api/types';
import { key_of, last_sequence, lines_of, merge, type Unsent } from './thread';

const message = (sequence: number, client_id = ''): Message => ({
  message_id: `m${sequence}`,
  sequence,
  client_id,
  mine: client_id !== '',
  from_name: 'Ana',
  at: '2026-03-01T10:00:00Z',
  text: `text ${sequence}`
});

const unsent = (client_id: string, order: number): Unsent => ({
  client_id,
  conversation_id: 'c',
  person_id: 'p',
  text: client_id,
  order,
  state: 'waiting',
  why: ''
});

describe('merge', () => {
  it('keeps each message once and in the order of the server', () => {
    const merged = merge([message(2), message(3)], [message(3), message(1), message(4), message(4)]);
    expect(merged.map((each) => each.sequence)).toEqual([1, 2, 3, 4]);
  });

  it('comes to the same list whatever order the pages arrive in', () => {
    const pages = [[message(1), message(2)], [message(5)], [message(3), message(4), message(5)], [message(2), message(3)]];
    const forward = pages.reduce(merge, []);
    const backward = [...pages].reverse().reduce(merge, []);
    expect(forward).toEqual(backward);
    expect(last_sequence(forward)).toBe(5);
  });
});

describe('lines_of', () => {
  it('shows what waits after what arrived, in the order it was written', () => {
    const lines = lines_of([message(1), message(2)], [unsent('b', 20), unsent('a', 10)]);
    expect(lines.map(key_of)).toEqual(['m1', 'm2', 'a', 'b']);
  });

  it('shows a message once while its acknowledgement and its waiting copy overlap', () => {
    const lines = lines_of([message(1), message(2, 'a')], [unsent('a', 10), unsent('b', 20)]);
    expect(lines.map(key_of)).toEqual(['m1', 'a', 'b']);
  });

  it('keeps the key of an own message from waiting to sent, so that the screen does not jump', () => {
    const before = lines_of([], [unsent('a', 10)]).map(key_of);
    const after = lines_of([message(7, 'a')], []).map(key_of);
    expect(after).toEqual(before);
  });
});
