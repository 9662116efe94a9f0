#pragma once

#include <string>
#include <string_view>

namespace limbeck::revisions {

struct CreateDate;

/// Words of a message joined by "_", lower case, cut at a word when longer than `length` characters.
std::string slug(std::string_view message, int length);

/// `file_template` with its tokens replaced, as Python's % does it: %(rev)s %(slug)s %(epoch)s %(year)d %(month).2d
/// %(day).2d %(hour).2d %(minute).2d %(second).2d. Without ".py". Throws Error(Configuration) for another token.
std::string file_stem(const std::string& file_template, std::string_view rev_id, std::string_view slug,
                      const CreateDate& date);

/// A new revision id: the last twelve hexadecimal digits of a random UUID.
std::string new_revision_id();

} // namespace limbeck::revisions
