#include "services/GalleryMemory.h"

#include <QSettings>

#include <algorithm>

namespace kinora {

using namespace Qt::StringLiterals;

namespace {

QString keyOf(const AccountKey& account, QLatin1StringView name) {
    return u"gallery/%1/%2/%3"_s.arg(account.serverId, account.accountId, name);
}

constexpr QLatin1StringView zoomKey("zoom");

} // namespace

SettingsGalleryMemory::SettingsGalleryMemory(QSettings& settings)
    : m_settings(settings) {
}

GalleryChoices SettingsGalleryMemory::load(const AccountKey& account) const {
    GalleryChoices choices;
    choices.zoom = std::clamp(m_settings.value(keyOf(account, zoomKey), choices.zoom).toInt(),
        GalleryChoices::smallestZoom, GalleryChoices::largestZoom);
    return choices;
}

void SettingsGalleryMemory::save(const AccountKey& account, const GalleryChoices& choices) {
    m_settings.setValue(keyOf(account, zoomKey), choices.zoom);
}

} // namespace kinora
