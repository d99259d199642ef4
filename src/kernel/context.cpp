#include "kernel/context.h"

namespace kith {

void Context::emit_json(std::string_view type, const ProgrammeId& programme, std::string_view subject,
                        Json data) {
  StoredEvent event;
  event.id = world.ids.next();
  event.at = now;
  event.type = type;
  event.actor = actor.label();
  event.programme = programme.str();
  event.subject = subject;
  event.data = std::move(data);
  event.sequence = append_event(tx, event);
  const auto [begin, end] = within.equal_range(event.type);
  for (auto each = begin; each != end; ++each) each->second(*this, event);
}

void Context::schedule(std::string_view kind, std::string_view key, Instant due_at, const Json& payload) {
  tx.execute(R"(
    insert into job (id, kind, key, due_at, attempts, state, payload)
    values ($1, $2, $3, $4, 0, 'waiting', $5)
    on conflict (kind, key) do update
      set due_at = excluded.due_at, attempts = 0, state = 'waiting', payload = excluded.payload
  )",
             world.ids.next(), kind, key, due_at, to_text(payload));
}

void Context::cancel(std::string_view kind, std::string_view key) {
  tx.execute("delete from job where kind = $1 and key = $2", kind, key);
}

}  // namespace kith
