#include "gui/usage/UsageModel.h"

#include "gui/LimitText.h"

#include <QLocale>

namespace kinora {

void UsageModel::setLines(const QList<UsageLine>& lines) {
    if (lines == m_lines) {
        return;
    }
    // Older lines come at the end: what is looked at stays where it is.
    const bool longer = lines.size() > m_lines.size() && lines.first(m_lines.size()) == m_lines;
    if (longer) {
        beginInsertRows({}, static_cast<int>(m_lines.size()), static_cast<int>(lines.size()) - 1);
        m_lines = lines;
        endInsertRows();
    } else {
        beginResetModel();
        m_lines = lines;
        endResetModel();
    }
}

int UsageModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_lines.size());
}

int UsageModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant UsageModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid() || index.row() >= m_lines.size()) {
        return {};
    }
    const UsageLine& line = m_lines.at(index.row());
    if (role == Qt::TextAlignmentRole) {
        return index.column() == Amount ? QVariant(Qt::AlignRight | Qt::AlignVCenter) : QVariant();
    }
    if (role == Qt::ToolTipRole && index.column() == Video) {
        return line.prompt;
    }
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole) {
        return {};
    }
    switch (index.column()) {
    case When:
        return QLocale().toString(line.createdAt.toLocalTime(), QLocale::ShortFormat);
    case Video:
        return line.prompt.simplified();
    case Why:
        return LimitText::reason(line);
    case Amount:
        return LimitText::signedMoney(line.microUsd);
    default:
        return {};
    }
}

QVariant UsageModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal) {
        return {};
    }
    if (role == Qt::TextAlignmentRole) {
        return section == Amount ? QVariant(Qt::AlignRight | Qt::AlignVCenter)
                                 : QVariant(Qt::AlignLeft | Qt::AlignVCenter);
    }
    if (role != Qt::DisplayRole) {
        return {};
    }
    switch (section) {
    case When:
        return tr("When");
    case Video:
        return tr("Video");
    case Why:
        return tr("What happened");
    case Amount:
        return tr("Amount");
    default:
        return {};
    }
}

} // namespace kinora
