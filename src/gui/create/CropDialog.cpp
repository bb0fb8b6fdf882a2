#include "gui/create/CropDialog.h"

#include "core/Receive.h"
#include "create/ui_CropDialog.h"
#include "gui/create/PictureFiles.h"
#include "gui/theme/Paint.h"
#include "services/PictureFile.h"

#include <QEvent>
#include <QPainter>

namespace kinora {

namespace {

constexpr int longestShown = 1600;

} // namespace

CropDialog::CropDialog(const ReferencePicture& picture, const QSize& shape, QWidget* parent)
    : QDialog(parent)
    , m_ui(std::make_unique<Ui::CropDialog>()) {
    m_ui->setupUi(this);
    m_ui->zoomSlider->setValue(picture.zoom);
    m_ui->useButton->setEnabled(false);
    connect(m_ui->zoomSlider, &QSlider::valueChanged, m_ui->cropView, &CropView::setZoom);
    connect(m_ui->cropView, &CropView::zoomChanged, m_ui->zoomSlider, &QSlider::setValue);
    connect(m_ui->cancelButton, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_ui->useButton, &QPushButton::clicked, this, [this] {
        emit chosen(m_ui->cropView->chosen());
        accept();
    });
    receive(readPictureFile(picture.file, longestShown), this, [this, picture, shape](const Result<QImage>& image) {
        if (!image) {
            m_ui->introductionLabel->setText(notAPicture());
            return;
        }
        m_ui->cropView->setPicture(*image, picture, shape);
        m_ui->useButton->setEnabled(true);
        m_ui->cropView->setFocus(Qt::OtherFocusReason);
    });
}

CropDialog::~CropDialog() = default;

void CropDialog::setIntroduction(const QString& sentence) {
    m_introduction = sentence;
    m_ui->introductionLabel->setText(sentence);
}

void CropDialog::changeEvent(QEvent* event) {
    QDialog::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) {
        m_ui->retranslateUi(this);
        if (!m_introduction.isEmpty()) {
            m_ui->introductionLabel->setText(m_introduction);
        }
    }
}

void CropDialog::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    paintPageBackground(painter, rect());
}

} // namespace kinora
