// Registers Qt Test classes, so that one binary holds all tests of a folder.
#pragma once

#include <QObject>

#include <functional>

namespace kinora::tests {

using MakeTest = std::function<QObject*()>;

/// Adds a test class under its name; called by KINORA_QT_TEST before main().
bool registerTest(const char* name, MakeTest make);

} // namespace kinora::tests

// NOLINTBEGIN(bugprone-macro-parentheses): registration before main() needs the class name as text and as a type.
#define KINORA_QT_TEST(Class)                                                                                          \
    static const bool registered##Class =                                                                              \
        kinora::tests::registerTest(#Class, [] { return static_cast<QObject*>(new Class); });
// NOLINTEND(bugprone-macro-parentheses)
