/**
 * Compares what senders were promised with what the server has.
 *
 * sent: every message that was ever tried, {client_id, sender, order, acked: sequence | null}; `order` grows per sender.
 * found: the conversation's messages in the order given by the server, {client_id, sequence, text}; of `text`, only
 * that it is the one written counts, and senders write their client id into it.
 * settled: true once everything unacknowledged was sent again and acknowledged.
 *
 * Returns one sentence for each broken promise; none when all is well.
 */
export function examine({ sent, found, settled }) {
  return [...gaps(found), ...doubled(found), ...unknown(sent, found), ...lost(sent, found, settled), ...disorder(sent, found)];
}

function gaps(found) {
  return found.flatMap((message, index) =>
    message.sequence === index + 1 ? [] : [`place ${index + 1} of the conversation holds sequence ${message.sequence}`]
  );
}

function doubled(found) {
  const counts = new Map();
  for (const { client_id } of found) counts.set(client_id, (counts.get(client_id) ?? 0) + 1);
  return [...counts].filter(([, count]) => count > 1).map(([id, count]) => `message ${id} is there ${count} times`);
}

function unknown(sent, found) {
  const ids = new Set(sent.map((each) => each.client_id));
  return found.filter((each) => !ids.has(each.client_id)).map((each) => `message ${each.client_id} was never sent`);
}

function lost(sent, found, settled) {
  const places = new Map(found.map((each) => [each.client_id, each.sequence]));
  return sent.flatMap(({ client_id, acked }) => {
    const place = places.get(client_id);
    if (acked === null) return settled ? [`message ${client_id} was never acknowledged`] : [];
    if (place === undefined) return [`message ${client_id}, acknowledged as ${acked}, is lost`];
    return place === acked ? [] : [`message ${client_id}, acknowledged as ${acked}, is at ${place}`];
  });
}

/** What one sender wrote, waiting for each answer, must stand in the order of writing. */
function disorder(sent, found) {
  const written = new Map(sent.map((each) => [each.client_id, each]));
  const last = new Map();
  const problems = [];
  for (const { client_id } of found) {
    const message = written.get(client_id);
    if (!message) continue;
    const before = last.get(message.sender);
    if (before && before.order > message.order) problems.push(`message ${client_id} stands after a later one of its sender`);
    last.set(message.sender, message);
  }
  return problems;
}
