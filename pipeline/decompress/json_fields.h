// Which fields of a JSON object make a page.
#pragma once

#include <string>
#include <vector>

namespace newsmill {

// Each is a list of paths, of which the first that is there counts: "metadata.date" is the field
// `date` of the object `metadata`. The page's name is made as if it came from an archive,
//
//   PUBLICATION/DATE/ID_PAGE        liupu/2024-05-08/4711_02
//
// without what is not there; a record without an id is named line-N. The defaults read what
// datatrove and Dolma write.
struct JsonFields {
  std::vector<std::string> text = {"text"};
  std::vector<std::string> id = {"id"};
  std::vector<std::string> publication = {"metadata.publication", "publication"};
  std::vector<std::string> date = {"metadata.date", "date", "created"};
  std::vector<std::string> page = {"metadata.page", "page"};

  // Puts one path in place of a list: "date=metadata.printed_on". False when `assignment` is none,
  // or names no field of the above.
  bool set(const std::string& assignment);
};

}  // namespace newsmill
