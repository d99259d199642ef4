import { webcrypto } from 'node:crypto';

// Node 18 keeps the browser's crypto in a module of its own; tests need it where the browser has it.
if (!globalThis.crypto) Object.defineProperty(globalThis, 'crypto', { value: webcrypto });
