#include "http/answer.h"

#include "http/response_text.h"

namespace kith::http {

Answer::~Answer() { fail(); }

void Answer::give(std::optional<Response> response) {
  if (!given_.exchange(true)) deliver_(std::move(response));
}

void Answer::fail() { give(problem(500, "http.failed", "Something went wrong on our side.")); }

}  // namespace kith::http
