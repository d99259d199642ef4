#include "modules/notifications/mail_text.h"

#include <gmime/gmime.h>

#include <algorithm>
#include <memory>
#include <mutex>

namespace kith::notifications {
namespace {

struct Unref {
  void operator()(gpointer object) const { g_object_unref(object); }
};
template <class T>
using Held = std::unique_ptr<T, Unref>;

// "<id@host>", where the host is the sender's: the same at every try.
std::string message_id(const OutboundMessage& message, const Sender& sender) {
  return message.message_id + "@" + sender.address.substr(sender.address.find('@') + 1);
}

// As UTF-8 whatever the text holds, and quoted-printable, which keeps lines short and bytes ASCII on every
// server.
void set_body(GMimeMessage* mail, const std::string& text) {
  const Held<GMimeStream> bytes(g_mime_stream_mem_new_with_buffer(text.data(), text.size()));
  const Held<GMimeDataWrapper> content(
      g_mime_data_wrapper_new_with_stream(bytes.get(), GMIME_CONTENT_ENCODING_DEFAULT));
  const Held<GMimePart> part(g_mime_part_new_with_type("text", "plain"));
  g_mime_object_set_content_type_parameter(GMIME_OBJECT(part.get()), "charset", "utf-8");
  g_mime_part_set_content(part.get(), content.get());
  g_mime_part_set_content_encoding(part.get(), GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE);
  g_mime_message_set_mime_part(mail, GMIME_OBJECT(part.get()));
}

std::string written(GMimeMessage* mail) {
  GMimeFormatOptions* options = g_mime_format_options_new();
  g_mime_format_options_set_newline_format(options, GMIME_NEWLINE_FORMAT_DOS);
  char* text = g_mime_object_to_string(GMIME_OBJECT(mail), options);
  std::string out(text);
  g_free(text);
  g_mime_format_options_free(options);
  return out;
}

}  // namespace

bool is_mailable(const std::string& address) {
  const bool clean = std::ranges::all_of(address, [](unsigned char each) {
    return each > ' ' && each != 0x7f &&
           std::string_view("<>(),;:\\\"[]").find(static_cast<char>(each)) == std::string_view::npos;
  });
  const std::size_t at = address.find('@');
  return clean && address.size() <= 254 && at != std::string::npos && at > 0 && at + 1 < address.size() &&
         address.find('@', at + 1) == std::string::npos;
}

std::string mail_text(const OutboundMessage& message, const Sender& sender, Instant at) {
  static std::once_flag once;
  std::call_once(once, [] { g_mime_init(); });
  const Held<GMimeMessage> mail(g_mime_message_new(TRUE));
  g_mime_message_add_mailbox(mail.get(), GMIME_ADDRESS_TYPE_FROM, sender.name.c_str(),
                             sender.address.c_str());
  g_mime_message_add_mailbox(mail.get(), GMIME_ADDRESS_TYPE_TO, nullptr, message.to.c_str());
  g_mime_message_set_subject(mail.get(), message.subject.c_str(), "utf-8");
  g_mime_message_set_message_id(mail.get(), message_id(message, sender).c_str());
  GDateTime* date = g_date_time_new_from_unix_utc(at.micros / 1'000'000);
  g_mime_message_set_date(mail.get(), date);
  g_date_time_unref(date);
  g_mime_object_set_header(GMIME_OBJECT(mail.get()), "Auto-Submitted", "auto-generated", nullptr);
  if (!sender.unsubscribe.empty()) {
    g_mime_object_set_header(GMIME_OBJECT(mail.get()), "List-Unsubscribe",
                             ("<" + sender.unsubscribe + ">").c_str(), nullptr);
  }
  set_body(mail.get(), message.text);
  return written(mail.get());
}

}  // namespace kith::notifications
