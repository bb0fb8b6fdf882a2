// The lines of the ledger as a table: when, which video, why, how much.
#pragma once

#include "core/Usage.h"

#include <QAbstractTableModel>
#include <QList>

namespace kinora {

class UsageModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { When, Video, Why, Amount, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    void setLines(const QList<UsageLine>& lines);

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QList<UsageLine> m_lines;
};

} // namespace kinora
