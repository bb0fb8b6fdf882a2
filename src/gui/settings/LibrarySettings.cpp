#include "gui/settings/LibrarySettings.h"

#include "gui/leave/ExportDialog.h"
#include "gui/leave/ImportDialog.h"
#include "gui/player/FileManager.h"
#include "settings/ui_LibrarySettings.h"

#include <QDir>
#include <QEvent>

#include <algorithm>
#include <array>

namespace kinora {

namespace {

// In the order of the chips.
constexpr std::array keepPolicies{KeepPolicy::All, KeepPolicy::Favorites, KeepPolicy::OnDemand};
constexpr std::array limitsInGigabytes{0, 5, 20, 50, 100, 500}; // 0 is none
constexpr qint64 gigabyte = 1000LL * 1000 * 1000;

// The nearest one that is offered, for a limit that was written into the settings by hand.
size_t limitIndex(qint64 bytes) {
    const auto* const first =
        std::ranges::find_if(limitsInGigabytes, [bytes](int gigabytes) { return gigabytes * gigabyte >= bytes; });
    return first == limitsInGigabytes.end() ? limitsInGigabytes.size() - 1
                                            : static_cast<size_t>(first - limitsInGigabytes.begin());
}

} // namespace

LibrarySettings::LibrarySettings(Library& library, AccountExport& account, QWidget* parent)
    : QFrame(parent)
    , m_ui(std::make_unique<Ui::LibrarySettings>())
    , m_library(library)
    , m_account(account) {
    m_ui->setupUi(this);
    translate();
    connect(m_ui->policyChoices, &ChoiceChips::chosenChanged, this, [this](int index) {
        KeepRules rules = m_library.keepRules();
        rules.policy = keepPolicies.at(static_cast<size_t>(index));
        m_library.setKeepRules(rules);
        showPolicy();
    });
    connect(m_ui->limitChoices, &ChoiceChips::chosenChanged, this, [this](int index) {
        KeepRules rules = m_library.keepRules();
        rules.limitBytes = limitsInGigabytes.at(static_cast<size_t>(index)) * gigabyte;
        m_library.setKeepRules(rules);
    });
    connect(m_ui->openFolderButton, &QPushButton::clicked, this, [this] {
        if (m_library.isOpen()) {
            openElsewhere(m_library.folder().root());
        }
    });
    connect(m_ui->exportButton, &QPushButton::clicked, this, [this] {
        if (m_library.isOpen()) {
            (new ExportDialog(m_library, m_account, this))->open();
        }
    });
    connect(m_ui->importButton, &QPushButton::clicked, this, [this] {
        if (m_library.isOpen()) {
            (new ImportDialog(m_library, this))->open();
        }
    });
    connect(m_ui->offerButton, &QPushButton::clicked, this, [this] {
        if (m_library.isOpen()) {
            m_library.offerImportsAgain();
        }
    });
    connect(&m_library, &Library::opened, this, [this] {
        showFolder();
        showImports();
    });
    connect(&m_library, &Library::closing, this, [this] {
        m_ui->folderBox->hide();
        m_ui->importsBox->hide();
    });
    connect(&m_library, &Library::videosChanged, this, [this] {
        if (isVisible()) {
            showImports();
        }
    });
    showFolder();
    showImports();
}

LibrarySettings::~LibrarySettings() = default;

void LibrarySettings::changeEvent(QEvent* event) {
    QFrame::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) {
        m_ui->retranslateUi(this);
        translate();
        showFolder();
        showImports();
    }
}

void LibrarySettings::showEvent(QShowEvent* event) {
    QFrame::showEvent(event);
    showImports();
}

void LibrarySettings::translate() {
    const KeepRules& rules = m_library.keepRules();
    m_ui->policyChoices->setChoices({tr("All of them"), tr("Favourites"), tr("Only what I open")});
    m_ui->policyChoices->setChosen(
        static_cast<int>(std::ranges::find(keepPolicies, rules.policy) - keepPolicies.begin()));
    QStringList limits{tr("No limit")};
    for (const int gigabytes : limitsInGigabytes) {
        if (gigabytes > 0) {
            limits << tr("%1 GB").arg(gigabytes);
        }
    }
    m_ui->limitChoices->setChoices(limits);
    m_ui->limitChoices->setChosen(static_cast<int>(limitIndex(rules.limitBytes)));
    showPolicy();
}

void LibrarySettings::showPolicy() {
    switch (m_library.keepRules().policy) {
    case KeepPolicy::All:
        m_ui->policyLabel->setText(
            tr("Every video comes to this computer by itself and plays with relay and network gone."));
        break;
    case KeepPolicy::Favorites:
        m_ui->policyLabel->setText(tr("Favourites come by themselves, others when you open them."));
        break;
    case KeepPolicy::OnDemand:
        m_ui->policyLabel->setText(tr("A video comes when you open it, and stays."));
        break;
    }
}

void LibrarySettings::showImports() {
    const int refused = m_library.isOpen() ? m_library.importCounts().value_or(ImportCounts()).refused : 0;
    m_ui->importsBox->setVisible(refused > 0);
    m_ui->importsLabel->setText(
        tr("The relay does not take %n imported videos. The player shows why with each of them.", nullptr, refused));
}

void LibrarySettings::showFolder() {
    m_ui->folderBox->setVisible(m_library.isOpen());
    if (m_library.isOpen()) {
        m_ui->folderLabel->setText(QDir::toNativeSeparators(m_library.folder().root()));
    }
}

} // namespace kinora
