import { post } from '$lib/api/client';

/** Sends the same thing at most once, even when the button is pressed again after an answer was lost. */
export class Attempt {
  private sent = '';
  private key = '';

  post<Answer>(path: string, body: unknown, timeout_ms?: number): Promise<Answer> {
    const text = path + JSON.stringify(body);
    if (text !== this.sent) {
      this.sent = text;
      this.key = crypto.randomUUID();
    }
    return post<Answer>(path, body, { idempotency_key: this.key, timeout_ms });
  }
}
