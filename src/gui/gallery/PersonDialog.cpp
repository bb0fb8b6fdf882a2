#include "gui/gallery/PersonDialog.h"

#include "core/Receive.h"
#include "gallery/ui_PersonDialog.h"
#include "gui/ErrorText.h"
#include "gui/theme/Paint.h"

#include <QEvent>
#include <QLayout>
#include <QLocale>
#include <QPainter>

#include <algorithm>
#include <limits>
#include <utility>

namespace kinora {

using namespace Qt::StringLiterals;

namespace {

constexpr int faceDiameter = 64;

} // namespace

PersonDialog::PersonDialog(People& people, QString ownHandle, QWidget* parent)
    : QDialog(parent)
    , m_ui(std::make_unique<Ui::PersonDialog>())
    , m_people(people)
    , m_ownHandle(std::move(ownHandle)) {
    m_ui->setupUi(this);
    m_ui->problemLabel->setLook(MessageLabel::Look::NoteBox);
    m_ui->problemLabel->setMessage({});
    m_ui->avatar->setDiameter(faceDiameter);
    m_ui->personFrame->hide();
    connect(m_ui->handleEdit, &QLineEdit::returnPressed, this, [this] { look(m_ui->handleEdit->text()); });
    connect(m_ui->lookButton, &QPushButton::clicked, this, [this] { look(m_ui->handleEdit->text()); });
    connect(m_ui->followButton, &QPushButton::clicked, this, &PersonDialog::toggleFollow);
    connect(m_ui->profileButton, &QPushButton::clicked, this, [this] {
        const QString handle = m_person->handle;
        accept();
        emit profileRequested(handle);
    });
    connect(m_ui->closeButton, &QPushButton::clicked, this, &QDialog::reject);
    m_ui->handleEdit->setFocus(Qt::OtherFocusReason);
}

PersonDialog::~PersonDialog() = default;

void PersonDialog::look(const QString& handle) {
    QString wanted = handle.trimmed().toLower();
    if (wanted.startsWith(u'@'))
        wanted.remove(0, 1);
    if (wanted.isEmpty())
        return;
    m_ui->problemLabel->setMessage({});
    receive(m_people.find(wanted), this, [this, asked = ++m_asked](const Result<Person>& person) {
        if (asked != m_asked)
            return;
        if (person)
            present(*person);
        else
            fail(person.error());
    });
}

void PersonDialog::fail(const Error& error) {
    m_ui->personFrame->hide();
    m_ui->problemLabel->setMessage(
        error.code == ErrorCode::NotFound ? tr("Nobody on the relay has this handle.") : ErrorText::sentence(error));
}

void PersonDialog::present(const Person& person) {
    const bool another = !m_person || m_person->handle != person.handle;
    m_person = person;
    m_ui->avatar->setName(person.displayName);
    m_ui->nameLabel->setText(person.displayName);
    m_ui->handleLabel->setText(u"@"_s + person.handle);
    m_ui->followButton->setVisible(person.handle != m_ownHandle);
    translate();
    m_ui->personFrame->show();
    makeRoom();
    if (!another)
        return;
    m_ui->avatar->setPicture({});
    if (person.avatarUrl.isEmpty())
        return;
    receive(m_people.pictureOf(person.handle), this, [this, handle = person.handle](const Result<QImage>& picture) {
        if (picture && m_person && m_person->handle == handle)
            m_ui->avatar->setPicture(*picture);
    });
}

void PersonDialog::makeRoom() {
    layout()->activate();
    if (const int needed = layout()->totalHeightForWidth(width()); needed > height())
        resize(width(), needed);
}

void PersonDialog::toggleFollow() {
    if (!m_person)
        return;
    m_ui->followButton->setEnabled(false);
    receive(m_people.setFollowed(m_person->handle, !m_person->followed), this,
        [this, asked = m_asked](const Result<Person>& person) {
            m_ui->followButton->setEnabled(true);
            m_ui->followButton->setFocus(Qt::OtherFocusReason);
            if (asked != m_asked)
                return;
            if (person) {
                present(*person);
            } else {
                m_ui->problemLabel->setMessage(ErrorText::sentence(person.error()));
                makeRoom();
            }
        });
}

void PersonDialog::translate() {
    if (!m_person)
        return;
    const auto shown = [](qint64 count) {
        return static_cast<int>(std::min<qint64>(count, std::numeric_limits<int>::max()));
    };
    QStringList counts{tr("%n published video(s)", "", shown(m_person->videos)),
        tr("%n follower(s)", "", shown(m_person->followers)), tr("follows %n", "people", shown(m_person->following))};
    counts.replaceInStrings(u" "_s, QString(QChar::Nbsp)); // a number stays beside what it counts
    m_ui->countsLabel->setText(counts.join(u" · "_s));
    m_ui->followButton->setText(m_person->followed ? tr("Unfollow") : tr("Follow"));
}

void PersonDialog::changeEvent(QEvent* event) {
    QDialog::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) {
        m_ui->retranslateUi(this);
        translate();
        makeRoom();
    }
}

void PersonDialog::paintEvent(QPaintEvent* /*event*/) {
    QPainter painter(this);
    paintPageBackground(painter, rect());
}

} // namespace kinora
