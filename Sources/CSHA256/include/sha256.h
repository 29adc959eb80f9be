#ifndef PLANRUN_SHA256_H
#define PLANRUN_SHA256_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// SHA-256 (FIPS 180-4) by the instructions that newer processors have for it. Nothing here is to be called where
/// `planrun_sha256_is_native` says no.
struct planrun_sha256 {
    uint32_t words[8];
    /// The bytes so far.
    uint64_t length;
    /// Those of them that fill no block yet.
    uint8_t pending[64];
};

/// Whether this processor has the instructions.
bool planrun_sha256_is_native(void);

void planrun_sha256_init(struct planrun_sha256 *state);
void planrun_sha256_update(struct planrun_sha256 *state, const uint8_t *bytes, size_t count);
void planrun_sha256_final(struct planrun_sha256 *state, uint8_t digest[32]);

#endif
