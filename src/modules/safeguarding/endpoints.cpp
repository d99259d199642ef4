#include "base/refusal.h"
#include "modules/safeguarding/store.h"
#include "modules/safeguarding/views.h"
#include "modules/safeguarding/words.h"

namespace kith {

std::vector<Migration> kith_safeguarding_schema();

namespace {

std::string receipt_words(ConcernLevel level, const std::string& language) {
  using namespace safeguarding_words;
  const bool urgent = level == ConcernLevel::urgent;
  const Phrase& within = urgent                           ? within_15_minutes
                         : level == ConcernLevel::worried ? within_a_day
                                                          : within_three_days;
  return (urgent ? received_urgent : received).in(language, {{"within", within.in(language)}});
}

class SafeguardingModule : public Module {
 public:
  explicit SafeguardingModule(Safeguarding& safeguarding) : safeguarding_(safeguarding) {}
  std::string_view name() const override { return "safeguarding"; }
  std::vector<Migration> schema() const override { return kith_safeguarding_schema(); }
  std::vector<std::string> check(Tx& tx) override { return safeguarding_store::broken_rows(tx); }

  std::vector<JobKind> jobs() override {
    const auto remind = [this](Context& c, const Job& job) { safeguarding_.remind(c, ConcernId(job.key)); };
    const auto forget = [this](Context& c, const Job& job) { safeguarding_.forget(c, ConcernId(job.key)); };
    return {{"safeguarding.overdue", remind, {}, {}}, {"safeguarding.forget", forget, {}, {}}};
  }

  Endpoints endpoints() override {
    const auto staff = role_in_programme({Role::coordinator, Role::safeguarding_lead});
    return {
        endpoint<RaiseConcern, ConcernReceipt>(
            Method::post, "/api/concerns", signed_in(), Access::write, "Say that something worries you",
            [this](Context& c, const RaiseConcern& r) { return raise(c, r); }),
        endpoint<ConcernsAsk, ConcernList>(Method::get, "/api/programmes/{programme}/concerns", staff,
                                           Access::read, "Concerns of a programme, without what they say",
                                           [this](Context& c, const ConcernsAsk& r) { return queue(c, r); }),
        endpoint<ReadConcern, ConcernPage>(Method::get, "/api/programmes/{programme}/concerns/{concern}",
                                           staff, Access::write,
                                           "What a concern says; the look is written down",
                                           [this](Context& c, const ReadConcern& r) { return page(c, r); }),
        endpoint<AboutConcern, Nothing>(
            Method::post, "/api/programmes/{programme}/concerns/{concern}/seen", staff, Access::write,
            "Take a concern on",
            [this](Context& c, const AboutConcern& r) {
              safeguarding_.see(c, reach_content(c, safeguarding_, r.programme, r.concern), r.concern);
              return Nothing{};
            }),
        endpoint<CloseConcern, Nothing>(Method::post, "/api/programmes/{programme}/concerns/{concern}/close",
                                        staff, Access::write, "Close a concern with what came of it",
                                        [this](Context& c, const CloseConcern& r) {
                                          safeguarding_.close(
                                              c, reach_content(c, safeguarding_, r.programme, r.concern),
                                              r.concern, r.outcome);
                                          return Nothing{};
                                        }),
    };
  }

 private:
  ConcernReceipt raise(Context& c, const RaiseConcern& ask) {
    const ConcernId id = safeguarding_.raise(
        c, {ask.programme, ask.conversation_id.value_or(ConversationId()),
            ask.message_id.value_or(MessageId()), ask.level, ask.text, ask.include_around});
    return {id, receipt_words(ask.level, c.language)};
  }

  ConcernList queue(Context& c, const ConcernsAsk& ask) const {
    const auto page = safeguarding_.queue(c, reach_concerns(c, ask.programme), ask.after,
                                          static_cast<std::size_t>(ask.limit));
    ConcernList out;
    for (const Concern& each : page.items) {
      const bool overdue = each.state == ConcernState::open && each.due_at <= c.now;
      out.items.push_back({each.id, each.level, each.state, each.raised_at, each.due_at, overdue,
                           safeguarding_.may_read(c, each)});
    }
    if (!page.next.empty()) out.next = page.next;
    return out;
  }

  ConcernPage page(Context& c, const ReadConcern& ask) {
    const auto reach = reach_content(c, safeguarding_, ask.programme, ask.concern);
    const ConcernContent content = safeguarding_.read(c, reach, ask.concern, ask.why);
    const Programme programme = safeguarding_.people().programmes().get(c.tx, ask.programme);
    const Concern& it = content.concern;
    ConcernPage out{it.id, it.level, it.state, it.raised_at, content.text, reporter_of(c, programme, it),
                    {},    {}};
    if (!it.reported.empty()) out.reported = ConcernPerson{identity_of(c, it.reported).full_name()};
    for (const ReportedSaid& each : content.messages) {
      out.messages.push_back(
          {each.at, programme.role_word(each.sender_role, c.language), each.text, each.reported});
    }
    return out;
  }

  // Whoever may read a concern may ring the people in it (docs/access.md, row "legal name").
  Identity identity_of(Context& c, const PersonId& person) const {
    return safeguarding_.people().identity(c, reach_identities_as_system(c), person);
  }

  ConcernPerson reporter_of(Context& c, const Programme& programme, const Concern& concern) const {
    const Identity identity = identity_of(c, concern.reporter);
    return {identity.full_name(), programme.role_word(concern.reporter_role, c.language), identity.phone,
            identity.landline, identity.email};
  }

  Safeguarding& safeguarding_;
};

}  // namespace

std::unique_ptr<Module> make_safeguarding_module(Safeguarding& safeguarding) {
  return std::make_unique<SafeguardingModule>(safeguarding);
}

}  // namespace kith
