import { describe, expect, it } from 'vitest';
import { linkify } from './linkify';

const links = (text: string) => linkify(text).flatMap((part) => (part.href ? [[part.text, part.href]] : []));

describe('linkify', () => {
  it('finds web addresses and leaves the sentence around them', () => {
    expect(links('See https://example.org/a?b=c#d, it helped (https://example.org/x_(y)).')).toEqual([
      ['https://example.org/a?b=c#d', 'https://example.org/a?b=c#d'],
      ['https://example.org/x_(y)', 'https://example.org/x_(y)']
    ]);
    expect(links('www.diabetes.ca!')).toEqual([['www.diabetes.ca', 'https://www.diabetes.ca/']]);
  });

  it('never makes a link of anything but a plain web address', () => {
    const hostile = [
      'javascript:alert(1)',
      'data:text/html,<script>alert(1)</script>',
      'https://user:pass@evil.example/',
      'https://',
      'http://localhost',
      'file:///etc/passwd',
      'vbscript:x',
      ' //evil.example'
    ];
    for (const text of hostile) expect(links(text)).toEqual([]);
  });

  it('keeps every letter of the text', () => {
    const texts = ['', 'plain', '<img src=x onerror=alert(1)>', 'a https://a.b.co, www.c.de. z', 'https://a.example https://b.example'];
    for (const text of texts) {
      expect(
        linkify(text)
          .map((part) => part.text)
          .join('')
      ).toBe(text);
    }
  });

  it('stops at quotes and angle brackets', () => {
    expect(links('"https://a.example/x"')[0]?.[1]).toBe('https://a.example/x');
    expect(links('<https://a.example/x>')[0]?.[1]).toBe('https://a.example/x');
  });
});
