import 'fake-indexeddb/auto';
import '$lib/offline/test-crypto';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { Offline, Problem } from '$lib/api/problem';
import { Wire } from '$lib/api/test-wire';
import { forget_everything, recall } from '$lib/offline/store';
import { t } from '$lib/texts/texts.svelte';
import { fault_of, Fetched, fetched } from './fetched.svelte';
import { errors_of, Form } from './form.svelte';

let wire: Wire;

beforeEach(async () => {
  await forget_everything();
  wire = new Wire();
});

describe('what a screen shows', () => {
  it('drops an answer that a later one has overtaken', async () => {
    const answers: ((value: string) => void)[] = [];
    const screen = new Fetched<string>(() => new Promise((give) => answers.push((value) => give({ value, kept: false }))));
    const [first, second] = [screen.load(), screen.load()];
    answers[1]?.('new');
    await second;
    answers[0]?.('old');
    await first;
    expect(screen.value).toBe('new');
  });

  it('shows what was kept without a line, and says so', async () => {
    wire.says('GET /api/me/home', { sentence: 'Choose' });
    const screen = fetched<{ sentence: string }>(() => '/api/me/home');
    await screen.load();
    await vi.waitFor(async () => expect(await recall('pages', '/api/me/home')).not.toBeNull());
    wire.cut();
    await screen.load();
    expect([screen.value?.sentence, screen.kept, screen.fault]).toEqual(['Choose', true, null]);
  });

  it('leaves what is shown in place when fetching anew fails', async () => {
    wire.says('GET /api/x', { a: 1 }).says('GET /api/x', { code: 'kernel.broken' }, 500);
    const screen = fetched<{ a: number }>(() => '/api/x');
    await screen.load();
    await screen.load();
    expect([screen.value, screen.fault]).toEqual([{ a: 1 }, 'broken']);
  });

  it('tells apart what is not there, not allowed, not reached and broken', () => {
    const causes = [new Problem(404, 'a', ''), new Problem(403, 'a', ''), new Offline(), new Problem(500, 'a', ''), new Error('bug')];
    expect(causes.map(fault_of)).toEqual(['not_here', 'refused', 'offline', 'broken', 'broken']);
  });
});

describe('a form', () => {
  it('runs one press at a time', async () => {
    const form = new Form();
    let finish = () => {};
    const first = form.run(() => new Promise((done) => (finish = done)));
    expect([form.busy, await form.run(async () => {})]).toEqual([true, false]);
    finish();
    expect([await first, form.busy]).toEqual([true, false]);
  });

  it('shows what the server said about each field, and forgets it at the next press', async () => {
    const form = new Form();
    const refused = new Problem(422, 'people.invalid', 'Please check.', [{ field: 'answers.town', code: 'x', message: 'Which town?' }]);
    expect(await form.run(() => Promise.reject(refused))).toBe(false);
    expect([form.of('answers.town'), form.of('note')]).toEqual(['Which town?', undefined]);
    await form.run(async () => {});
    expect(form.errors).toEqual([]);
  });

  it('has plain words for whatever went wrong, and none of an inner text', () => {
    const words = (cause: unknown) => errors_of(cause)[0]?.message;
    expect(words(new Offline())).toBe(t('state.cannot_reach'));
    expect(words(new TypeError('x is not a function'))).toBe(t('state.broken_next'));
    expect(words(new Problem(409, 'matching.no_capacity', 'Maria has no room.'))).toBe('Maria has no room.');
    expect(words(new Problem(429, 'kernel.too_many', '', [], '', 61))).toBe(t('state.too_many', { count: 2 }));
  });
});
