/** What the server says over the socket: that something happened, never what was said. */
export interface LiveEvent {
  type: string;
  id: string;
  sequence: number;
}

export type Listener = (event: LiveEvent) => void;
export type LineState = 'closed' | 'opening' | 'open' | 'waiting';

/** The part of WebSocket that Live uses, so that tests can stand in for it. */
export interface Socket {
  onopen: (() => void) | null;
  onmessage: ((event: { data: unknown }) => void) | null;
  onclose: (() => void) | null;
  close(): void;
}

export interface LiveWorld {
  open(path: string): Socket;
  later(run: () => void, delay_ms: number): unknown;
  cancel(timer: unknown): void;
  chance(): number;
}

const first_wait_ms = 1_000;
const longest_wait_ms = 60_000;

/**
 * Keeps one socket open, waits longer after each failure, and remembers the last sequence so that nothing is
 * missed. Listeners get each event once; `resync` tells them to fetch anew.
 */
export class Live {
  private socket: Socket | null = null;
  private listeners = new Set<Listener>();
  private timer: unknown = null;
  private failures = 0;
  private wanted = false;
  private last: number | null = null;
  state: LineState = 'closed';
  on_state: (state: LineState) => void = () => {};

  constructor(private readonly world: LiveWorld) {}

  start(): void {
    this.wanted = true;
    if (this.state === 'closed') this.connect();
  }

  /** Closes the line and forgets the place in the stream. */
  stop(): void {
    this.wanted = false;
    this.last = null;
    this.world.cancel(this.timer);
    const socket = this.socket;
    this.socket = null;
    socket?.close();
    this.become('closed');
  }

  /** Tries at once instead of waiting out the pause; for when the phone says it is back online. */
  hurry(): void {
    if (!this.wanted || this.state !== 'waiting') return;
    this.world.cancel(this.timer);
    this.connect();
  }

  /** Returns the function that stops listening. */
  listen(listener: Listener): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  private connect(): void {
    this.become('opening');
    const socket = this.world.open(this.last === null ? '/ws' : `/ws?last=${this.last}`);
    this.socket = socket;
    socket.onmessage = (event) => {
      if (this.socket === socket) this.receive(event.data);
    };
    socket.onclose = () => {
      if (this.socket === socket) this.lost();
    };
  }

  private receive(data: unknown): void {
    const event = parse_event(data);
    if (!event) return;
    if (event.type === 'hello') return this.greeted(event);
    if (event.type !== 'resync' && this.last !== null && event.sequence <= this.last) return;
    this.last = event.sequence;
    this.tell(event);
  }

  private greeted(event: LiveEvent): void {
    this.failures = 0;
    this.become('open');
    if (this.last !== null) return;
    this.last = event.sequence;
    this.tell({ type: 'resync', id: '', sequence: event.sequence });
  }

  private lost(): void {
    this.socket = null;
    if (!this.wanted) return this.become('closed');
    this.become('waiting');
    this.timer = this.world.later(() => this.connect(), pause_ms(this.failures++, this.world.chance()));
  }

  private tell(event: LiveEvent): void {
    for (const listener of [...this.listeners]) listener(event);
  }

  private become(state: LineState): void {
    this.state = state;
    this.on_state(state);
  }
}

/** Doubles from one second to a minute, with chance so that a whole village does not return at once. */
export function pause_ms(failures: number, chance: number): number {
  const full = Math.min(longest_wait_ms, first_wait_ms * 2 ** Math.min(failures, 10));
  return Math.round(full / 2 + (full / 2) * chance);
}

/** Reads one frame; anything that is not an event is nothing. */
export function parse_event(data: unknown): LiveEvent | null {
  if (typeof data !== 'string') return null;
  try {
    const raw: unknown = JSON.parse(data);
    if (typeof raw !== 'object' || raw === null) return null;
    const { type, id, sequence } = raw as Record<string, unknown>;
    if (typeof type !== 'string' || typeof sequence !== 'number') return null;
    return { type, id: typeof id === 'string' ? id : '', sequence };
  } catch {
    return null;
  }
}

/** The browser's own socket, clock and chance. */
export function browser_live(): Live {
  return new Live({
    open: (path) => {
      const scheme = location.protocol === 'https:' ? 'wss:' : 'ws:';
      return new WebSocket(`${scheme}//${location.host}${path}`) as unknown as Socket;
    },
    later: (run, delay_ms) => setTimeout(run, delay_ms),
    cancel: (timer) => clearTimeout(timer as ReturnType<typeof setTimeout>),
    chance: () => Math.random()
  });
}
