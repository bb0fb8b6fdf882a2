#include "gui/gallery/EditProfileDialog.h"

#include "core/AccountRules.h"
#include "core/Receive.h"
#include "gallery/ui_EditProfileDialog.h"
#include "gui/ErrorText.h"
#include "gui/create/CropDialog.h"
#include "gui/create/PictureFiles.h"
#include "gui/theme/Paint.h"
#include "services/PictureFile.h"

#include <QEvent>
#include <QFileDialog>
#include <QPainter>

#include <algorithm>

namespace kinora {

namespace {

constexpr int portraitDiameter = 72;
constexpr int longestPortrait = 2048;
constexpr QSize square(1, 1);

} // namespace

EditProfileDialog::EditProfileDialog(People& people, const Account& account, QWidget* parent)
    : QDialog(parent)
    , m_ui(std::make_unique<Ui::EditProfileDialog>())
    , m_people(people)
    , m_account(account)
    , m_picture(people.picture()) {
    m_ui->setupUi(this);
    m_ui->nameProblemLabel->setLook(MessageLabel::Look::FieldError);
    m_ui->handleProblemLabel->setLook(MessageLabel::Look::FieldError);
    m_ui->problemLabel->setLook(MessageLabel::Look::ErrorBox);
    m_ui->avatar->setDiameter(portraitDiameter);
    m_ui->nameEdit->setText(account.displayName);
    m_ui->handleEdit->setText(account.handle);
    connect(m_ui->nameEdit, &QLineEdit::textChanged, this, [this] {
        m_ui->nameProblemLabel->setMessage({});
        showPicture();
    });
    connect(m_ui->handleEdit, &QLineEdit::textChanged, this, [this] { m_ui->handleProblemLabel->setMessage({}); });
    connect(m_ui->chooseButton, &QPushButton::clicked, this, &EditProfileDialog::choosePicture);
    connect(m_ui->removePictureButton, &QPushButton::clicked, this, [this] {
        m_picture = {};
        m_change = {.isRemoved = true, .picture = {}};
        showPicture();
        m_ui->chooseButton->setFocus(Qt::OtherFocusReason);
    });
    connect(m_ui->cancelButton, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_ui->saveButton, &QPushButton::clicked, this, &EditProfileDialog::save);
    showPicture();
    fit();
    m_ui->nameEdit->setFocus(Qt::OtherFocusReason);
}

EditProfileDialog::~EditProfileDialog() = default;

void EditProfileDialog::fit() {
    // Sentences that wrap are as high as the dialog is wide.
    layout()->activate();
    resize(width(), std::max(height(), layout()->totalHeightForWidth(width())));
}

void EditProfileDialog::choosePicture() {
    QFileDialog* dialog = pictureFileDialog(this);
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString& file) {
        auto* crop = new CropDialog(ReferencePicture{.file = file}, square, this);
        crop->setAttribute(Qt::WA_DeleteOnClose);
        crop->setIntroduction(tr("This part stands for you. Drag the picture or use the arrow keys."));
        connect(crop, &CropDialog::chosen, this, &EditProfileDialog::takePicture);
        crop->open();
    });
    dialog->open();
}

void EditProfileDialog::takePicture(const ReferencePicture& chosen) {
    receive(readPictureFile(chosen.file, longestPortrait), this, [this, chosen](const Result<QImage>& whole) {
        m_ui->problemLabel->setMessage(whole ? QString() : notAPicture());
        fit();
        if (!whole)
            return;
        m_picture = whole->copy(partOf(whole->size(), chosen, square));
        m_change = {.isRemoved = false, .picture = m_picture};
        showPicture();
    });
}

void EditProfileDialog::showPicture() {
    m_ui->avatar->setName(m_ui->nameEdit->text());
    m_ui->avatar->setPicture(m_picture);
    m_ui->removePictureButton->setVisible(!m_picture.isNull());
}

void EditProfileDialog::save() {
    if (m_ui->saveButton->isBusy())
        return;
    const QString name = m_ui->nameEdit->text().simplified();
    const QString handle = m_ui->handleEdit->text().trimmed();
    QString nameProblem = ErrorText::displayName(checkDisplayName(name));
    if (name.isEmpty())
        nameProblem = tr("Enter a name.");
    m_ui->nameProblemLabel->setMessage(nameProblem);
    m_ui->handleProblemLabel->setMessage(
        isHandle(handle) ? QString() : tr("3 to 30 lower-case letters of the Latin alphabet, digits and underscores."));
    m_ui->problemLabel->setMessage({});
    fit();
    if (!nameProblem.isEmpty() || !isHandle(handle)) {
        (nameProblem.isEmpty() ? m_ui->handleEdit : m_ui->nameEdit)->setFocus(Qt::OtherFocusReason);
        return;
    }
    ProfileEdit edit;
    if (name != m_account.displayName)
        edit.displayName = name;
    if (handle != m_account.handle)
        edit.handle = handle;
    m_ui->saveButton->setBusy(true, tr("Saving…"));
    receive(m_people.save(edit, m_change), this, [this](const Result<void>& saved) {
        m_ui->saveButton->setBusy(false);
        if (saved)
            accept();
        else
            showError(saved.error());
    });
}

void EditProfileDialog::showError(const Error& error) {
    if (error.code == ErrorCode::Conflict) {
        m_ui->handleProblemLabel->setMessage(tr("Somebody has this handle already."));
        m_ui->handleEdit->setFocus(Qt::OtherFocusReason);
    } else {
        m_ui->problemLabel->setMessage(ErrorText::sentence(error));
    }
    fit();
}

void EditProfileDialog::changeEvent(QEvent* event) {
    QDialog::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        m_ui->retranslateUi(this);
}

void EditProfileDialog::paintEvent(QPaintEvent* /*event*/) {
    QPainter painter(this);
    paintPageBackground(painter, rect());
}

} // namespace kinora
