import { describe, expect, it } from 'vitest';
import { inside } from '$lib/features/journeys/href';
import { in_groups, only_digits, token_of } from './accounts';

describe('what people type and what links carry', () => {
  it('takes codes with spaces, dashes and wide digits', () => {
    expect(['12 34 56', '123-456', '１２３４５６'].map(only_digits)).toEqual(['123456', '123456', '123456']);
  });

  it('splits a secret into fours without a trailing space', () => {
    expect([in_groups('ABCDEFGH'), in_groups('ABCDEFGHI'), in_groups('')]).toEqual(['ABCD EFGH', 'ABCD EFGH I', '']);
  });

  it('takes the token from the fragment', () => {
    expect([token_of('#abc%20'), token_of('')]).toEqual(['abc', '']);
  });

  it('follows only addresses inside Kith', () => {
    expect(['/choose', '//evil.example', 'https://evil.example', '/\\evil', 'javascript:1', ''].map(inside)).toEqual(['/choose', '/', '/', '/', '/', '/']);
  });
});
