// What the name of a page says about it.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/origin.h"
#include "core/page.h"

namespace newsmill {

struct PagePath {
  std::string directory;    // what stands before the last slash; empty without one
  std::string publication;  // the component before the date
  std::optional<Date> date;
  std::string page_number;  // canonical: 2, A3
};

// tzrb/2021-02-10/02.txt -> tzrb, 2021-02-10, 2. Also 20210210, 2021/02/10, 2021-02/10/A03.txt,
// tzrb_20210210_02.txt and …-p02.raw.txt; what is not there stays empty.
PagePath read_path(std::string_view name);

// The name to read: a member's own, or the path of a file as it was given.
std::string path_of(const Origin& origin);

// A page as mastheads and marks name it, canonical: 02 -> 2, A03 -> A3, 第二版 stays what it is.
std::string canonical_page(std::string_view printed);

}  // namespace newsmill
