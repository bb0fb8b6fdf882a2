// Carries the precompiled header that the relay libraries share.
