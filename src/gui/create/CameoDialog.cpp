#include "gui/create/CameoDialog.h"

#include "core/AccountRules.h"
#include "core/Receive.h"
#include "create/ui_CameoDialog.h"
#include "gui/ErrorText.h"
#include "gui/create/PictureFiles.h"
#include "gui/theme/Paint.h"
#include "gui/widgets/Avatar.h"
#include "services/PictureFile.h"

#include <QEvent>
#include <QFileDialog>
#include <QPainter>
#include <QRegularExpression>

#include <algorithm>

namespace kinora {

namespace {

constexpr int previewSide = 72;
constexpr int longestPicture = 1024;

} // namespace

CameoDialog::CameoDialog(Cameos& cameos, const std::optional<Cameo>& cameo, QWidget* parent)
    : QDialog(parent)
    , m_ui(std::make_unique<Ui::CameoDialog>())
    , m_cameos(cameos)
    , m_cameo(cameo)
    , m_handleIsTheirs(cameo.has_value()) {
    m_ui->setupUi(this);
    m_ui->handleProblemLabel->setLook(MessageLabel::Look::FieldError);
    m_ui->problemLabel->setLook(MessageLabel::Look::ErrorBox);
    m_ui->deleteButton->setVisible(cameo.has_value());
    if (cameo) {
        m_ui->nameEdit->setText(cameo->name);
        m_ui->handleEdit->setText(cameo->handle);
        m_ui->descriptionEdit->setText(cameo->description);
        m_picture = cameos.picture(cameo->id);
    }
    connect(m_ui->nameEdit, &QLineEdit::textEdited, this, &CameoDialog::suggestHandle);
    connect(m_ui->nameEdit, &QLineEdit::textChanged, this, &CameoDialog::showPicture);
    connect(m_ui->handleEdit, &QLineEdit::textEdited, this, [this] {
        m_handleIsTheirs = true;
        m_ui->handleProblemLabel->setMessage({});
    });
    connect(m_ui->chooseButton, &QPushButton::clicked, this, &CameoDialog::choosePicture);
    connect(m_ui->removePictureButton, &QPushButton::clicked, this, [this] {
        m_picture = {};
        m_pictureIsNew = false;
        m_pictureIsGone = true;
        showPicture();
        m_ui->chooseButton->setFocus(Qt::OtherFocusReason);
    });
    connect(m_ui->deleteButton, &QPushButton::clicked, this, &CameoDialog::remove);
    connect(m_ui->cancelButton, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_ui->saveButton, &QPushButton::clicked, this, &CameoDialog::save);
    translate();
    showPicture();
    fit();
    m_ui->nameEdit->setFocus(Qt::OtherFocusReason);
}

CameoDialog::~CameoDialog() = default;

void CameoDialog::changeEvent(QEvent* event) {
    QDialog::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) {
        m_ui->retranslateUi(this);
        translate();
    }
}

void CameoDialog::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    paintPageBackground(painter, rect());
}

void CameoDialog::fit() {
    // Sentences that wrap are as high as the dialog is wide.
    layout()->activate();
    resize(width(), std::max(height(), layout()->totalHeightForWidth(width())));
}

void CameoDialog::choosePicture() {
    QFileDialog* dialog = pictureFileDialog(this);
    connect(dialog, &QFileDialog::fileSelected, this, &CameoDialog::takePicture);
    dialog->open();
}

void CameoDialog::takePicture(const QString& path) {
    receive(readPictureFile(path, longestPicture), this, [this](const Result<QImage>& picture) {
        m_ui->problemLabel->setMessage(picture ? QString() : notAPicture());
        fit();
        if (!picture) {
            return;
        }
        m_picture = *picture;
        m_pictureIsNew = true;
        m_pictureIsGone = false;
        showPicture();
    });
}

void CameoDialog::showPicture() {
    const QSize side(previewSide, previewSide);
    if (m_picture.isNull()) {
        QPixmap initials(side * devicePixelRatioF());
        initials.setDevicePixelRatio(devicePixelRatioF());
        initials.fill(Qt::transparent);
        QPainter painter(&initials);
        Avatar::paint(painter, QRectF(QPointF(0, 0), side), m_ui->nameEdit->text());
        painter.end();
        m_ui->pictureLabel->setPixmap(initials);
    } else {
        m_ui->pictureLabel->setPixmap(roundedCover(m_picture, side, previewSide / 2.0, devicePixelRatioF()));
    }
    m_ui->removePictureButton->setVisible(!m_picture.isNull());
}

void CameoDialog::suggestHandle() {
    if (m_handleIsTheirs) {
        return;
    }
    // "Zoë Müller" → "zoe_muller"; what has no letters of this alphabet is left to the person.
    static const QRegularExpression marks(QStringLiteral("\\p{M}+"));
    static const QRegularExpression others(QStringLiteral("[^a-z0-9]+"));
    QString handle = m_ui->nameEdit->text().normalized(QString::NormalizationForm_D).toLower();
    handle.remove(marks).replace(others, QStringLiteral("_"));
    while (handle.startsWith(u'_')) {
        handle.remove(0, 1);
    }
    handle.truncate(handleMaxLength);
    while (handle.endsWith(u'_')) {
        handle.chop(1);
    }
    m_ui->handleEdit->setText(handle);
    m_ui->handleProblemLabel->setMessage({});
}

void CameoDialog::save() {
    if (m_ui->saveButton->isBusy()) {
        return;
    }
    if (!isHandle(m_ui->handleEdit->text())) {
        m_ui->handleProblemLabel->setMessage(
            tr("3 to 30 lower-case letters of the Latin alphabet, digits and underscores."));
        fit();
        m_ui->handleEdit->setFocus(Qt::OtherFocusReason);
        return;
    }
    CameoEdit edit;
    edit.handle = m_ui->handleEdit->text();
    edit.name = m_ui->nameEdit->text().trimmed();
    if (edit.name.isEmpty()) {
        edit.name = edit.handle;
    }
    edit.description = m_ui->descriptionEdit->text().trimmed();
    if (m_pictureIsGone) {
        edit.imageId = QString();
    }
    const auto picture = m_pictureIsNew ? std::optional(m_picture) : std::nullopt;
    setWaiting(true);
    receive(m_cameos.save(m_cameo ? m_cameo->id : QString(), edit, picture), this, [this](const Result<Cameo>& cameo) {
        setWaiting(false);
        if (!cameo) {
            showError(cameo.error());
            return;
        }
        emit saved(*cameo);
        accept();
    });
}

void CameoDialog::remove() {
    // Asked for once more on the same button: a dialog over a dialog is no help.
    if (!m_asksToDelete) {
        m_asksToDelete = true;
        translate();
        return;
    }
    setWaiting(true);
    receive(m_cameos.remove(m_cameo->id), this, [this](const Result<void>& removed) {
        setWaiting(false);
        if (removed) {
            accept();
        } else {
            showError(removed.error());
        }
    });
}

void CameoDialog::showError(const Error& error) {
    tellError(error);
    fit();
}

void CameoDialog::tellError(const Error& error) {
    const bool taken = error.code == ErrorCode::Conflict && !error.fieldErrors.isEmpty();
    if (taken) {
        m_ui->handleProblemLabel->setMessage(tr("You have a cameo of this name already."));
        m_ui->handleEdit->setFocus(Qt::OtherFocusReason);
        return;
    }
    m_ui->problemLabel->setMessage(error.code == ErrorCode::Conflict
                                       ? tr("There are as many cameos as this relay keeps. Delete one first.")
                                       : ErrorText::sentence(error));
}

void CameoDialog::setWaiting(bool waiting) {
    m_ui->saveButton->setBusy(waiting, tr("Saving…"));
    m_ui->deleteButton->setEnabled(!waiting);
}

void CameoDialog::translate() {
    const QString title = m_cameo ? tr("Edit cameo") : tr("New cameo");
    setWindowTitle(title);
    m_ui->titleLabel->setText(title);
    m_ui->deleteButton->setText(m_asksToDelete ? tr("Really delete?") : tr("Delete cameo"));
}

} // namespace kinora
