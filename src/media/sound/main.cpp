// kinora-sound: plays the sound of the video that the app shows, as it is told on standard input (SoundOrder.h). It is
// a program of its own, since a sound server that dies or does not answer can hang or crash whoever plays by it; this
// one then ends, and the app starts it anew.
#include "media/SoundOrder.h"
#include "media/sound/Speaker.h"

#include <QCoreApplication>

#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <iostream>
#include <string>
#include <thread>

using namespace kinora;
using namespace std::chrono_literals;

namespace {

constexpr auto beat = 500ms;
constexpr int longestSilence = 4; // beats

/// Ends the process at once: destructors of Qt's and the sound server's libraries may hang.
[[noreturn]] void leave(int code) {
    std::fflush(stdout);
    std::_Exit(code);
}

void say(const char* answer) {
    std::puts(answer);
    std::fflush(stdout);
}

} // namespace

int main(int argc, char** argv) {
    // Started before anything that may hang.
    static std::atomic<int> silentBeats = 0;
    std::thread([] {
        for (;;) {
            std::this_thread::sleep_for(beat);
            if (++silentBeats > longestSilence)
                leave(EXIT_FAILURE);
        }
    }).detach();

    const QCoreApplication application(argc, argv);
    QTimer alive;
    QObject::connect(&alive, &QTimer::timeout, &alive, [] { silentBeats = 0; });
    alive.start(beat);

    const std::chrono::seconds patience(QCoreApplication::arguments().value(1).toInt());
    auto* speaker = new Speaker(patience); // never destroyed: see leave()
    QObject::connect(speaker, &Speaker::canBeHeardChanged, speaker,
        [](bool heard) { say(heard ? sound_answer::canBeHeard : sound_answer::cannotBeHeard); });
    QObject::connect(speaker, &Speaker::lost, speaker, [] { leave(EXIT_FAILURE); });
    QObject::connect(speaker, &Speaker::missed, speaker, [] { leave(noSoundDevice); });

    std::thread([speaker] {
        std::string line;
        while (std::getline(std::cin, line)) {
            const std::optional<SoundOrder> order = soundOrderOf(QByteArray::fromStdString(line));
            if (!order)
                continue;
            QMetaObject::invokeMethod(
                speaker,
                [speaker, order = *order] {
                    if (const auto* play = std::get_if<PlaySound>(&order))
                        speaker->play(*play);
                    else if (const auto* volume = std::get_if<SoundVolume>(&order))
                        speaker->setAmplitude(volume->amplitude);
                    else
                        speaker->stop();
                },
                Qt::QueuedConnection);
        }
        leave(EXIT_SUCCESS); // the app is gone
    }).detach();

    QCoreApplication::exec();
    leave(EXIT_SUCCESS);
}
