import { describe, expect, it } from 'vitest';
import { Live, parse_event, pause_ms, type LiveEvent, type Socket } from './live';

class Line {
  sockets: (Socket & { path: string })[] = [];
  timers: (() => void)[] = [];
  heard: LiveEvent[] = [];
  live = new Live({
    open: (path) => {
      const socket = { path, onopen: null, onmessage: null, onclose: null, close: () => undefined } as Socket & { path: string };
      this.sockets.push(socket);
      return socket;
    },
    later: (run) => this.timers.push(run),
    cancel: () => void (this.timers = []),
    chance: () => 0.5
  });

  constructor() {
    this.live.listen((event) => this.heard.push(event));
    this.live.start();
  }

  say(type: string, sequence: number, id = 'c1') {
    this.sockets.at(-1)?.onmessage?.({ data: JSON.stringify({ type, id, sequence }) });
  }

  cut() {
    this.sockets.at(-1)?.onclose?.();
  }

  wait() {
    this.timers.pop()?.();
  }
}

describe('Live', () => {
  it('asks for a fresh look at the first hello, and tells each event once', () => {
    const line = new Line();
    line.say('hello', 10);
    line.say('conversation.message_sent', 11);
    line.say('conversation.message_sent', 11);
    line.say('conversation.message_sent', 9);
    expect(line.heard.map((event) => [event.type, event.sequence])).toEqual([
      ['resync', 10],
      ['conversation.message_sent', 11]
    ]);
  });

  it('comes back with the last sequence and does not ask for everything again', () => {
    const line = new Line();
    line.say('hello', 10);
    line.say('matching.request_asked', 12);
    line.cut();
    expect(line.live.state).toBe('waiting');
    line.wait();
    expect(line.sockets.at(-1)?.path).toBe('/ws?last=12');
    line.say('hello', 15);
    line.say('matching.request_accepted', 13);
    expect(line.heard.map((event) => event.type)).toEqual(['resync', 'matching.request_asked', 'matching.request_accepted']);
  });

  it('passes on the resync of the server and goes on from there', () => {
    const line = new Line();
    line.say('hello', 10);
    line.say('resync', 500);
    line.say('conversation.message_sent', 499);
    line.say('conversation.message_sent', 501);
    expect(line.heard.map((event) => event.sequence)).toEqual([10, 500, 501]);
  });

  it('stays closed after stop, and forgets its place', () => {
    const line = new Line();
    line.say('hello', 10);
    line.live.stop();
    line.cut();
    line.wait();
    expect(line.sockets.length).toBe(1);
    line.live.start();
    expect(line.sockets.at(-1)?.path).toBe('/ws');
  });

  it('hurries when the phone is back online', () => {
    const line = new Line();
    line.cut();
    line.live.hurry();
    expect(line.sockets.length).toBe(2);
    line.live.hurry();
    expect(line.sockets.length).toBe(2);
  });
});

describe('pause_ms', () => {
  it('doubles up to a minute', () => {
    expect([0, 1, 2, 20].map((failures) => pause_ms(failures, 1))).toEqual([1_000, 2_000, 4_000, 60_000]);
    expect(pause_ms(0, 0)).toBe(500);
  });
});

describe('parse_event', () => {
  it('takes only events', () => {
    expect(parse_event('{"type":"x","sequence":1}')).toEqual({ type: 'x', id: '', sequence: 1 });
    for (const bad of ['', 'null', '[]', '{"type":1,"sequence":1}', '{"type":"x"}', 5, undefined]) expect(parse_event(bad)).toBeNull();
  });
});
