// Rehearsals make and drop millions of small texts. Remembering fewer callers of each, and fewer of the
// dropped ones, makes them a quarter shorter; ASAN_OPTIONS=malloc_context_size=30 shows the whole way to a
// mistake.
extern "C" const char* __asan_default_options();

extern "C" const char* __asan_default_options() { return "malloc_context_size=2:quarantine_size_mb=16"; }
