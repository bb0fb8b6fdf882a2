#include "gui/create/Composer.h"

#include "create/ui_Composer.h"
#include "gui/create/CameoCompleter.h"
#include "gui/create/MoreChip.h"
#include "gui/create/PictureFiles.h"
#include "gui/create/ReferenceChip.h"
#include "gui/theme/Paint.h"
#include "gui/theme/Theme.h"

#include <QDragEnterEvent>
#include <QDropEvent>
#include <QEvent>
#include <QKeySequence>
#include <QLocale>
#include <QMimeData>
#include <QPainter>
#include <QRegularExpressionValidator>
#include <QTextCursor>
#include <QUrl>

#include <algorithm>

namespace kinora {

namespace {

constexpr std::chrono::milliseconds validationDelay{300};
// Pages of less are low: what is made stays in sight above the composer.
constexpr int lowPage = 720;
// A prompt grows to a third of the page, less what stands around it.
constexpr int aroundPrompt = 90;

} // namespace

Composer::Composer(QWidget* parent)
    : QFrame(parent)
    , m_ui(std::make_unique<Ui::Composer>()) {
    m_ui->setupUi(this);
    setAcceptDrops(true);
    m_ui->bottomLayout->setAlignment(m_ui->countLabel, Qt::AlignBottom);
    m_ui->bottomLayout->setAlignment(m_ui->generateButton, Qt::AlignBottom);
    m_ui->countLabel->setMinimumHeight(36);
    showKeys();

    m_validation.setSingleShot(true);
    connect(&m_validation, &QTimer::timeout, this, &Composer::validate);
    connect(m_ui->promptEdit, &QPlainTextEdit::textChanged, this, [this] {
        countCharacters();
        m_validation.start(validationDelay);
        report();
    });
    connect(m_ui->promptEdit, &PromptEdit::heightWished, this, &Composer::heightChanged);
    connect(m_ui->promptEdit, &PromptEdit::submitted, this, &Composer::submit);
    connect(m_ui->options, &OptionChips::chosen, this, [this] {
        m_estimatedPrice.reset();
        showMore();
        showChosenCameos();
        validate();
        showPrice();
        report();
    });
    connect(m_ui->options, &OptionChips::offeredChanged, this, &Composer::orderTabs);
    connect(m_ui->generateButton, &QPushButton::clicked, this, &Composer::submit);
    connectOptions();
    m_ui->promptEdit->installEventFilter(this);
    countCharacters();
    showMore();
    showPrice();
}

Composer::~Composer() = default;

void Composer::connectOptions() {
    static const QRegularExpression digits(QStringLiteral("[0-9]*"));
    m_ui->seedEdit->setValidator(new QRegularExpressionValidator(digits, m_ui->seedEdit));
    for (QLineEdit* edit : {static_cast<QLineEdit*>(m_ui->negativeEdit), static_cast<QLineEdit*>(m_ui->seedEdit)}) {
        connect(edit, &QLineEdit::textChanged, this, &Composer::report);
        connect(edit, &QLineEdit::returnPressed, this, [this] { m_ui->promptEdit->setFocus(Qt::OtherFocusReason); });
    }
    connect(m_ui->promptEdit, &PromptEdit::historyWished, this, &Composer::historyWished);
    connect(&more(), &MoreChip::optionsToggled, this, [this](bool shown) {
        showMore();
        if (shown) {
            (m_ui->negativeEdit->isVisible() ? m_ui->negativeEdit : m_ui->seedEdit)->setFocus(Qt::OtherFocusReason);
        }
    });
    connect(&m_ui->options->reference(), &ReferenceChip::fileRequested, this, &Composer::pictureFileRequested);
    connect(&m_ui->options->reference(), &ReferenceChip::partRequested, this, &Composer::picturePartRequested);
    connect(&m_ui->options->reference(), &ReferenceChip::removed, this, [this] { setReference({}); });
    connect(&m_ui->options->reference(), &ReferenceChip::fileMissing, this, [this] {
        setReference({});
        emit refused(tr("The reference image is not on this computer any more."));
    });
    connect(m_ui->promptEdit, &PromptEdit::pictureOffered, this, &Composer::takePicture);
    connect(m_ui->promptEdit, &PromptEdit::tooMuchPasted, this, [this] {
        emit refused(tr("What you pasted is much longer than any prompt, so it was left out. Your text is as it was."));
    });
    connect(m_ui->promptEdit, &QPlainTextEdit::textChanged, this, &Composer::showChosenCameos);
    connect(m_ui->cameoRow, &CameoRow::addRequested, this, &Composer::cameoAddRequested);
    connect(m_ui->cameoRow, &CameoRow::editRequested, this, &Composer::cameoEditRequested);
    connect(m_ui->cameoRow, &CameoRow::toggled, this,
        [this](const Cameo& cameo) { m_ui->promptEdit->cameos().toggle(cameo.handle); });
}

void Composer::setCameos(const QList<Cameo>& cameos, const std::function<QImage(const QString&)>& pictureOf) {
    m_ui->cameoRow->setCameos(cameos, pictureOf);
    m_ui->promptEdit->cameos().setCameos(cameos, pictureOf);
    showChosenCameos();
    orderTabs();
}

void Composer::setReference(const ReferencePicture& picture) {
    m_ui->options->reference().setReference(picture);
    emit heightChanged();
    report();
}

void Composer::setRemixSources(const RemixSources& sources) {
    m_ui->options->remix().setSources(sources);
}

QSize Composer::shape() const {
    return m_ui->options->shape();
}

void Composer::takePicture(const QMimeData& data) {
    if (m_ui->options->isRemix()) {
        emit refused(tr("A remix begins with its video, so it takes no reference image."));
    } else if (!m_model || !m_model->referenceImage) {
        emit refused(tr("This model does not take a reference image."));
    } else if (data.hasUrls()) {
        emit pictureFileOffered(data.urls().first().toLocalFile());
    } else {
        emit pictureOffered(qvariant_cast<QImage>(data.imageData()));
    }
}

std::optional<qint64> Composer::seed() const {
    constexpr qint64 largest = 0xFFFF'FFFF;
    bool isNumber = false;
    const qint64 number = m_ui->seedEdit->text().toLongLong(&isNumber);
    return isNumber ? std::optional(std::min(number, largest)) : std::nullopt;
}

MoreChip& Composer::more() {
    return m_ui->options->more();
}

PromptTabs& Composer::tabs() {
    return *m_ui->promptTabs;
}

void Composer::setDrafts(const DraftSet& drafts) {
    m_ui->promptTabs->setDrafts(drafts);
    more().setDrafts(drafts);
    emit heightChanged();
}

void Composer::setPrompt(const QString& prompt) {
    if (m_ui->promptEdit->toPlainText() == prompt) {
        return;
    }
    // Undoable: a suggestion or an old prompt may have been chosen over something that was typed.
    m_ui->promptEdit->cameos().replaceText(prompt);
}

void Composer::setDraft(const Draft& draft) {
    m_loading = true;
    setPrompt(draft.prompt);
    m_modelId = draft.model;
    m_ui->options->setOptions(draft);
    m_ui->negativeEdit->setText(draft.negativePrompt);
    m_ui->seedEdit->setText(draft.seed ? QString::number(*draft.seed) : QString());
    showChosenCameos();
    more().setOptionsShown(more().areOptionsShown() || !draft.negativePrompt.isEmpty() || draft.seed.has_value());
    showMore();
    showPrice();
    m_loading = false;
    validate();
}

Draft Composer::draft() const {
    Draft draft;
    draft.prompt = m_ui->promptEdit->toPlainText();
    m_ui->options->writeTo(draft);
    draft.model = m_modelId;
    draft.negativePrompt = m_ui->negativeEdit->text();
    draft.seed = seed();
    return draft;
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

int Composer::fitInto(int width, int pageHeight) {
    const bool isLow = pageHeight < lowPage;
    const int gap = isLow ? space::s : space::m;
    const int side = isLow ? space::m : space::l;
    const QMargins margins(side, isLow ? space::s : space::l, side, gap);
    if (m_ui->composerLayout->contentsMargins() !=
        margins) { // setting them asks for a new layout, which asks here again
        m_ui->composerLayout->setContentsMargins(margins);
        m_ui->cameoRow->setLow(isLow);
    }
    const int beside = m_ui->countLabel->sizeHint().width() + m_ui->generateButton->sizeHint().width() +
                       2 * m_ui->bottomLayout->spacing();
    m_ui->options->setFolded(isLow && m_ui->options->unfoldedWidth() > width - 2 * side - beside);
    const int others = heightBesidePrompt(width, pageHeight / 2, gap);
    m_ui->promptEdit->setMaximumTextHeight(std::min(pageHeight / 3 - aroundPrompt, pageHeight / 2 - others));
    return others + m_ui->promptEdit->sizeHint().height();
}

int Composer::heightBesidePrompt(int width, int room, int wishedGap) {
    QBoxLayout& rows = *m_ui->composerLayout;
    const bool isShown = m_ui->cameoRow->isVisibleTo(this);
    int others = isShown ? -2 : -1; // not the prompt, not the cameos
    for (int i = 0; i < rows.count(); ++i) {
        others += rows.itemAt(i)->isEmpty() ? 0 : 1;
    }
    rows.activate();
    const int cameos = m_ui->cameoRow->sizeHint().height();
    const int shownGaps = (others + (isShown ? 1 : 0)) * rows.spacing();
    const int bare =
        rows.totalHeightForWidth(width) - m_ui->promptEdit->sizeHint().height() - shownGaps - (isShown ? cameos : 0);
    const auto height = [bare, others, cameos](bool withCameos, int gap) {
        return bare + others * gap + (withCameos ? cameos + gap : 0);
    };
    // Everything open and a message to read: the cameos give way, since "@" in the prompt offers them, too; then the
    // gaps.
    const int left = room - m_ui->promptEdit->leastHeight();
    const bool isWanted = mostCameos() > 0 && height(true, wishedGap) <= left;
    const int gap = height(isWanted, wishedGap) <= left ? wishedGap : space::xs;
    if (isWanted != isShown) {
        m_ui->cameoRow->setVisible(isWanted);
    }
    if (rows.spacing() != gap) {
        rows.setSpacing(gap);
    }
    rows.activate();
    return height(isWanted, gap);
}

void Composer::focusPrompt() {
    m_ui->promptEdit->setFocus(Qt::OtherFocusReason);
    m_ui->promptEdit->moveCursor(QTextCursor::End);
}

bool Composer::event(QEvent* event) {
    const bool done = QFrame::event(event);
    // No layout places it: whoever does has to hear that something in it became wider or higher.
    if (event->type() == QEvent::LayoutRequest) {
        emit heightChanged();
    }
    return done;
}

void Composer::showKeys() {
    // The key that is held, as the language and the system call it.
    QString held = QKeySequence(Qt::CTRL | Qt::Key_A).toString(QKeySequence::NativeText).chopped(1);
    held.replace(u'+', QChar::Space);
    m_ui->generateButton->setKeyHint(held + QStringLiteral("↵"));
}

void Composer::changeEvent(QEvent* event) {
    QFrame::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) {
        m_ui->retranslateUi(this);
        showKeys();
        showMore();
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

void Composer::dragEnterEvent(QDragEnterEvent* event) {
    if (mayBePicture(*event->mimeData())) {
        event->acceptProposedAction();
    }
}

void Composer::dropEvent(QDropEvent* event) {
    event->acceptProposedAction();
    takePicture(*event->mimeData());
}

void Composer::submit() {
    validate();
    if (!m_ui->generateButton->isEnabled() || m_ui->generateButton->isBusy()) {
        return;
    }
    // The button is about to be disabled, and focus would wander on to the next control.
    m_ui->promptEdit->setFocus(Qt::OtherFocusReason);
    emit submitted(request());
}

void Composer::report() {
    if (!m_loading) {
        emit edited(draft());
    }
}

void Composer::orderTabs() {
    // The chips come and go with the model, so the order of the form does not hold for them.
    QWidget* previous = m_ui->promptEdit;
    QList<QWidget*> stops{m_ui->negativeEdit, m_ui->seedEdit};
    stops << m_ui->options->stops() << m_ui->generateButton;
    for (QWidget* stop : stops) {
        setTabOrder(previous, stop);
        previous = stop;
    }
}

} // namespace kinora
