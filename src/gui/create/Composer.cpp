#include "gui/create/Composer.h"

#include "core/PromptRules.h"
#include "create/ui_Composer.h"
#include "gui/LimitText.h"
#include "gui/theme/Paint.h"
#include "gui/theme/Theme.h"
#include "gui/widgets/Chip.h"
#include "gui/widgets/FlowLayout.h"
#include "gui/widgets/Kind.h"
#include "gui/widgets/OrientationSelector.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLocale>
#include <QPainter>
#include <QTextCursor>

#include <algorithm>

namespace kinora {

namespace {

constexpr std::chrono::milliseconds validationDelay{300};
constexpr int defaultLimit = 1000;

} // namespace

Composer::Composer(QWidget* parent)
    : QFrame(parent)
    , m_ui(std::make_unique<Ui::Composer>()) {
    m_ui->setupUi(this);
    auto* flow = new FlowLayout(m_ui->options, space::s);
    m_orientation = new OrientationSelector(m_ui->options);
    m_orientation->setObjectName(QStringLiteral("orientationSelector"));
    m_secondsRow = new QWidget(m_ui->options);
    m_secondsRow->setObjectName(QStringLiteral("secondsRow"));
    auto* secondsLayout = new QHBoxLayout(m_secondsRow);
    secondsLayout->setContentsMargins(0, 0, 0, 0);
    secondsLayout->setSpacing(space::s);
    flow->addWidget(m_orientation);
    flow->addWidget(m_secondsRow);
    m_seconds.setExclusive(true);
    m_ui->bottomLayout->setAlignment(m_ui->countLabel, Qt::AlignBottom);
    m_ui->bottomLayout->setAlignment(m_ui->generateButton, Qt::AlignBottom);
    m_ui->countLabel->setMinimumHeight(36);
    m_ui->generateButton->setKeyHint(QStringLiteral("Ctrl ↵"));

    m_validation.setSingleShot(true);
    connect(&m_validation, &QTimer::timeout, this, &Composer::validate);
    connect(m_ui->promptEdit, &QPlainTextEdit::textChanged, this, [this] {
        countCharacters();
        m_validation.start(validationDelay);
        report();
    });
    connect(m_ui->promptEdit, &PromptEdit::heightWished, this, &Composer::heightChanged);
    connect(m_ui->promptEdit, &PromptEdit::submitted, this, &Composer::submit);
    connect(m_orientation, &OrientationSelector::orientationChanged, this, &Composer::report);
    connect(&m_seconds, &QButtonGroup::idClicked, this, [this](int seconds) {
        m_wantedSeconds = seconds;
        m_estimatedPrice.reset();
        showPrice();
        report();
    });
    connect(m_ui->generateButton, &QPushButton::clicked, this, &Composer::submit);
    m_ui->promptEdit->installEventFilter(this);
    countCharacters();
    showSeconds();
    showPrice();
}

Composer::~Composer() = default;

void Composer::setDraft(const Draft& draft) {
    m_loading = true;
    if (m_ui->promptEdit->toPlainText() != draft.prompt) {
        // Undoable: a suggestion or an old prompt may have been chosen over something that was typed.
        QTextCursor all(m_ui->promptEdit->document());
        all.select(QTextCursor::Document);
        all.insertText(draft.prompt);
        m_ui->promptEdit->moveCursor(QTextCursor::End);
    }
    m_orientation->setOrientation(draft.orientation);
    m_modelId = draft.model;
    m_wantedSeconds = draft.seconds;
    showSeconds();
    showPrice();
    m_loading = false;
    validate();
}

Draft Composer::draft() const {
    Draft draft;
    draft.prompt = m_ui->promptEdit->toPlainText();
    draft.orientation = m_orientation->orientation();
    draft.model = m_modelId;
    draft.seconds = m_wantedSeconds;
    return draft;
}

void Composer::setModel(const std::optional<VideoModel>& model) {
    m_loading = true;
    if (!model || !m_model || model->id != m_model->id) {
        m_estimatedPrice.reset();
    }
    m_model = model;
    if (model) {
        m_modelId = model->id;
        if (!model->orientations.isEmpty()) {
            m_orientation->setOffered(model->orientations);
        }
    }
    showSeconds();
    showPrice();
    m_loading = false;
    countCharacters();
    validate();
}

void Composer::setEstimatedPrice(std::optional<qint64> microUsd) {
    m_estimatedPrice = microUsd;
    showPrice();
}

void Composer::setSending(bool sending) {
    m_ui->generateButton->setBusy(sending, tr("Sending…"));
    showPrice();
}

void Composer::setMessage(const QString& sentence, bool isError) {
    m_message = sentence;
    m_messageIsError = isError;
    validate();
}

void Composer::setMaximumTextHeight(int pixels) {
    m_ui->promptEdit->setMaximumTextHeight(pixels);
}

void Composer::focusPrompt() {
    m_ui->promptEdit->setFocus(Qt::OtherFocusReason);
    m_ui->promptEdit->moveCursor(QTextCursor::End);
}

void Composer::changeEvent(QEvent* event) {
    QFrame::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) {
        m_ui->retranslateUi(this);
        showSeconds();
        showPrice();
        countCharacters();
        validate();
    }
}

bool Composer::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::FocusIn || event->type() == QEvent::FocusOut) {
        update();
    }
    return QFrame::eventFilter(watched, event);
}

void Composer::paintEvent(QPaintEvent*) {
    // Its border is the focus mark of the prompt, which has none of its own.
    QPainter painter(this);
    const bool typing = m_ui->promptEdit->hasFocus();
    paintCard(painter, rect(), radius::panel, tokens().card, typing ? tokens().accent : tokens().edge);
}

void Composer::submit() {
    validate();
    if (!m_ui->generateButton->isEnabled() || m_ui->generateButton->isBusy()) {
        return;
    }
    // The button is about to be disabled, and focus would wander on to the next control.
    m_ui->promptEdit->setFocus(Qt::OtherFocusReason);
    emit submitted(draft());
}

void Composer::report() {
    if (!m_loading) {
        emit edited(draft());
    }
}

void Composer::showSeconds() {
    const QList<int> offered = m_model ? m_model->seconds : QList<int>();
    QLayout* row = m_secondsRow->layout();
    while (QLayoutItem* item = row->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    if (!offered.isEmpty() && (!m_wantedSeconds || !offered.contains(*m_wantedSeconds))) {
        m_wantedSeconds = offered.first();
    }
    QList<int> ordered = offered;
    std::sort(ordered.begin(), ordered.end());
    for (const int seconds : ordered) {
        auto* chip = new Chip(tr("%1 s", "length of a video").arg(seconds), m_secondsRow);
        chip->setObjectName(QStringLiteral("secondsChip%1").arg(seconds));
        chip->setAccessibleName(tr("%n second(s)", nullptr, seconds));
        chip->setCheckable(true);
        chip->setChecked(seconds == m_wantedSeconds);
        m_seconds.addButton(chip, seconds);
        row->addWidget(chip);
    }
    m_secondsRow->setVisible(!offered.isEmpty());
    m_secondsRow->updateGeometry();
    orderTabs();
}

void Composer::orderTabs() {
    // The chips come and go with the model, so the order of the form does not hold for them.
    QWidget* previous = m_ui->promptEdit;
    QList<QWidget*> stops = m_orientation->findChildren<QWidget*>(Qt::FindDirectChildrenOnly);
    for (int i = 0; i < m_secondsRow->layout()->count(); ++i) {
        stops << m_secondsRow->layout()->itemAt(i)->widget();
    }
    stops << m_ui->generateButton;
    for (QWidget* stop : stops) {
        setTabOrder(previous, stop);
        previous = stop;
    }
}

void Composer::showPrice() {
    // Before the relay has estimated it, what the model's own price makes of the options.
    m_price = m_estimatedPrice;
    if (!m_price && m_model) {
        m_price = m_model->pricePerVideoMicroUsd;
        if (m_model->pricePerSecondMicroUsd && m_wantedSeconds) {
            m_price = *m_model->pricePerSecondMicroUsd * *m_wantedSeconds;
        }
    }
    if (!m_ui->generateButton->isBusy()) {
        m_ui->generateButton->setText(
            m_price ? tr("Generate · %1", "price").arg(LimitText::money(*m_price)) : tr("Generate"));
    }
}

void Composer::countCharacters() {
    const PromptCheck check = checkPrompt(m_ui->promptEdit->toPlainText(), limit());
    m_ui->countLabel->setText(
        tr("%1 / %2", "characters used of characters allowed").arg(check.length).arg(check.limit));
    m_ui->countLabel->setAccessibleName(tr("%1 of %2 characters").arg(check.length).arg(check.limit));
    const QString kind = check.problem == PromptProblem::TooLong ? QStringLiteral("errorText") : QStringLiteral("dim");
    setKind(*m_ui->countLabel, kind);
    m_ui->generateButton->setEnabled(check.problem == PromptProblem::None);
}

void Composer::validate() {
    m_validation.stop();
    const PromptCheck check = checkPrompt(m_ui->promptEdit->toPlainText(), limit());
    if (check.problem == PromptProblem::TooLong) {
        m_ui->messageLabel->setLook(MessageLabel::Look::FieldError);
        m_ui->messageLabel->setMessage(
            tr("%n character(s) too long for this model.", nullptr, check.length - check.limit));
    } else if (!m_message.isEmpty()) {
        m_ui->messageLabel->setLook(m_messageIsError ? MessageLabel::Look::ErrorBox : MessageLabel::Look::NoteBox);
        m_ui->messageLabel->setMessage(m_message);
    } else {
        m_ui->messageLabel->setMessage({});
    }
    emit heightChanged();
}

int Composer::limit() const {
    return m_model ? m_model->maxPromptChars : defaultLimit;
}

} // namespace kinora
