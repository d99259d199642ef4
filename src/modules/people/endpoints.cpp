#include "modules/people/closing.h"
#include "modules/people/leaving_endpoints.h"
#include "modules/people/leaving_store.h"
#include "modules/people/own.h"
#include "modules/people/people.h"
#include "modules/people/screening_endpoints.h"
#include "modules/people/staff.h"

namespace kith {

std::vector<Migration> kith_people_schema();

namespace {

const std::vector<Role> staff_who_see_people{Role::coordinator, Role::supervisor, Role::lead};

std::vector<PersonId> subject_of(Tx&, const StoredEvent& event) { return {PersonId(event.subject)}; }

class PeopleModule : public Module {
 public:
  explicit PeopleModule(People& people) : people_(people) {}
  std::string_view name() const override { return "people"; }
  std::vector<Migration> schema() const override { return kith_people_schema(); }
  std::vector<Audience> audiences() override { return {{"people.role_changed", subject_of}}; }
  std::vector<std::string> check(Tx& tx) override { return people_store::broken_records(tx); }
  std::vector<JobKind> jobs() override {
    return {{std::string(erase_job), close_after_leaving, {}, {}},
            {std::string(retention_job), [this](Context& c, const Job&) { close_aged(c, people_); }, {}, {}}};
  }

  Endpoints endpoints() override {
    Endpoints all = own();
    std::ranges::move(staff(), std::back_inserter(all));
    std::ranges::move(leaving_endpoints(people_), std::back_inserter(all));
    std::ranges::move(screening_endpoints(people_), std::back_inserter(all));
    return all;
  }

 private:
  Endpoints own() {
    return {
        endpoint<Nothing, SessionView>(
            Method::get, "/api/session", anyone(), Access::read, "Who is signed in",
            [this](Context& c, const Nothing&) { return session_view(c, people_); }),
        endpoint<AboutProgramme, ProfileView>(
            Method::get, "/api/me/profile", known_in_programme(), Access::read, "One's own profile",
            [this](Context& c, const AboutProgramme& r) { return own_profile(c, people_, r.programme); }),
        endpoint<PutProfile, ProfileView>(
            Method::put, "/api/me/profile", known_in_programme(), Access::write, "Change one's own profile",
            [this](Context& c, const PutProfile& r) { return put_own_profile(c, people_, r); }),
        endpoint<PutExclusions, ExclusionsView>(
            Method::put, "/api/me/exclusions", known_in_programme(), Access::write,
            "Choose never to be shown to people from the same place",
            [this](Context& c, const PutExclusions& r) { return put_own_exclusions(c, people_, r); }),
        endpoint<PageAsk, RecordViewList>(
            Method::get, "/api/me/record-views", signed_in(), Access::read, "Who looked at one's record",
            [this](Context& c, const PageAsk& r) { return own_record_views(c, people_, r); }),
        endpoint<AboutProgramme, ConsentList>(
            Method::get, "/api/me/consents", known_in_programme(), Access::read, "What one has agreed to",
            [this](Context& c, const AboutProgramme& r) { return own_consents(c, people_, r.programme); }),
        endpoint<PutConsent, ConsentView>(
            Method::put, "/api/me/consents", known_in_programme(), Access::write,
            "Give or take back an agreement",
            [this](Context& c, const PutConsent& r) { return put_own_consent(c, people_, r); }),
        endpoint<ConsentHistoryAsk, ConsentHistory>(
            Method::get, "/api/me/consent-history", known_in_programme(), Access::read,
            "Every answer one gave to what one was asked to agree to",
            [this](Context& c, const ConsentHistoryAsk& r) { return own_consent_history(c, people_, r); }),
        endpoint<Arrival, Nothing>(Method::post, "/api/me/arrival", known_in_programme(), Access::write,
                                   "Come in after an invitation",
                                   [this](Context& c, const Arrival& r) {
                                     arrive(c, people_, r);
                                     return Nothing{};
                                   }),
        endpoint<AboutProgramme, CapacityView>(
            Method::get, "/api/me/capacity", role_in_programme({Role::supporter}), Access::read,
            "How many people one supports",
            [this](Context& c, const AboutProgramme& r) { return own_capacity(c, people_, r.programme); }),
        endpoint<PutCapacity, CapacityView>(
            Method::put, "/api/me/capacity", role_in_programme({Role::supporter}), Access::write,
            "Change how many people one supports, or rest",
            [this](Context& c, const PutCapacity& r) { return put_own_capacity(c, people_, r); }),
    };
  }

  Endpoints staff() {
    const auto coordinators = role_in_programme({Role::coordinator});
    return {
        endpoint<PeopleAsk, PersonList>(
            Method::get, "/api/programmes/{programme}/people", role_in_programme(staff_who_see_people),
            Access::read, "The people of one side of a programme",
            [this](Context& c, const PeopleAsk& r) { return list_people(c, people_, r); }),
        endpoint<AddPerson, PersonLine>(
            Method::post, "/api/programmes/{programme}/people", coordinators, Access::write,
            "Add someone who is on the phone",
            [this](Context& c, const AddPerson& r) { return add_by_staff(c, people_, r); }),
        endpoint<PersonAsk, PersonPage>(
            Method::get, "/api/programmes/{programme}/people/{person}", coordinators, Access::write,
            "One person's page; the look is written down",
            [this](Context& c, const PersonAsk& r) { return person_page(c, people_, r); }),
        endpoint<ActivatePerson, Nothing>(
            Method::post, "/api/programmes/{programme}/people/{person}/activate", coordinators, Access::write,
            "Bring someone in who agreed on the phone",
            [this](Context& c, const ActivatePerson& r) {
              activate_by_staff(c, people_, r);
              return Nothing{};
            }),
        endpoint<NoteConsent, ConsentView>(
            Method::post, "/api/programmes/{programme}/people/{person}/consents", coordinators, Access::write,
            "Note what somebody agreed to on the phone or on paper",
            [this](Context& c, const NoteConsent& r) { return note_consent(c, people_, r); }),
        endpoint<AboutProgramme, InvitationDraft>(Method::get, "/api/programmes/{programme}/invitations",
                                                  coordinators, Access::read,
                                                  "Who has not been invited yet, and the letter",
                                                  [this](Context& c, const AboutProgramme& r) {
                                                    return invitation_draft(c, people_, r.programme);
                                                  }),
        endpoint<SendInvitations, InvitationResult>(
            Method::post, "/api/programmes/{programme}/invitations", coordinators, Access::write,
            "Send invitations",
            [this](Context& c, const SendInvitations& r) { return send_invitations(c, people_, r); }),
    };
  }

  People& people_;
};

}  // namespace

std::unique_ptr<Module> make_people_module(People& people) { return std::make_unique<PeopleModule>(people); }

}  // namespace kith
