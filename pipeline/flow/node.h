// From stages to nodes of a oneTBB flow graph. Only flow/ knows of TBB; a stage is any callable
// that turns one record type's batch into another's.
#pragma once

#include <tbb/flow_graph.h>
#include <tbb/task_group.h>

#include <memory>
#include <optional>
#include <tuple>
#include <utility>

#include "flow/profile.h"

namespace newsmill {

// TBB copies its messages, so an edge carries a pointer. Each has one successor: whoever receives
// a message owns what it points to.
template <class T>
using Message = std::shared_ptr<T>;

template <class T>
Message<T> message(T value) {
  return std::make_shared<T>(std::move(value));
}

// A pure stage: runs on as many batches at once as there are threads, and counts for `part`. Its
// tables take milliseconds to make, so that is a task of `making`, to be waited for before the
// first batch comes; make() gives the one stage that all threads call.
template <class In, class Out, class Make>
tbb::flow::function_node<Message<In>, Message<Out>> parallel(tbb::flow::graph& g,
                                                             tbb::task_group& making,
                                                             Profile& profile, RunPart part,
                                                             Make make) {
  const auto stage = std::make_shared<std::optional<decltype(make())>>();
  making.run([&profile, stage, make = std::move(make)] {
    const Profile::Span span(profile, RunPart::kPrepare);
    stage->emplace(make());
  });
  return {g, tbb::flow::unlimited, [&profile, part, stage](const Message<In>& in) -> Message<Out> {
            Profile::Span span(profile, part);
            span.passes(in->bytes);
            return message<Out>(std::as_const(**stage)(std::move(*in)));
          }};
}

// State across batches: one at a time, in the order they arrive.
template <class In, class Out, class Body>
tbb::flow::function_node<In, Out> serial(tbb::flow::graph& g, Body body) {
  return {g, tbb::flow::serial, std::move(body)};
}

// Back into input order from `first` on, whatever order the parallel stages finished in.
template <class T>
tbb::flow::sequencer_node<Message<T>> by_seq(tbb::flow::graph& g, uint64_t first) {
  return {g, [first](const Message<T>& m) -> size_t { return m->seq - first; }};
}

// chain(a, b, c): a -> b -> c. Types name the edges, so a wrong connection does not compile.
template <class From, class To, class... Rest>
void chain(From& from, To& to, Rest&... rest) {
  tbb::flow::make_edge(from, to);
  if constexpr (sizeof...(rest) > 0) chain(to, rest...);
}

}  // namespace newsmill
