#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "kernel/module.h"
#include "kernel/ports.h"
#include "kernel/reach.h"
#include "modules/accounts/accounts.h"
#include "modules/notifications/push.h"
#include "modules/people/people.h"

// Notifications: letters to people, as rows in a durable outbox (promise R9: due times are rows).
//
// A letter is written in the transaction of its cause and handed to the outside by a job: tried again after 1
// and 5 and 15 minutes, 1 hour and 4 hours, then given up, which emits notifications.delivery_failed. A crash
// after the hand-over and before it was noted sends the letter again with the same message id.
//
// What a letter says and where it goes is sealed with its person's key, and forgotten as soon as it was sent
// or given up: the outbox then knows that there was a letter, of which kind and when, and nothing else.
//
// Where no mail server is configured (keeps_letters) nobody could ever sign in, so letters stay readable in
// GET /api/outbox for the administrator. That is for trying Kith, not for real people: with a mail server the
// same list shows neither address nor text, because running the machine gives no reading of people.
//
// A person chooses how they are told (e-mail, text message, paper, a call from the team, or not at all) and
// their quiet hours, 21:00 to 8:00 unless they say otherwise: nothing but what they wait for this minute, and
// what is about somebody's safety, goes out then. What is on paper waits for the coordinator to print it;
// whoever wants a call, or cannot be reached, becomes a task to call them (notifications.delivery_failed).
//
// Push: a person may be told in their own browsers. A push says one sentence, the same for everybody, and
// which page to open; it is sealed for that browser, so that its maker's service reads nothing. A letter that
// has more to say goes by e-mail or text message all the same. What no browser takes after 1 and 5 and 15
// minutes goes the next way: e-mail, text message, at last a call from the team. A browser is dropped with
// its session (sign-out, here or everywhere), when its person's last part has ended, and when its service
// says it is gone.
//
// Refusal codes: notifications.mail_settings, notifications.sms_settings, notifications.push_off,
// notifications.too_many_devices.
//
// Letters that began elsewhere than with a person's own wish name no other person, no condition and no
// content (promise S10).
namespace kith {

struct DeliveryTag;
using DeliveryId = Id<DeliveryTag>;

struct Deliveries;  // what a Reach opens here: the outbox of the installation

struct NotificationSettings {
  bool keeps_letters = false;                   // there is no mail server
  std::string public_origin;                    // "https://kith.example.org", the only link in a notice
  bool sends_texts = false;                     // there is a gateway for text messages
  std::vector<std::string> push_services = {};  // the hosts that a browser's address may name
  std::string push_contact = {};                // "mailto:..." or "https://...": whom a push service may ask
  std::shared_ptr<PushService> push = {};       // nothing where no push leaves

  bool sends_push() const { return push && !push_services.empty(); }
};

class Notifications : public Postbox {
 public:
  Notifications(const People& people, NotificationSettings settings)
      : people_(people), settings_(std::move(settings)) {}

  // Takes the letter into the outbox, once per (person, kind, dedupe); an empty `dedupe` is never the same as
  // another. Without an address in the letter it goes to the person's e-mail address, else to their mobile
  // number; a person with neither has a failed delivery at once.
  void post(Context& context, const Letter& letter) override;

  const People& people() const { return people_; }
  const NotificationSettings& settings() const { return settings_; }

 private:
  const People& people_;
  NotificationSettings settings_;
};

// What the outbox knows of its letters, for the stories that test a package: after that id, in order.
struct LetterInBrief {
  std::string id;
  PersonId to;
  std::string kind;
};
std::vector<LetterInBrief> letters_since(Context& context, const std::string& after);
// The text of the newest kept letter to the person that holds these words; "" when there is none. Only while
// letters are kept readable.
std::string last_letter_text(Context& context, const PersonId& person, std::string_view words);

// Of the whole installation, for the administrator; refuses not_found to everybody else.
Reach<Deliveries> reach_outbox(const Context& context);
// What went or is to go to people of the programme, for its coordinators.
Reach<Deliveries> reach_programme_letters(const Context& context, const ProgrammeId& programme);

// `accounts` makes the links of invitations.
std::unique_ptr<Module> make_notifications_module(Notifications& notifications, Accounts& accounts);

}  // namespace kith
