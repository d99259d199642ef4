import { describe, expect, it } from 'vitest';
import { hurdle, type Surroundings } from './told';

const phone: Surroundings = { able: true, permission: 'default', apple_touch: false, standalone: false };

describe('what stands in the way of being told', () => {
  it('is nothing in a browser that can', () => {
    expect(hurdle(phone)).toBe('none');
    expect(hurdle({ ...phone, permission: 'granted' })).toBe('none');
  });

  it('is a no that was said to the browser', () => {
    expect(hurdle({ ...phone, permission: 'denied' })).toBe('denied');
  });

  it('is a browser that cannot', () => {
    expect(hurdle({ ...phone, able: false, permission: '' })).toBe('cannot');
  });

  it('is the home screen on an iPhone, until the app is there', () => {
    expect(hurdle({ able: false, permission: '', apple_touch: true, standalone: false })).toBe('home_screen');
    expect(hurdle({ ...phone, apple_touch: true, standalone: true })).toBe('none');
    expect(hurdle({ able: false, permission: '', apple_touch: true, standalone: true })).toBe('cannot');
  });
});
