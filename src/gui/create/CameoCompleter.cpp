#include "gui/create/CameoCompleter.h"

#include "core/CameoMentions.h"
#include "gui/theme/Paint.h"
#include "gui/theme/Theme.h"
#include "gui/widgets/Avatar.h"

#include <QAbstractItemView>
#include <QCompleter>
#include <QIcon>
#include <QKeyEvent>
#include <QPainter>
#include <QPlainTextEdit>
#include <QRegularExpression>
#include <QStandardItemModel>
#include <QSyntaxHighlighter>
#include <QTextBlock>

#include <algorithm>

namespace kinora {

namespace {

constexpr int listWidth = 260;
constexpr int cameoIconSide = 24;

QIcon iconOf(const Cameo& cameo, const QImage& picture, double ratio) {
    const QSize size(cameoIconSide, cameoIconSide);
    if (!picture.isNull()) {
        return roundedCover(picture, size, cameoIconSide / 2.0, ratio);
    }
    QPixmap initials(size * ratio);
    initials.setDevicePixelRatio(ratio);
    initials.fill(Qt::transparent);
    QPainter painter(&initials);
    Avatar::paint(painter, QRectF(QPointF(0, 0), size), cameo.name);
    return initials;
}

} // namespace

class CameoHighlighter : public QSyntaxHighlighter {
public:
    explicit CameoHighlighter(QTextDocument* document)
        : QSyntaxHighlighter(document) {
        connect(&Theme::current(), &Theme::changed, this, &QSyntaxHighlighter::rehighlight);
    }

    void setHandles(const QStringList& handles) {
        if (handles != m_handles) {
            m_handles = handles;
            rehighlight();
        }
    }

protected:
    void highlightBlock(const QString& text) override {
        auto match = cameoMention().globalMatch(text);
        while (match.hasNext()) {
            const QRegularExpressionMatch found = match.next();
            if (m_handles.contains(found.captured(1), Qt::CaseInsensitive)) {
                setFormat(
                    static_cast<int>(found.capturedStart()), static_cast<int>(found.capturedLength()), tokens().accent);
            }
        }
    }

private:
    QStringList m_handles;
};

CameoCompleter::CameoCompleter(QPlainTextEdit& edit)
    : QObject(&edit)
    , m_edit(edit)
    , m_completer(new QCompleter(this))
    , m_model(new QStandardItemModel(this))
    , m_highlighter(new CameoHighlighter(edit.document())) {
    m_completer->setModel(m_model);
    m_completer->setWidget(&edit);
    m_completer->setCompletionMode(QCompleter::PopupCompletion);
    m_completer->setCompletionRole(Qt::UserRole);
    m_completer->setCaseSensitivity(Qt::CaseInsensitive);
    m_completer->setFilterMode(Qt::MatchContains);
    connect(m_completer, qOverload<const QModelIndex&>(&QCompleter::activated), this,
        [this](const QModelIndex& index) { insert(index.data(Qt::UserRole + 1).toString()); });
    connect(&edit, &QPlainTextEdit::textChanged, this, &CameoCompleter::offer);
}

void CameoCompleter::setCameos(const QList<Cameo>& cameos, const std::function<QImage(const QString&)>& pictureOf) {
    m_cameos = cameos;
    m_model->clear();
    QStringList handles;
    for (const Cameo& cameo : cameos) {
        auto* item = new QStandardItem(QStringLiteral("%1  @%2").arg(cameo.name, cameo.handle));
        item->setIcon(iconOf(cameo, pictureOf(cameo.id), m_edit.devicePixelRatioF()));
        // Found by what it is called as well as by its handle.
        item->setData(QStringLiteral("%1 %2").arg(cameo.handle, cameo.name), Qt::UserRole);
        item->setData(cameo.handle, Qt::UserRole + 1);
        m_model->appendRow(item);
        handles << cameo.handle;
    }
    m_highlighter->setHandles(handles);
}

QStringList CameoCompleter::mentioned() const {
    QStringList ids;
    auto match = cameoMention().globalMatch(m_edit.toPlainText());
    while (match.hasNext()) {
        const QString handle = match.next().captured(1).toLower();
        const auto cameo = std::ranges::find(m_cameos, handle, &Cameo::handle);
        if (cameo != m_cameos.end() && !ids.contains(cameo->id)) {
            ids << cameo->id;
        }
    }
    return ids;
}

void CameoCompleter::replaceText(const QString& text) {
    QTextCursor all(m_edit.document());
    all.select(QTextCursor::Document);
    m_inserting = true;
    all.insertText(text);
    m_inserting = false;
    m_edit.moveCursor(QTextCursor::End);
}

void CameoCompleter::toggle(const QString& handle) {
    QTextCursor cursor = m_edit.textCursor();
    cursor.beginEditBlock();
    const QString text = m_edit.toPlainText();
    QList<QRegularExpressionMatch> found;
    auto match = cameoMention().globalMatch(text);
    while (match.hasNext()) {
        const QRegularExpressionMatch one = match.next();
        if (one.captured(1).compare(handle, Qt::CaseInsensitive) == 0) {
            found.prepend(one); // from the end, so that the places before stay right
        }
    }
    for (const QRegularExpressionMatch& one : std::as_const(found)) {
        const qsizetype end = one.capturedEnd();
        const bool hasSpace = end < text.size() && text.at(end) == QChar::Space;
        cursor.setPosition(static_cast<int>(one.capturedStart()));
        cursor.setPosition(static_cast<int>(end + (hasSpace ? 1 : 0)), QTextCursor::KeepAnchor);
        cursor.removeSelectedText();
    }
    m_inserting = true;
    if (found.isEmpty()) {
        const int place = cursor.position();
        const bool needsSpace = place > 0 && !text.at(place - 1).isSpace();
        cursor.insertText((needsSpace ? QStringLiteral(" @") : QStringLiteral("@")) + handle + QChar::Space);
    }
    cursor.endEditBlock();
    m_inserting = false;
    m_edit.setTextCursor(cursor);
    m_edit.setFocus(Qt::OtherFocusReason);
}

bool CameoCompleter::takesKey(const QKeyEvent& event) const {
    if (!m_completer->popup()->isVisible()) {
        return false;
    }
    switch (event.key()) {
    case Qt::Key_Enter:
    case Qt::Key_Return:
        return !event.modifiers().testFlag(Qt::ControlModifier); // which sends
    case Qt::Key_Escape:
    case Qt::Key_Tab:
    case Qt::Key_Backtab:
        return true;
    default:
        return false;
    }
}

void CameoCompleter::offer() {
    const QString typed = typedHandle();
    QAbstractItemView* list = m_completer->popup();
    const bool isRoom = mentioned().size() < m_most;
    if (typed.isNull() || m_inserting || !isRoom || m_cameos.isEmpty() || !m_edit.hasFocus()) {
        list->hide();
        return;
    }
    m_completer->setCompletionPrefix(typed);
    const bool isWhole =
        m_completer->completionCount() == 1 &&
        m_completer->currentIndex().data(Qt::UserRole + 1).toString().compare(typed, Qt::CaseInsensitive) == 0;
    if (m_completer->completionCount() == 0 || isWhole) {
        list->hide();
        return;
    }
    list->setIconSize(QSize(cameoIconSide, cameoIconSide));
    list->setCurrentIndex(m_completer->completionModel()->index(0, 0));
    QRect place = m_edit.cursorRect();
    place.setWidth(listWidth);
    m_completer->complete(place);
}

void CameoCompleter::insert(const QString& handle) {
    QTextCursor cursor = m_edit.textCursor();
    cursor.movePosition(QTextCursor::Left, QTextCursor::KeepAnchor, static_cast<int>(typedHandle().size()));
    m_inserting = true;
    cursor.insertText(handle + QChar::Space);
    m_inserting = false;
    m_edit.setTextCursor(cursor);
}

QString CameoCompleter::typedHandle() const {
    const QTextCursor cursor = m_edit.textCursor();
    if (cursor.hasSelection()) {
        return {};
    }
    const QString before = cursor.block().text().left(cursor.positionInBlock());
    static const QRegularExpression typing(QStringLiteral("(?<![A-Za-z0-9_])@([A-Za-z0-9_]*)$"));
    const QRegularExpressionMatch match = typing.match(before);
    if (!match.hasMatch()) {
        return {};
    }
    const QString typed = match.captured(1);
    return typed.isNull() ? QStringLiteral("") : typed;
}

} // namespace kinora
