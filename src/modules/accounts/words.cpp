#include "modules/accounts/words.h"

namespace kith::accounts {
namespace {

constexpr Words before_code{"Your code is ", "Votre code est "};
constexpr Words before_link{
    "Type it on the page where you asked for it, or open this link and choose \"Come in\":",
    "Tapez-le sur la page où vous l'avez demandé, ou ouvrez ce lien et choisissez "
    "« Entrer » :"};
constexpr Words after_link{
    "The code works for 10 minutes and the link for 15, once. If you asked more than once, use the newest.\n"
    "Did you not ask for this? Then you need not do anything. Please give the code to nobody.",
    "Le code est valable 10 minutes, le lien 15 minutes, une seule fois. Si vous l'avez demandé plusieurs "
    "fois, "
    "prenez le plus récent.\n"
    "Vous ne l'avez pas demandé ? Alors ne faites rien. Ne donnez ce code à personne."};

}  // namespace

std::string code_letter(std::string_view language, std::string_view code, std::string_view url) {
  std::string out = before_code.in(language);
  ((out += code) += ".\n\n") += before_link.in(language);
  ((out += "\n") += url) += "\n\n";
  return (out += after_link.in(language)) += "\n";
}

}  // namespace kith::accounts
