#include "sha256.h"

#if defined(__x86_64__)

#include <cpuid.h>
#include <immintrin.h>
#include <string.h>

bool planrun_sha256_is_native(void) {
    unsigned a, b, c, d;
    if (!__get_cpuid(1, &a, &b, &c, &d) || !(c & bit_SSSE3) || !(c & bit_SSE4_1)) return false;
    return __get_cpuid_count(7, 0, &a, &b, &c, &d) && (b & bit_SHA);
}

static const uint32_t constants[64] = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
};

/// The instructions keep the eight words of the state as ABEF and CDGH, and do two rounds at once (Intel, "New Instructions
/// Supporting the Secure Hash Algorithm on Intel Architecture Processors", 2013).
__attribute__((target("sha,sse4.1,ssse3")))
static void add_blocks(uint32_t state[8], const uint8_t *bytes, size_t count) {
    const __m128i swap = _mm_set_epi64x(0x0c0d0e0f08090a0bLL, 0x0405060700010203LL);
    __m128i low = _mm_shuffle_epi32(_mm_loadu_si128((const __m128i *)state), 0xB1);
    __m128i high = _mm_shuffle_epi32(_mm_loadu_si128((const __m128i *)(state + 4)), 0x1B);
    __m128i abef = _mm_alignr_epi8(low, high, 8);
    __m128i cdgh = _mm_blend_epi16(high, low, 0xF0);
    for (; count > 0; count--, bytes += 64) {
        const __m128i abef_before = abef;
        const __m128i cdgh_before = cdgh;
        __m128i words[4];
        for (int part = 0; part < 4; part++) {
            words[part] = _mm_shuffle_epi8(_mm_loadu_si128((const __m128i *)(bytes + 16 * part)), swap);
        }
#pragma clang loop unroll(full)
        for (int part = 0; part < 16; part++) {
            __m128i sums = _mm_add_epi32(words[part & 3], _mm_loadu_si128((const __m128i *)(constants + 4 * part)));
            cdgh = _mm_sha256rnds2_epu32(cdgh, abef, sums);
            abef = _mm_sha256rnds2_epu32(abef, cdgh, _mm_shuffle_epi32(sums, 0x0E));
            if (part < 12) {
                const __m128i last = words[(part + 3) & 3];
                __m128i next = _mm_sha256msg1_epu32(words[part & 3], words[(part + 1) & 3]);
                next = _mm_add_epi32(next, _mm_alignr_epi8(last, words[(part + 2) & 3], 4));
                words[part & 3] = _mm_sha256msg2_epu32(next, last);
            }
        }
        abef = _mm_add_epi32(abef, abef_before);
        cdgh = _mm_add_epi32(cdgh, cdgh_before);
    }
    low = _mm_shuffle_epi32(abef, 0x1B);
    high = _mm_shuffle_epi32(cdgh, 0xB1);
    _mm_storeu_si128((__m128i *)state, _mm_blend_epi16(low, high, 0xF0));
    _mm_storeu_si128((__m128i *)(state + 4), _mm_alignr_epi8(high, low, 8));
}

void planrun_sha256_init(struct planrun_sha256 *state) {
    static const uint32_t first[8] = {
        0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19,
    };
    memcpy(state->words, first, sizeof first);
    state->length = 0;
}

void planrun_sha256_update(struct planrun_sha256 *state, const uint8_t *bytes, size_t count) {
    size_t held = state->length % 64;
    state->length += count;
    if (held > 0) {
        size_t taken = count < 64 - held ? count : 64 - held;
        if (taken > 0) memcpy(state->pending + held, bytes, taken);
        if (held + taken < 64) return;
        add_blocks(state->words, state->pending, 1);
        bytes += taken;
        count -= taken;
    }
    add_blocks(state->words, bytes, count / 64);
    if (count % 64 > 0) memcpy(state->pending, bytes + count / 64 * 64, count % 64);
}

void planrun_sha256_final(struct planrun_sha256 *state, uint8_t digest[32]) {
    size_t held = state->length % 64;
    uint8_t last[128] = {0};
    memcpy(last, state->pending, held);
    last[held] = 0x80;
    size_t size = held < 56 ? 64 : 128;
    for (int byte = 0; byte < 8; byte++) last[size - 1 - byte] = (uint8_t)(state->length * 8 >> (8 * byte));
    add_blocks(state->words, last, size / 64);
    for (int byte = 0; byte < 32; byte++) digest[byte] = (uint8_t)(state->words[byte / 4] >> (24 - byte % 4 * 8));
}

#else

bool planrun_sha256_is_native(void) { return false; }

void planrun_sha256_init(struct planrun_sha256 *state) {}

void planrun_sha256_update(struct planrun_sha256 *state, const uint8_t *bytes, size_t count) {}

void planrun_sha256_final(struct planrun_sha256 *state, uint8_t digest[32]) {}

#endif
