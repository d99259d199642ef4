const chunk_bytes = 3 * 64 * 1024;

/**
 * Writes bytes as base64, a piece at a time, so that a large file neither blocks the page nor overflows the stack.
 * Pieces are a multiple of three bytes long: only then can their texts stand one after another.
 */
export async function to_base64(bytes: Uint8Array, on_progress: (part: number) => void = () => {}, size = chunk_bytes): Promise<string> {
  const pieces: string[] = [];
  const whole = Math.max(3, size - (size % 3));
  for (let at = 0; at < bytes.length; at += whole) {
    const piece = bytes.subarray(at, at + whole);
    pieces.push(btoa(String.fromCharCode.apply(null, piece as unknown as number[])));
    on_progress(Math.min(1, (at + whole) / bytes.length));
    if (pieces.length % 8 === 0) await breathe();
  }
  return pieces.join('');
}

/** Lets the page draw what was said so far. */
function breathe(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0));
}
