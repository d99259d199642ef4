#pragma once

#include <functional>
#include <string>

#include "store/database.h"

namespace kith::simulation {

// What is done to one statement before it reaches the store: its text and its parameters may be changed;
// false leaves it out.
using Sabotage = std::function<bool(std::string& sql, SqlParams& params)>;

// Breaks Kith on purpose, from below: a statement that is left out or changed is a reaction that is missing,
// a schedule that is forgotten, a check that is not made. Everything else passes.
class SabotagedDatabase : public Database {
 public:
  // `schema_change` is one statement, done to the tables once they are there; none when empty.
  SabotagedDatabase(Database& inner, Sabotage sabotage, std::string schema_change = "")
      : inner_(inner), sabotage_(std::move(sabotage)), schema_change_(std::move(schema_change)) {}

  void read(const Operation& operation) override { inner_.read(sabotaged(operation)); }
  void write_async(Operation operation, Done done) override {
    inner_.write_async(sabotaged(std::move(operation)), std::move(done));
  }
  void migrate(const std::vector<ModuleSchema>& schemas) override {
    inner_.migrate(schemas);
    if (schema_change_.empty()) return;
    inner_.write([this](Tx& tx) { tx.execute(schema_change_); });
  }
  void backup_to(const std::filesystem::path& file) override { inner_.backup_to(file); }
  std::vector<std::string> check() override { return inner_.check(); }
  DatabaseStatus status() const override { return inner_.status(); }
  bool failed() const override { return inner_.failed(); }
  bool on_writer_thread() const override { return inner_.on_writer_thread(); }

 private:
  class SabotagedTx : public Tx {
   public:
    SabotagedTx(Tx& inner, const Sabotage& sabotage) : inner_(inner), sabotage_(sabotage) {}
    bool may_write() const override { return inner_.may_write(); }

   protected:
    Result run(std::string_view sql, SqlParams params) override {
      std::string text(sql);
      if (!sabotage_(text, params)) return {};
      const bool gives_rows =
          text.find("select") < text.find_first_of("(") || text.find("returning") != std::string::npos;
      const bool changes = text.find("insert into") != std::string::npos ||
                           text.find("update ") != std::string::npos ||
                           text.find("delete from") != std::string::npos;
      if (gives_rows && !(changes && text.find("returning") == std::string::npos)) {
        return {inner_.query_with(text, std::move(params)), 0};
      }
      return {{}, inner_.execute_with(text, std::move(params))};
    }

   private:
    Tx& inner_;
    const Sabotage& sabotage_;
  };

  Operation sabotaged(Operation operation) const {
    return [this, operation = std::move(operation)](Tx& tx) {
      SabotagedTx here(tx, sabotage_);
      operation(here);
    };
  }

  Database& inner_;
  Sabotage sabotage_;
  const std::string schema_change_;
};

}  // namespace kith::simulation
