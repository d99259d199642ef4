#include "testing/house.h"

#include <fstream>
#include <iterator>

namespace kith {

void TestHouse::open(std::vector<std::unique_ptr<Module>> modules, PeopleDirectory& directory) {
  application.reset();
  migrate_all(*database, modules);
  const Surroundings on{world, faulty, vault, log, authenticator, directory};
  application =
      std::make_unique<Application>(on, std::move(modules), ApplicationOptions{std::string(test_origin), {}});
}

Answer TestHouse::post(const std::string& target, const PersonId& who, const Json& body,
                       const std::string& key) {
  Knock knock{"POST", target, who, to_text(body)};
  if (!key.empty()) knock.headers = {{"idempotency-key", key}};
  return ask(knock);
}

std::int64_t TestHouse::count(const std::string& sql) {
  std::int64_t found = 0;
  database->read([&](Tx& tx) { found = tx.query(sql)[0].integer(0); });
  return found;
}

std::vector<StoredEvent> TestHouse::events() {
  std::vector<StoredEvent> out;
  database->read([&](Tx& tx) { out = events_after(tx, 0, 10'000); });
  return out;
}

std::string TestHouse::logged() {
  const std::lock_guard guard(log_lock_);
  return lines_;
}

std::string TestHouse::bytes_on_disk() {
  std::string all;
  const std::filesystem::path file(place.url().substr(std::string("sqlite:").size()));
  for (const auto& entry : std::filesystem::directory_iterator(file.parent_path())) {
    std::ifstream in(entry.path(), std::ios::binary);
    all.append(std::istreambuf_iterator<char>(in), {});
  }
  return all;
}

}  // namespace kith
