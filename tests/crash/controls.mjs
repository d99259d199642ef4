import { expect } from '../report.mjs';
import { examine } from './examine.mjs';

// A checker that cannot fail proves nothing: each fault planted here must be found, and a whole run must pass.

const whole = () => {
  const sent = ['a1', 'b1', 'a2', 'b2'].map((client_id, index) => ({
    client_id,
    sender: client_id[0],
    order: Number(client_id[1]),
    acked: index + 1
  }));
  return { sent, found: sent.map(({ client_id, acked }) => ({ client_id, sequence: acked })), settled: true };
};

const faults = {
  'an acknowledged message that is lost': (run) => run.found.pop(),
  'a lost message in the middle': (run) => run.found.splice(1, 1),
  'a doubled message': (run) => run.found.push({ client_id: 'a2', sequence: 5 }),
  'a gap in the sequence': (run) => (run.found[3].sequence = 9),
  'a message at another place than acknowledged': (run) => ([run.sent[0].acked, run.sent[1].acked] = [2, 1]),
  'two messages of one sender in the wrong order': (run) => {
    [run.found[0].client_id, run.found[2].client_id] = ['a2', 'a1'];
    [run.sent[0].acked, run.sent[2].acked] = [3, 1];
  },
  'a message nobody sent': (run) => run.found.push({ client_id: 'c1', sequence: 5 }),
  'a message still unacknowledged at the end': (run) => (run.sent[3].acked = null)
};

export async function run_controls(report) {
  await report.step('the checker is content with a whole run', () => {
    const problems = examine(whole());
    expect(problems.length === 0, problems.join('; '));
  });
  for (const [name, plant] of Object.entries(faults)) {
    await report.step(`the checker finds ${name}`, () => {
      const run = whole();
      plant(run);
      expect(examine(run).length > 0, 'it found nothing');
    });
  }
}
