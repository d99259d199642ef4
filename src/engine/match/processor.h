#pragma once

// Makes one version of a function for every processor and one for those of the last ten years, of which the
// right one is taken when the program starts: counting bits is one instruction there and a call elsewhere.
// Sanitizers do not bear it.
#if defined(__x86_64__) && defined(__GLIBC__) && defined(__GNUC__) && !defined(__clang__) && \
    !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
#define KITH_FOR_EACH_PROCESSOR __attribute__((target_clones("default", "avx2")))
#else
#define KITH_FOR_EACH_PROCESSOR
#endif
