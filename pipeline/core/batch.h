// How records travel: a few hundred KB of pages together, so that a message is worth its cost.
#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <utility>
#include <vector>

#include "core/result.h"

namespace newsmill {

// One batch in, one batch out, same `seq`, even when every record was rejected: a sequence number
// that goes missing would stop the ordered writer without an error.
template <class T>
struct Batch {
  uint64_t seq = 0;    // 0, 1, 2, … in input order
  uint64_t bytes = 0;  // input bytes this batch holds in flight; given back when written
  uint64_t read = 0;   // XXH3-64 over what was read, once that is known
  std::vector<T> items;
  std::vector<Reject> rejects;  // every record that dropped out so far, with its bytes
  std::deque<std::string>
      store;  // owns what string_views in `items` point into (addresses are stable)
};

// A batch of another record type that carries on seq, bytes, rejects and store of `from`.
template <class To, class From>
Batch<To> next_batch(Batch<From>& from) {
  Batch<To> to;
  to.seq = from.seq;
  to.bytes = from.bytes;
  to.read = from.read;
  to.rejects = std::move(from.rejects);
  to.store = std::move(from.store);
  return to;
}

// Applies `record` to each item; what fails becomes a Reject of `stage` whose bytes `bytes_of`
// gives (called on the untouched item before it is processed only when processing failed, so
// `record` must take its item by const reference).
template <class To, class From, class Record, class Reason>
Batch<To> map_batch(Batch<From> in, Stage stage, const Record& record, const Reason& bytes_of) {
  Batch<To> out = next_batch<To>(in);
  out.items.reserve(in.items.size());
  for (From& item : in.items) {
    Result<To> result = record(item);
    if (result) {
      out.items.push_back(std::move(*result));
    } else {
      out.rejects.push_back(
          Reject{item.origin, stage, std::move(result.error()), std::string(bytes_of(item))});
    }
  }
  return out;
}

}  // namespace newsmill
