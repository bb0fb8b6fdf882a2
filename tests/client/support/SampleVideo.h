// Real MP4 files for tests, made by the ffmpeg program.
#pragma once

#include <QByteArray>
#include <QColor>
#include <QList>
#include <QSize>
#include <QString>
#include <QStringList>

namespace kinora::tests {

struct SampleVideo {
    QSize size{320, 180};
    int frames = 30;
    double framesPerSecond = 30;
    bool audio = false;
    bool bt709 = true;
    /// Frame n shows a grey of 16 + 7 * n, so that a picture tells which frame it is; a colour replaces that.
    QColor color = {};
    /// Where the frames do not follow each other at one pace: when each begins.
    QList<int> startsMs = {};
};

/// Writes the file; false (and the reason on standard error) when ffmpeg could not.
bool makeSampleVideo(const QString& file, const SampleVideo& video);

/// Runs ffmpeg with these arguments behind its usual ones (quiet, overwriting); false, and its words on standard error,
/// when it fails. What it writes to standard output goes to `output`.
bool runFfmpeg(const QStringList& arguments, const QByteArray& input = {}, QByteArray* output = nullptr);

/// The frame that a grey of a sample without a colour stands for.
int frameOfGrey(int grey);

} // namespace kinora::tests
