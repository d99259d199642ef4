#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "base/fields.h"
#include "kernel/ids.h"

// What the endpoints of agreed lengths and endings take and give.
namespace kith {

// What one of the two would like when the agreed time is over.
enum class EndWish { extend, finish, group, supporter };

template <>
struct EnumNames<EndWish> {
  using W = EndWish;
  static constexpr std::pair<W, std::string_view> names[] = {
      {W::extend, "extend"}, {W::finish, "finish"}, {W::group, "group"}, {W::supporter, "supporter"}};
};

struct PairView {
  static constexpr std::string_view schema_name = "PairView";
  std::string conversation_id;
  ProgrammeId programme_id;
  std::string other_name;
  Instant since;
  std::optional<Instant> halfway_at;
  std::optional<Instant> ends_at;
  int contacts = 0;
  bool ending = false;
  std::string own_wish;
  std::string other_wish;
  std::vector<EndWish> wishes;
  static constexpr auto fields() {
    return std::tuple{
        field("conversation_id", &PairView::conversation_id),
        field("programme_id", &PairView::programme_id),
        field("other_name", &PairView::other_name),
        field("since", &PairView::since),
        field("halfway_at", &PairView::halfway_at),
        field("ends_at", &PairView::ends_at, {.about = "The agreed last day; none when it is open."}),
        field("contacts", &PairView::contacts),
        field("ending", &PairView::ending, {.about = "The last weeks, in which to say what comes next."}),
        field("own_wish", &PairView::own_wish),
        field("other_wish", &PairView::other_wish, {.about = "Only whether the other wishes to go on."}),
        field("wishes", &PairView::wishes, {.about = "What one may choose."})};
  }
};

struct PairViews {
  static constexpr std::string_view schema_name = "PairViews";
  std::vector<PairView> items;
  static constexpr auto fields() { return std::tuple{field("items", &PairViews::items)}; }
};

struct WishEnd {
  static constexpr std::string_view schema_name = "WishEnd";
  std::string conversation;
  EndWish wish = EndWish::finish;
  static constexpr auto fields() {
    return std::tuple{field("conversation", &WishEnd::conversation, {.min_length = 1, .max_length = 64}),
                      field("wish", &WishEnd::wish)};
  }
};

}  // namespace kith
