import { describe, expect, it } from 'vitest';
import { link_of } from './answers';

describe('the link of a question', () => {
  it('holds the token and the tapped answer', () => {
    expect(link_of('#abc_-1.fine')).toEqual({ token: 'abc_-1', answer: 'fine' });
    expect(link_of('#abc')).toEqual({ token: 'abc', answer: '' });
    expect(link_of('')).toEqual({ token: '', answer: '' });
  });
});
