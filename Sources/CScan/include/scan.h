#ifndef PLANRUN_SCAN_H
#define PLANRUN_SCAN_H

#include <stddef.h>
#include <stdint.h>

/// Finds the few bytes that give a text its structure, 64 bytes at a time: the processor has instructions for it, which Swift
/// has no words for. `text` must go on for 64 bytes behind what is looked at.

/// What an entry says beside a place.
#define PLANRUN_SCAN_LINE_FEED 0x80000000u
#define PLANRUN_SCAN_SPECIAL 0x40000000u
#define PLANRUN_SCAN_PLACE 0x3fffffffu

/// Writes the place of each `plain`, `special` and line feed in text[from ..< to), in order, and says how many there are.
/// `entries` must have room for one a byte, and eight more.
size_t planrun_scan_index(const uint8_t *text, size_t from, size_t to, uint8_t plain, uint8_t special,
                          uint32_t *entries);

/// The same in JSON lines: quotes are plain, special are backslashes and the control characters that no string may hold as
/// they are. A carriage return before a line feed is neither.
size_t planrun_scan_quotes(const uint8_t *text, size_t from, size_t to, uint32_t *entries);

/// How many line feeds there are in text[from ..< to). `flags` gets bit 0 where there is any `special`, and bit 1 where there
/// is any byte beyond ASCII.
size_t planrun_scan_survey(const uint8_t *text, size_t from, size_t to, uint8_t special, int *flags);

#endif
