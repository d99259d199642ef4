/** One field of a form that the server did not accept, in plain words. */
export interface FieldProblem {
  field: string;
  code: string;
  message: string;
}

/** The server said no. `code` is stable; `detail` is in plain words and may be shown. */
export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly detail: string,
    readonly errors: FieldProblem[] = [],
    readonly request_id = '',
    readonly retry_after_seconds = 0
  ) {
    super(detail || code);
    this.name = 'Problem';
  }
}

/** The server could not be reached: the line is down, or it did not answer in time. */
export class Offline extends Error {
  constructor() {
    super('offline');
    this.name = 'Offline';
  }
}

/** Reads a problem+json answer; a body that is none still gives a Problem with the status. */
export async function problem_from(response: Response): Promise<Problem> {
  const body = await response.json().catch(() => null);
  const said = is_record(body) ? body : {};
  return new Problem(
    response.status,
    text_of(said.code) || `http.${response.status}`,
    text_of(said.detail),
    Array.isArray(said.errors) ? said.errors.filter(is_record).map(field_problem) : [],
    text_of(said.request_id),
    Number(response.headers.get('Retry-After') ?? 0) || 0
  );
}

function field_problem(raw: Record<string, unknown>): FieldProblem {
  return { field: text_of(raw.field), code: text_of(raw.code), message: text_of(raw.message) };
}

function is_record(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function text_of(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
