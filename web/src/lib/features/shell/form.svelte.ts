import { Offline, Problem, type FieldProblem } from '$lib/api/problem';
import { t } from '$lib/texts/texts.svelte';

export interface FormError {
  field: string;
  message: string;
}

/** What a form says back: which fields need another look, and whether an answer is on its way. */
export class Form {
  busy = $state(false);
  errors = $state.raw<FormError[]>([]);

  /** Runs one press of the button; presses meanwhile are ignored. True when it went through. */
  async run(work: () => Promise<void>): Promise<boolean> {
    if (this.busy) return false;
    this.busy = true;
    this.errors = [];
    try {
      await work();
      return true;
    } catch (cause) {
      this.errors = errors_of(cause);
      return false;
    } finally {
      this.busy = false;
    }
  }

  /** Our own complaint, before anything is sent. */
  refuse(field: string, message: string): void {
    this.errors = [{ field, message }];
  }

  of(field: string): string | undefined {
    return this.errors.find((error) => error.field === field)?.message;
  }
}

export function errors_of(cause: unknown): FormError[] {
  if (cause instanceof Offline) return [{ field: '', message: t('state.cannot_reach') }];
  if (!(cause instanceof Problem)) return [{ field: '', message: t('state.broken_next') }];
  if (cause.errors.length > 0) return cause.errors.map((error: FieldProblem) => ({ field: error.field, message: error.message }));
  if (cause.status === 429 && !cause.detail) return [{ field: '', message: t('state.too_many', { count: Math.max(1, Math.ceil(cause.retry_after_seconds / 60)) }) }];
  return [{ field: '', message: cause.detail || t('state.broken_next') }];
}
