#include "modules/groups/own.h"
#include "modules/groups/showing.h"
#include "modules/groups/solving.h"

namespace kith {

std::vector<Migration> kith_peer_groups_schema();

namespace {

class GroupsModule : public Module {
 public:
  explicit GroupsModule(PeerGroups& groups) : groups_(groups) {}
  std::string_view name() const override { return "groups"; }
  std::vector<Migration> schema() const override { return kith_peer_groups_schema(); }
  std::vector<std::string> check(Tx& tx) override { return peer_groups_store::broken_rows(tx); }

  // Ended means ended: whoever leaves the programme leaves its groups.
  std::vector<std::pair<std::string, Within>> within() override {
    return {{"people.role_changed", [this](Context& context, const StoredEvent& event) {
               const std::string& role = event.data.text("role");
               if (event.data.text("state") != "ended") return;
               const bool leads = role == "supporter";
               if (!leads && role != "participant" && role != "caregiver") return;
               groups_.forget(context, ProgrammeId(event.programme), PersonId(event.data.text("person")),
                              leads);
             }}};
  }

  std::vector<Audience> audiences() override {
    const auto whom = [](Tx&, const StoredEvent& event) {
      return std::vector{PersonId(event.data.text("person"))};
    };
    return {{"groups.group_joined", whom}, {"groups.group_left", whom}, {"groups.group_changed", whom}};
  }

  Endpoints endpoints() override {
    Endpoints out = proposing();
    for (Endpoint& each : standing()) out.push_back(std::move(each));
    for (Endpoint& each : own()) out.push_back(std::move(each));
    return out;
  }

 private:
  static constexpr const char* proposal = "/api/programmes/{programme}/forming";

  Endpoints proposing() {
    const auto staff = role_in_programme({Role::coordinator});
    const std::string at = proposal;
    return {
        endpoint<FormingAsk, FormingView>(
            Method::get, at, staff, Access::read, "Who waits for a group, where, and what is proposed",
            [this](Context& c, const FormingAsk& r) { return showing(c, r.programme).summary(); }),
        endpoint<SolveGroups, FormingView>(
            Method::post, at, staff, Access::write, "Propose groups, or solve again and keep who is pinned",
            [this](Context& c, const SolveGroups& r) {
              return groups_.solve(c, reach_groups(c, r.programme), r.revision);
            },
            {.limit = {60, 20},
             .large_body = false,
             .prepare =
                 [this](Database& database, World& world, Vault& vault, const Json& input) {
                   return propose_groups(database, world, vault, groups_.people(),
                                         decode<SolveGroups>(input));
                 }}),
        endpoint<AboutProposal, Nothing>(Method::post, at + "/drop", staff, Access::write,
                                         "Forget the proposal",
                                         [this](Context& c, const AboutProposal& r) {
                                           groups_.drop(c, reach_groups(c, r.programme), r.revision);
                                           return Nothing{};
                                         }),
        endpoint<GroupsAsk, GroupCardList>(
            Method::get, at + "/groups", staff, Access::read, "The proposed groups, with their reasons",
            [this](Context& c, const GroupsAsk& r) { return showing(c, r.programme).cards(r); }),
        endpoint<GroupsAsk, WaitingForGroupList>(
            Method::get, at + "/left-over", staff, Access::read,
            "Who is in no proposed group, why, and what would help",
            [this](Context& c, const GroupsAsk& r) { return showing(c, r.programme).left_over(r); }),
        endpoint<PlacesAsk, GroupChoiceList>(
            Method::get, at + "/people/{person}/choices", staff, Access::read,
            "What it would cost to put somebody into each proposed group",
            [this](Context& c, const PlacesAsk& r) { return showing(c, r.programme).choices(r.person); }),
        endpoint<MoveInProposal, Nothing>(
            Method::post, at + "/people/{person}/move", staff, Access::write,
            "Put somebody into another proposed group, and pin them there",
            [this](Context& c, const MoveInProposal& r) {
              groups_.move(c, reach_groups(c, r.programme), r.revision, {r.person, r.to});
              return Nothing{};
            }),
        endpoint<PinInProposal, Nothing>(Method::post, at + "/people/{person}/pin", staff, Access::write,
                                         "Pin somebody to their proposed group, or let them go",
                                         [this](Context& c, const PinInProposal& r) {
                                           groups_.pin(c, reach_groups(c, r.programme), r.revision, r.person,
                                                       r.pinned);
                                           return Nothing{};
                                         }),
        endpoint<AboutProposal, AcceptedGroups>(
            Method::post, at + "/accept", staff, Access::write, "Make the proposed groups real",
            [this](Context& c, const AboutProposal& r) {
              const auto done = groups_.accept(c, reach_groups(c, r.programme), r.revision);
              return AcceptedGroups{done.groups, done.people};
            }),
    };
  }

  Endpoints standing() {
    const auto staff = role_in_programme({Role::coordinator});
    const std::string at = "/api/programmes/{programme}/groups";
    return {
        endpoint<GroupsAsk, GroupCardList>(
            Method::get, at, staff, Access::read, "The groups of a programme",
            [this](Context& c, const GroupsAsk& r) { return everyone(c, r.programme).cards(r); }),
        endpoint<AboutGroup, GroupPage>(
            Method::get, at + "/{group}", staff, Access::read,
            "A group, who could join it, and which group it could become one with",
            [this](Context& c, const AboutGroup& r) { return everyone(c, r.programme).page(r.group); }),
        endpoint<PlacesAsk, GroupChoiceList>(
            Method::get, at + "/choices/{person}", staff, Access::read,
            "Which groups that stand somebody who comes late could join",
            [this](Context& c, const PlacesAsk& r) { return everyone(c, r.programme).choices(r.person); }),
        endpoint<GroupPerson, Nothing>(Method::post, at + "/{group}/people/{person}/join", staff,
                                       Access::write,
                                       "Put somebody into a group that stands, out of any other",
                                       [this](Context& c, const GroupPerson& r) {
                                         groups_.join(c, reach_groups(c, r.programme), r.group, r.person);
                                         return Nothing{};
                                       }),
        endpoint<GroupPerson, Nothing>(Method::post, at + "/{group}/people/{person}/leave", staff,
                                       Access::write, "Take somebody out of a group",
                                       [this](Context& c, const GroupPerson& r) {
                                         groups_.leave(c, reach_groups(c, r.programme), r.group, r.person);
                                         return Nothing{};
                                       }),
        endpoint<MergeGroups, Nothing>(Method::post, at + "/{group}/merge", staff, Access::write,
                                       "Make one group of two that have become small",
                                       [this](Context& c, const MergeGroups& r) {
                                         groups_.merge(c, reach_groups(c, r.programme), r.group, r.other);
                                         return Nothing{};
                                       }),
    };
  }

  Endpoints own() {
    const std::string at = "/api/me/groups";
    return {
        endpoint<Nothing, OwnGroupList>(
            Method::get, at, signed_in(), Access::read, "The groups that one is in or leads",
            [this](Context& c, const Nothing&) { return own_groups(c, groups_); }),
        endpoint<AboutOwnGroup, OwnGroup>(
            Method::get, at + "/{group}", signed_in(), Access::read, "A group that one is in or leads",
            [this](Context& c, const AboutOwnGroup& r) { return own_group(c, groups_, r.group); }),
        endpoint<AnswerGroup, Nothing>(
            Method::put, at + "/{group}/answer", signed_in(), Access::write,
            "Say that one saw when and where the group meets, and whether that suits",
            [this](Context& c, const AnswerGroup& r) {
              groups_.answer(c, reach_own_groups(c), r.group, r.suits);
              return Nothing{};
            }),
    };
  }

  Showing showing(Context& c, const ProgrammeId& programme) const {
    return Showing(c, groups_.people(), reach_groups(c, programme), Whom::waiting);
  }
  Showing everyone(Context& c, const ProgrammeId& programme) const {
    return Showing(c, groups_.people(), reach_groups(c, programme), Whom::everyone);
  }

  PeerGroups& groups_;
};

}  // namespace

std::unique_ptr<Module> make_groups_module(PeerGroups& groups) {
  return std::make_unique<GroupsModule>(groups);
}

}  // namespace kith
