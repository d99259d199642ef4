#include "kernel_world.h"

namespace kith {
namespace {

std::int64_t notes_in(Tx& tx) { return tx.query("select count(*) from note")[0].integer(0); }

class NotesModule : public Module {
 public:
  explicit NotesModule(const NoteHooks& hooks) : hooks_(hooks) {}
  std::string_view name() const override { return "notes"; }
  std::vector<Migration> schema() const override {
    return {{"0001_start", "create table note (id text primary key, text text not null);"}};
  }
  std::vector<Reaction> reactions() override { return hooks_.reactions; }
  std::vector<JobKind> jobs() override { return hooks_.jobs; }
  std::vector<std::pair<std::string, Within>> within() override { return hooks_.within; }
  std::vector<Audience> audiences() override {
    return {{std::string(NoteAdded::type),
             [](Tx&, const StoredEvent&) { return std::vector<PersonId>{PersonId("anna-1")}; }}};
  }
  std::vector<std::string> check(Tx& tx) override {
    const auto empty = tx.query("select count(*) from note where text = ''")[0].integer(0);
    return empty > 0 ? std::vector<std::string>{"a note is empty"} : std::vector<std::string>{};
  }

  Endpoints endpoints() override {
    EndpointOptions slow;
    if (hooks_.prepare) {
      slow.prepare = [this](Database&, World&, const Vault&, const Json& input) {
        return hooks_.prepare(input);
      };
    }
    const auto count = [](Context& c, const auto&) { return NoteView{"", static_cast<int>(notes_in(c.tx))}; };
    const auto write = [this](Context& c, const NewNote& note) { return add(c, note); };
    return {
        endpoint<Nothing, NoteView>(Method::get, "/api/notes", signed_in(), Access::read, "How many", count),
        endpoint<NewNote, NoteView>(Method::post, "/api/notes", signed_in(), Access::write, "Add", write),
        endpoint<NewNote, NoteView>(Method::post, "/api/slow-notes", signed_in(), Access::write, "Add slowly",
                                    write, slow),
        endpoint<NoteAsk, NoteView>(Method::get, "/api/programmes/{programme}/notes/{note}",
                                    role_in_programme({Role::coordinator}), Access::read, "One",
                                    [](Context& c, const NoteAsk& ask) {
                                      const Rows rows =
                                          c.tx.query("select text from note where id = $1", ask.note);
                                      if (rows.empty()) throw not_found();
                                      return NoteView{rows[0].text(0), 1};
                                    }),
        endpoint<Nothing, NoteView>(Method::get, "/api/rare", anyone(), Access::read, "Seldom", count,
                                    {.limit = {6, 2}}),
        endpoint<Nothing, NoteView>(Method::post, "/api/door", anyone(), Access::write, "Open to anybody",
                                    count),
        endpoint<Nothing, NoteView>(Method::get, "/api/office", administrator(), Access::read, "Operators",
                                    count)};
  }

 private:
  NoteView add(Context& context, const NewNote& note) {
    const std::string id = context.world.ids.next();
    context.tx.execute("insert into note (id, text) values ($1, $2)", id, note.text);
    if (hooks_.after_row) hooks_.after_row(context, note);
    context.emit(ProgrammeId("p1"), id, NoteAdded{id});
    if (hooks_.after_event) hooks_.after_event(context, note);
    const std::string& prepared = context.prepared.is_string() ? context.prepared.string() : id;
    return {prepared, static_cast<int>(notes_in(context.tx))};
  }

  NoteHooks hooks_;
};

}  // namespace

std::unique_ptr<Module> make_notes_module(const NoteHooks& hooks) {
  return std::make_unique<NotesModule>(hooks);
}

void KernelWorld::build(const NoteHooks& hooks) {
  std::vector<std::unique_ptr<Module>> modules;
  modules.push_back(make_notes_module(hooks));
  open(std::move(modules), people);
}

std::vector<std::string> KernelWorld::notes() {
  std::vector<std::string> out;
  database->read([&](Tx& tx) {
    for (const Row& row : tx.query("select text from note order by id")) out.push_back(row.text(0));
  });
  return out;
}

}  // namespace kith
