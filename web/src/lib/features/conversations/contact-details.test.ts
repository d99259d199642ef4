import { describe, expect, it } from 'vitest';
import { contact_details, type ContactKind } from './contact-details';

const holding: [ContactKind, string[]][] = [
  [
    'phone',
    [
      'Call me on 604 555 0134',
      '(604) 555-0134',
      '+1-604-555-0134',
      '604.555.0134',
      '6045550134',
      'my number is 07700 900123',
      '+44 7700 900 123',
      '01223 496 000 after six',
      'appelle-moi au 06 12 34 56 78',
      '06.12.34.56.78',
      '+33 6 12 34 56 78',
      'six zero four, five five five, zero one three four',
      'oh seven seven double oh nine double oh one two three',
      'six-oh-four five-five-five oh-one-three-four',
      'zéro six douze trente-quatre cinquante-six soixante-dix-huit',
      'zero six, vingt et un, quarante-deux, dix, trente',
      '６０４ ５５５ ０１３４',
      '٦٠٤ ٥٥٥ ٠١٣٤',
      '①②③ ④⑤⑥ ⑦⑧⑨⓪',
      '6o4 555 o134',
      '604\u200b555\u200b0134',
      '6 0 4 5 5 5 0 1 3 4',
      'six zero four 555 0134',
      'text 604_555_0134',
      '555-0134'
    ]
  ],
  [
    'email',
    [
      'maria@example.org',
      'Maria.Lopez+kith@Mail.example.co.uk',
      'maria at gmail dot com',
      'maria (at) gmail (dot) com',
      'maria [at] yahoo.ca',
      'maria arobase orange point fr',
      'maria at gmail.com',
      'mаriа@gmаil.cоm',
      'maria @ example . org maybe maria@example.org',
      'ｍａｒｉａ＠ｅｘａｍｐｌｅ．ｏｒｇ',
      'write me, maria chez wanadoo point fr',
      'maria at hotmail'
    ]
  ],
  [
    'address',
    [
      'I live at 12 Elm Street',
      'come to 4 Church Lane, Histon',
      '221b Baker Street',
      '1600 West 10th Avenue',
      'Unit 4, 88 Main St.',
      'my postcode is CB24 9AB',
      'V6T 1Z4 is where I am',
      '12 rue de la Paix',
      '3 bis, rue Victor Hugo',
      '45, avenue des Pins',
      'write to PO Box 123',
      'P.O. Box 77, Prince George'
    ]
  ]
];

const harmless = [
  'Hello, how are you today?',
  'My sugar was 5.6 this morning and 7.2 after lunch',
  '5.6 7.2 8.1 6.4 5.9 were my numbers this week',
  'Pressure 135/85, then 142/90',
  '120 135 142 118 since Monday',
  'I was diagnosed in 1998 and again in 2004',
  'Let us talk on 2026-03-05 at 10:30',
  'le 12/03/2026 à 14h30',
  'I take 20 units in the evening and 500 mg in the morning',
  'I walked 10,000 steps',
  'One or two or three times a day',
  'It took me six or seven years',
  'A one in a million chance, ten out of ten',
  'My A1C is 7.2',
  'I was at home. Then I went to bed.',
  'Look at it from the other side',
  'We met at yoga',
  'See you at four',
  'It is a 10 minutes drive to the clinic',
  'Just 5 of the people close to me know',
  'Page 12 of the book',
  'from 2019 to 2021 2022 2023',
  'I have 3 kids and 2 dogs',
  'It costs $1,250,000 they say',
  '1 2 3 4 5 6 7 8 and breathe',
  'Il y a deux ou trois ans, un matin',
  'J’ai pris 20 unités et 500 mg',
  'On se parle à 18h30 ?',
  'call 911 if it is bad',
  'I am on the road to feeling better',
  'sept heures de sommeil',
  'the number 12 bus stops there',
  'See https://www.diabetes.ca/learn',
  'We have been friends for twenty five years'
];

describe('contact_details', () => {
  for (const [kind, texts] of holding) {
    it.each(texts)(`finds ${kind} in: %s`, (text) => {
      expect(contact_details(text)).toContain(kind);
    });
  }

  it.each(harmless)('leaves alone: %s', (text) => {
    expect(contact_details(text)).toEqual([]);
  });

  it('stays quick on long and hostile texts', () => {
    const texts = ['1 '.repeat(2000), 'a'.repeat(4000), 'a@'.repeat(2000), '12 a '.repeat(800), 'one '.repeat(1000), '('.repeat(4000), 'a.'.repeat(2000)];
    const start = performance.now();
    texts.forEach(contact_details);
    expect(performance.now() - start).toBeLessThan(1_500);
  });
});
