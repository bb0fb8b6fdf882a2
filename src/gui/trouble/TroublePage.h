// Over the whole window, calmly: the app has crashed before, or something in it has just failed.
#pragma once

#include <QString>
#include <QWidget>

#include <memory>

namespace Ui {
class TroublePage;
}

namespace kinora {

struct Trouble {
    enum class Kind {
        LastRun, // the run before ended by it
        Now,     // caught: the app goes on
    };
    Kind kind = Kind::Now;
    QString what; // technical, English; from our own code, never what people write

    bool operator==(const Trouble&) const = default;
};

class TroublePage : public QWidget {
    Q_OBJECT

public:
    // Covers window, whose content cannot be reached meanwhile.
    explicit TroublePage(QWidget& window);
    ~TroublePage() override;

    void show(const Trouble& trouble);
    // To be given on: version, system, what happened, and what the person adds.
    [[nodiscard]] QString report() const;

    // Without what names the person: the home folder in paths.
    [[nodiscard]] static QString reportOf(const Trouble& trouble, const QString& note);

signals:
    void closed();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void changeEvent(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void showTexts();
    void showCopied(bool copied);
    void goOn();

    std::unique_ptr<Ui::TroublePage> m_ui;
    QWidget& m_window;
    Trouble m_trouble;
    bool m_copied = false; // as it stands here
};

} // namespace kinora
