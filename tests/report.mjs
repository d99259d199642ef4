/** Thrown to say that what follows cannot be tried. */
export class CannotGoOn extends Error {}

/** Counts what held and what did not, one printed line each. */
export class Report {
  passed = 0;
  failed = 0;
  /** The lines of what did not hold. */
  failures = [];

  constructor(print = console.log) {
    this.print = print;
  }

  ok(name) {
    this.passed += 1;
    this.print(`ok - ${name}`);
  }

  not_ok(name, why) {
    this.failed += 1;
    const line = `not ok - ${name}: ${one_line(why)}`;
    this.failures.push(line);
    this.print(line);
  }

  /** Runs one step. True when it held. */
  async step(name, work) {
    try {
      await work();
      this.ok(name);
      return true;
    } catch (cause) {
      this.not_ok(name, cause);
      return false;
    }
  }

  /** A step that everything after it stands on. */
  async must(name, work) {
    if (!(await this.step(name, work))) throw new CannotGoOn(name);
  }

  /** Repeats what did not hold, so that it stands at the end, and prints the closing line that ./test reads. Gives the exit code. */
  close() {
    for (const line of this.failures) this.print(line);
    this.print(`${this.passed} passed, ${this.failed} failed`);
    return this.failed === 0 && this.passed > 0 ? 0 : 1;
  }
}

/** Colours taken out, on one line, cut where it stops being useful. */
export function one_line(cause) {
  const text = cause instanceof Error ? cause.message : String(cause);
  // eslint-disable-next-line no-control-regex
  return text.replace(/\u001b\[[0-9;]*m/g, '').replace(/\s+/g, ' ').trim().slice(0, 900);
}

export function expect(holds, why) {
  if (!holds) throw new Error(why);
}

export function expect_equal(found, wanted, about) {
  const [a, b] = [JSON.stringify(found), JSON.stringify(wanted)];
  if (a !== b) throw new Error(`${about}: found ${a}, wanted ${b}`);
}
