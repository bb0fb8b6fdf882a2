// Carries the precompiled header that the tests of the app share.
