// main() of every Qt Test binary: "<binary> [Class [QtTest options]]" runs one class, or all of them.
// The application object is a QApplication on the platform that QT_QPA_PLATFORM names; home and runtime folders are
// temporary, so that no test reads or writes the user's own.
#include "support/QtTestMain.h"

#include <QCoreApplication>
#include <QDir>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>
#ifdef KINORA_TEST_HAS_WIDGETS
#include <QApplication>
#endif

#include <cstdio>
#include <map>
#include <memory>
#include <string>

namespace kinora::tests {

namespace {

std::map<std::string, MakeTest>& registry() {
    static std::map<std::string, MakeTest> tests;
    return tests;
}

} // namespace

bool registerTest(const char* name, MakeTest make) {
    return registry().emplace(name, std::move(make)).second;
}

} // namespace kinora::tests

int main(int argc, char** argv) {
    using kinora::tests::registry;
    const QTemporaryDir home;
    for (const char* variable : {"HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_RUNTIME_DIR"})
        qputenv(variable, home.path().toLocal8Bit());
#ifdef KINORA_TEST_HAS_WIDGETS
    const QApplication application(argc, argv);
#else
    const QCoreApplication application(argc, argv);
#endif
    QCoreApplication::setOrganizationName(QStringLiteral("Kinora"));
    QCoreApplication::setApplicationName(QStringLiteral("KinoraTests"));

    std::vector<std::string> names;
    int firstOption = 1;
    if (argc > 1 && argv[1][0] != '-') {
        names.emplace_back(argv[1]);
        firstOption = 2;
    } else {
        for (const auto& [name, make] : registry())
            names.push_back(name);
    }
    std::vector<char*> arguments{argv[0]};
    for (int i = firstOption; i < argc; ++i)
        arguments.push_back(argv[i]);

    int failures = 0;
    for (const std::string& name : names) {
        const auto found = registry().find(name);
        if (found == registry().end()) {
            std::fprintf(stderr, "no test class %s\n", name.c_str());
            return 1;
        }
        const std::unique_ptr<QObject> test(found->second());
        failures += QTest::qExec(test.get(), static_cast<int>(arguments.size()), arguments.data());
    }
    return failures == 0 && !names.empty() ? 0 : 1;
}
