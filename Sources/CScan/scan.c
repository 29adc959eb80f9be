#include "scan.h"

#if defined(__x86_64__)
#include <emmintrin.h>

/// A bit for each of 64 bytes that is `byte`.
static inline uint64_t matches(const uint8_t *text, uint8_t byte) {
    const __m128i wanted = _mm_set1_epi8((char)byte);
    uint64_t mask = 0;
    for (int part = 0; part < 4; part++) {
        const __m128i bytes = _mm_loadu_si128((const __m128i *)(text + 16 * part));
        mask |= (uint64_t)(uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi8(bytes, wanted)) << (16 * part);
    }
    return mask;
}

/// A bit for each of 64 bytes that is below a blank.
static inline uint64_t controls(const uint8_t *text) {
    const __m128i largest = _mm_set1_epi8(0x1f);
    uint64_t mask = 0;
    for (int part = 0; part < 4; part++) {
        const __m128i bytes = _mm_loadu_si128((const __m128i *)(text + 16 * part));
        const __m128i low = _mm_cmpeq_epi8(_mm_min_epu8(bytes, largest), bytes);
        mask |= (uint64_t)(uint32_t)_mm_movemask_epi8(low) << (16 * part);
    }
    return mask;
}

/// A bit for each of 64 bytes that is beyond ASCII.
static inline uint64_t highs(const uint8_t *text) {
    uint64_t mask = 0;
    for (int part = 0; part < 4; part++) {
        const __m128i bytes = _mm_loadu_si128((const __m128i *)(text + 16 * part));
        mask |= (uint64_t)(uint32_t)_mm_movemask_epi8(bytes) << (16 * part);
    }
    return mask;
}
#else
static inline uint64_t matches(const uint8_t *text, uint8_t byte) {
    uint64_t mask = 0;
    for (int place = 0; place < 64; place++) mask |= (uint64_t)(text[place] == byte) << place;
    return mask;
}

static inline uint64_t controls(const uint8_t *text) {
    uint64_t mask = 0;
    for (int place = 0; place < 64; place++) mask |= (uint64_t)(text[place] < 0x20) << place;
    return mask;
}

static inline uint64_t highs(const uint8_t *text) {
    uint64_t mask = 0;
    for (int place = 0; place < 64; place++) mask |= (uint64_t)(text[place] >> 7) << place;
    return mask;
}
#endif

/// The bits that stand for bytes before `to`.
static inline uint64_t within(size_t place, size_t to) {
    return to - place >= 64 ? ~0ULL : (1ULL << (to - place)) - 1;
}

/// Writes an entry for each bit, and says where the next one goes.
static inline uint32_t *write(uint32_t *next, size_t place, uint64_t all, uint64_t feeds, uint64_t specials) {
    uint32_t *const end = next + __builtin_popcountll(all);
    // Four at a time without asking whether there are as many: what is too much is written over.
    while (all) {
        for (int step = 0; step < 4; step++) {
            const int bit = __builtin_ctzll(all | 1ULL << 63);
            *next++ = (uint32_t)(place + (size_t)bit) | (uint32_t)(feeds >> bit & 1) << 31 |
                      (uint32_t)(specials >> bit & 1) << 30;
            all &= all - 1;
        }
    }
    return end;
}

size_t planrun_scan_index(const uint8_t *text, size_t from, size_t to, uint8_t plain, uint8_t special,
                          uint32_t *entries) {
    uint32_t *next = entries;
    for (size_t place = from; place < to; place += 64) {
        const uint64_t kept = within(place, to);
        const uint64_t feeds = matches(text + place, '\n') & kept;
        const uint64_t specials = matches(text + place, special) & kept;
        next = write(next, place, (matches(text + place, plain) & kept) | feeds | specials, feeds, specials);
    }
    return (size_t)(next - entries);
}

size_t planrun_scan_quotes(const uint8_t *text, size_t from, size_t to, uint32_t *entries) {
    uint32_t *next = entries;
    for (size_t place = from; place < to; place += 64) {
        const uint64_t kept = within(place, to);
        const uint64_t feeds = matches(text + place, '\n');
        const uint64_t ends = feeds >> 1 | (uint64_t)(place + 64 >= to || text[place + 64] == '\n') << 63;
        const uint64_t low = controls(text + place);
        const uint64_t returns = low ? matches(text + place, '\r') & ends : 0;
        const uint64_t specials = (matches(text + place, '\\') | (low & ~feeds & ~returns)) & kept;
        const uint64_t quotes = matches(text + place, '"') & kept;
        next = write(next, place, quotes | specials | (feeds & kept), feeds, specials);
    }
    return (size_t)(next - entries);
}

size_t planrun_scan_survey(const uint8_t *text, size_t from, size_t to, uint8_t special, int *flags) {
    size_t count = 0;
    uint64_t specials = 0, beyond = 0;
    for (size_t place = from; place < to; place += 64) {
        const uint64_t kept = within(place, to);
        count += (size_t)__builtin_popcountll(matches(text + place, '\n') & kept);
        specials |= matches(text + place, special) & kept;
        beyond |= highs(text + place) & kept;
    }
    *flags = (specials != 0) | (beyond != 0) << 1;
    return count;
}
